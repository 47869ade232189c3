//! The bounds of a tenant as they are shown and changed: by the tenant for itself, and by the operator for the tenant.

use billhook_core::tenant::Limits;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::checks::Checks;
use crate::extract::given;

macro_rules! limits {
    ($($(#[doc = $doc:literal])* $name:ident: $least:tt to $most:tt,)*) => {
        /// Bounds; null: none set here.
        #[derive(Clone, Copy, Debug, Serialize, ToSchema)]
        #[schema(as = Limits)]
        pub(crate) struct LimitsView {
            $($(#[doc = $doc])* $name: Option<u32>,)*
        }

        impl From<Limits> for LimitsView {
            fn from(Limits { $($name,)* }: Limits) -> Self {
                Self { $($name,)* }
            }
        }

        /// Changes to the bounds; what is left out stays, null is none.
        #[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct LimitsPatch {
            $(
                #[serde(default, deserialize_with = "given")]
                #[schema(value_type = Option<u32>, minimum = $least, maximum = $most)]
                $name: Option<Option<u32>>,
            )*
        }

        impl LimitsPatch {
            /// The bounds after the change; what is wrong with it, or above what somebody else allows, is noted.
            pub(crate) fn onto(self, old: Limits, above: Limits, checks: &mut Checks) -> Limits {
                Limits {
                    $($name: match self.$name {
                        None => old.$name,
                        Some(wanted) => checked(stringify!($name), wanted, ($least, $most), above.$name, checks),
                    },)*
                }
            }
        }
    };
}

limits! {
    /// Events in a second, on average over five seconds.
    events_per_s: 1 to 1_000_000,
    /// Hooks, whatever their state.
    hooks: 1 to 1_000_000,
    /// Bytes of an event's data.
    event_bytes: 1024 to 16_777_216,
    /// Apps, those that events brought in included.
    apps: 1 to 1_000_000,
    /// SKUs of all apps.
    skus: 1 to 10_000_000,
    /// Event types, those that were only seen on events included.
    event_types: 1 to 1_000_000,
    /// Members, with those who are invited.
    members: 1 to 1_000_000,
    /// Tokens that are not revoked.
    tokens: 1 to 1_000_000,
}

fn checked(
    name: &str,
    wanted: Option<u32>,
    (least, most): (u32, u32),
    above: Option<u32>,
    checks: &mut Checks,
) -> Option<u32> {
    let most = above.map_or(most, |above| above.min(most));
    let detail =
        format!("use {least} to {most}, which is what the operator allows, or null for no bound of your own");
    checks.that(
        wanted.is_none_or(|wanted| (least..=most).contains(&wanted)),
        &format!("/limits/{name}"),
        detail,
    );
    wanted
}
