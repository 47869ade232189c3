//! What bounds a tenant: how fast it posts and how large, and how many it may have of each thing.

use serde::{Deserialize, Serialize};

macro_rules! limits {
    ($($(#[doc = $doc:literal])* $name:ident,)*) => {
        /// Bounds that somebody has set: the tenant itself, the operator for this tenant, or the installation
        /// for all of them. `None` is no bound. What holds is the tightest of the three; see [`Limits::tightest`].
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(default)]
        pub struct Limits {
            $(
                $(#[doc = $doc])*
                #[serde(skip_serializing_if = "Option::is_none")]
                pub $name: Option<u32>,
            )*
        }

        impl Limits {
            /// Of each bound, the tighter one.
            #[must_use]
            pub fn tightest(self, other: Self) -> Self {
                Self { $($name: tighter(self.$name, other.$name),)* }
            }
        }
    };
}

limits! {
    /// Events that are accepted in a second, on average over a few seconds and in each process that takes them.
    events_per_s,
    /// Hooks, whatever their state.
    hooks,
    /// Bytes of an event's data, and of the object as it was before.
    event_bytes,
    /// Apps, those that events brought in included.
    apps,
    /// SKUs of all apps, those that events brought in included.
    skus,
    /// Event types, those that were only seen on events included.
    event_types,
    /// Members, with those who are invited.
    members,
    /// Tokens that are not revoked.
    tokens,
}

fn tighter(one: Option<u32>, other: Option<u32>) -> Option<u32> {
    one.into_iter().chain(other).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tightest_of_several_bounds_holds() {
        let own = Limits { events_per_s: Some(10), event_bytes: Some(5000), ..Limits::default() };
        let installation = Limits { hooks: Some(100), event_bytes: Some(1000), ..Limits::default() };
        let expected = Limits { hooks: Some(100), event_bytes: Some(1000), ..own };
        assert_eq!(own.tightest(installation), expected);
        assert_eq!(installation.tightest(own), expected);
        assert_eq!(Limits::default().tightest(Limits::default()), Limits::default());
    }
}
