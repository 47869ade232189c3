//! How the cases of `core`'s enums are written in columns, and read back: their names in JSON.
//!
//! Written as matches rather than through serde because ingest and record do it for every row.

use billhook_core::delivery::{DeliveryKind, DeliveryReason, DeliveryState};
use billhook_core::event::EventKind;
use billhook_core::outcome::OutcomeKind;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::StoreError;

pub(crate) const fn event_kind(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Event => "event",
        EventKind::Ping => "ping",
    }
}

pub(crate) const fn delivery_kind(kind: DeliveryKind) -> &'static str {
    match kind {
        DeliveryKind::Event => "event",
        DeliveryKind::Test => "test",
        DeliveryKind::Replay => "replay",
    }
}

/// `InFlight` is what a leased row of `due_deliveries` looks like from outside; the column says `pending`.
pub(crate) const fn delivery_state(state: DeliveryState) -> &'static str {
    match state {
        DeliveryState::Pending | DeliveryState::InFlight => "pending",
        DeliveryState::Delivered => "delivered",
        DeliveryState::Failed => "failed",
        DeliveryState::Cancelled => "cancelled",
        DeliveryState::Skipped => "skipped",
    }
}

/// The word for how an attempt ended: in its column, in JSON, and as the label of a metric.
pub const fn outcome_kind(kind: OutcomeKind) -> &'static str {
    match kind {
        OutcomeKind::Response => "response",
        OutcomeKind::Timeout => "timeout",
        OutcomeKind::Refused => "refused",
        OutcomeKind::Tls => "tls",
        OutcomeKind::Dns => "dns",
        OutcomeKind::Blocked => "blocked",
        OutcomeKind::Error => "error",
    }
}

/// The name of a case, as serde writes it. For columns that are not written at every delivery.
pub fn name_of<T: Serialize>(case: &T) -> Result<String, StoreError> {
    match serde_json::to_value(case) {
        Ok(serde_json::Value::String(name)) => Ok(name),
        other => Err(StoreError::Corrupt(format!("a case without a name: {other:?}"))),
    }
}

/// The case of a name that stands in `column`.
pub fn case_of<T: DeserializeOwned>(column: &str, name: &str) -> Result<T, StoreError> {
    serde_json::from_value(serde_json::Value::String(name.to_owned()))
        .map_err(|error| StoreError::corrupt(column, error))
}

/// The 16 bytes of an id that stands in `column`.
pub fn bytes16(column: &str, bytes: &[u8]) -> Result<[u8; 16], StoreError> {
    bytes.try_into().map_err(|_| StoreError::corrupt(column, "not 16 bytes"))
}

/// The name of why a delivery is where it is.
pub(crate) const fn delivery_reason(reason: DeliveryReason) -> &'static str {
    match reason {
        DeliveryReason::ScheduleSpent => "schedule_spent",
        DeliveryReason::NoRetries => "no_retries",
        DeliveryReason::NotRetried => "not_retried",
        DeliveryReason::TestFailed => "test_failed",
        DeliveryReason::Gone => "gone",
        DeliveryReason::TimeoutCountsAsDelivered => "timeout_counts_as_delivered",
        DeliveryReason::HookInactive => "hook_inactive",
        DeliveryReason::HookDeactivated => "hook_deactivated",
        DeliveryReason::OwnerPermissionsChanged => "owner_permissions_changed",
        DeliveryReason::Manual => "manual",
        DeliveryReason::EventCancelled => "event_cancelled",
        DeliveryReason::Unrenderable => "unrenderable",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_columns_are_the_names_in_json() {
        for kind in [DeliveryKind::Event, DeliveryKind::Test, DeliveryKind::Replay] {
            assert_eq!(name_of(&kind).unwrap(), delivery_kind(kind));
        }
        for reason in [
            "schedule_spent",
            "no_retries",
            "not_retried",
            "test_failed",
            "gone",
            "timeout_counts_as_delivered",
            "hook_inactive",
            "hook_deactivated",
            "owner_permissions_changed",
            "manual",
            "event_cancelled",
            "unrenderable",
        ] {
            assert_eq!(delivery_reason(case_of("state_reason", reason).unwrap()), reason);
        }
        for outcome in ["response", "timeout", "refused", "tls", "dns", "blocked", "error"] {
            assert_eq!(outcome_kind(case_of("outcome", outcome).unwrap()), outcome);
        }
        for state in ["pending", "delivered", "failed", "cancelled", "skipped"] {
            assert_eq!(delivery_state(case_of("state", state).unwrap()), state);
        }
    }
}
