//! A delivery: one event for one hook, and what becomes of it after each attempt.

use serde::{Deserialize, Serialize};

/// Why a delivery exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryKind {
    /// An action matched an event.
    Event,
    /// Somebody pressed the test button.
    Test,
    /// Somebody asked to send an earlier delivery again.
    Replay,
}

/// Where a delivery is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// Waits for its first or next attempt.
    Pending,
    /// Is being sent.
    InFlight,
    /// An attempt succeeded.
    Delivered,
    /// The schedule is spent.
    Failed,
    /// Was taken back before it was delivered.
    Cancelled,
    /// Was never to be sent: the hook did not take deliveries when the event came.
    Skipped,
}

/// Why a delivery is where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryReason {
    /// The attempts of the schedule are used up.
    ScheduleSpent,
    /// The receiver's answer is one that the policy does not retry.
    NotRetried,
    /// The test got no success; tests are sent once.
    TestFailed,
    /// The receiver answered 410 Gone.
    Gone,
    /// Time ran out, and the policy counts that as delivered.
    TimeoutCountsAsDelivered,
    /// The hook was inactive when the event came.
    HookInactive,
    /// The hook was deactivated or deleted while the delivery waited.
    HookDeactivated,
    /// The request could not be rendered in the hook's profile and format.
    Unrenderable,
}
