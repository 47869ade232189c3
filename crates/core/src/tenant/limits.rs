//! What bounds a tenant: events in a second, hooks, and the size of an event.

use serde::{Deserialize, Serialize};

/// Bounds that somebody has set: the tenant itself, the operator for this tenant, or the installation for all of them.
/// `None` is no bound. What holds is the tightest of the three; see [`Limits::tightest`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Limits {
    /// Events that are accepted in a second, on average over a few seconds and in each process that takes them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub events_per_s: Option<u32>,
    /// Hooks, whatever their state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hooks: Option<u32>,
    /// Bytes of an event's data, and of the object as it was before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_bytes: Option<u32>,
}

impl Limits {
    /// Of each bound, the tighter one.
    #[must_use]
    pub fn tightest(self, other: Self) -> Self {
        Self {
            events_per_s: tighter(self.events_per_s, other.events_per_s),
            hooks: tighter(self.hooks, other.hooks),
            event_bytes: tighter(self.event_bytes, other.event_bytes),
        }
    }
}

fn tighter(one: Option<u32>, other: Option<u32>) -> Option<u32> {
    one.into_iter().chain(other).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tightest_of_several_bounds_holds() {
        let own = Limits { events_per_s: Some(10), hooks: None, event_bytes: Some(5000) };
        let installation = Limits { events_per_s: None, hooks: Some(100), event_bytes: Some(1000) };
        let expected = Limits { events_per_s: Some(10), hooks: Some(100), event_bytes: Some(1000) };
        assert_eq!(own.tightest(installation), expected);
        assert_eq!(installation.tightest(own), expected);
        assert_eq!(Limits::default().tightest(Limits::default()), Limits::default());
    }
}
