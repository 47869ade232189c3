//! When and how hard to try, as data.
//!
//! A [`Policy`] is everything that tells the five systems apart in what they do after a failure; each preset is one
//! value of it ([`Policy::of`]), and a hook may override any field ([`PolicyOverrides`]). What follows from a policy
//! is decided in [`crate::delivery`] (one delivery) and [`crate::health`] (the hook). The wire form of requests is
//! no part of it: that is [`crate::profile`].

use serde::{Deserialize, Serialize};

mod inert;
pub mod limits;
mod overrides;
mod preset;
mod schedule;
mod spec;
mod status;
#[cfg(test)]
mod tests;

pub use overrides::{Invalid, InvalidPolicy, PolicyOverrides};
pub(crate) use schedule::later;
pub use schedule::{Growth, Schedule, Waits};
pub use spec::{ScheduleKind, ScheduleSpec};
pub use status::{ParseStatusError, Status, StatusSet};

/// When and how hard to try. Durations are milliseconds.
///
/// Its JSON is that of [`PolicyOverrides`] with every field given, so what the API returns can be sent back.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(into = "PolicyOverrides")]
pub struct Policy {
    /// The total deadline of one attempt: connect, TLS, request, answer.
    pub timeout_ms: u64,
    /// The answers that count as delivered.
    pub success: StatusSet,
    /// What it means when the deadline passes without an answer.
    pub on_timeout: OnTimeout,
    /// What the answer 410 Gone means.
    pub on_gone: OnGone,
    /// When to try again.
    pub schedule: Schedule,
    /// Up to which fraction (0 to 1) a wait is lengthened at random, so that hooks do not retry in step.
    pub jitter: f64,
    /// The answers, outside `success`, that are worth another try.
    pub retry_on: StatusSet,
    /// The answers on which `Retry-After` is honoured.
    pub retry_after_on: StatusSet,
    /// The longest wait that `Retry-After` can ask for.
    pub retry_after_max_ms: u64,
    /// Deactivate the hook after this many deliveries in a row that spent their schedule.
    pub deactivate_after_spent: Option<u32>,
    /// Deactivate the hook when it failed for so long without one success.
    pub deactivate_after_ms: Option<u64>,
    /// How long before a deactivation by `deactivate_after_ms` the owner is warned by mail, but not
    /// before half of that time has passed. With `deactivate_after_spent` the warning comes one spent delivery before.
    /// `None`: no warning.
    pub warn_before_ms: Option<u64>,
}

/// What it means when an attempt's deadline passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnTimeout {
    /// A failure like any other.
    Retry,
    /// The receiver is taken to have got it.
    Delivered,
}

/// What the answer 410 Gone means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnGone {
    /// A failure like any other.
    Retry,
    /// The receiver wants no more: the hook is deactivated.
    Deactivate,
}
