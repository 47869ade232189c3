//! A delivery: one event for one hook, and what becomes of it after each attempt.
//!
//! [`decide`] is the only place where it is decided whether something is tried again. It is pure: how an attempt is
//! made and how the verdict is recorded is elsewhere; what a hook's health leads to is in [`crate::health`].

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::hook::StateReason;
use crate::outcome::{Outcome, OutcomeKind};
use crate::policy::{OnGone, OnTimeout, Policy, later};

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

/// The state of a delivery.
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

/// Why a delivery is in its state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryReason {
    /// The attempts of the schedule are used up.
    ScheduleSpent,
    /// The only attempt failed: the policy has no retries.
    NoRetries,
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
    /// The hook was deactivated while the delivery waited, because its owner lost what the hook needs.
    OwnerPermissionsChanged,
    /// A member took it back while it waited.
    Manual,
    /// Its event was taken back while it was held.
    EventCancelled,
    /// The request could not be rendered in the hook's profile and format.
    Unrenderable,
}

/// How far a delivery has come, as the decision needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Why the delivery exists.
    pub kind: DeliveryKind,
    /// The number of the attempt that was just made, from 1.
    pub attempt: u32,
    /// Where the delivery's age counts from: when its first attempt was due or, if it was held back longer (its hook
    /// was paused, the process was down), when the first attempt began.
    pub first_due_at: Timestamp,
}

/// What becomes of a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It is done.
    Delivered {
        /// Why, if it was not the answer that said so.
        reason: Option<DeliveryReason>,
    },
    /// It is tried again.
    Retry {
        /// Not before this instant.
        at: Timestamp,
    },
    /// It is given up.
    Failed {
        /// Why.
        reason: DeliveryReason,
    },
}

/// What an attempt says about its hook; see [`crate::health::Health::after`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HookEffect {
    /// It works: earlier failures are forgotten.
    Healthy,
    /// It failed.
    Failing,
    /// It failed, and a delivery has spent its schedule with it.
    Spent,
    /// It failed in a way that deactivates the hook at once.
    Deactivate(StateReason),
    /// Nothing: the attempt never left.
    Untouched,
}

/// What becomes of a delivery and of its hook after an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// What becomes of the delivery.
    pub decision: Decision,
    /// What the attempt says about the hook.
    pub hook: HookEffect,
}

/// What becomes of a delivery after an attempt that ended at `now` with `outcome`.
///
/// - An answer in the policy's success set delivers. Redirects are never followed: a 3xx is an answer like any other.
/// - Where the success set is `any`, the status alone is the answer: one whose body drips on until time runs out, or
///   breaks off, has come. Any other set names answers to rely on, and those have an end.
/// - A time-out is what the policy says it is. One after the head of an answer had come, with a status outside of the
///   success set, is that answer: a policy that counts time-outs as delivered does not mean these.
/// - A test is sent once. What the policy counts as delivered passes it, whether that is an answer or a time-out; with
///   anything else the hook is deactivated.
/// - What got no answer is tried again on schedule, also when the address is one that must not be called: names
///   change what they resolve to.
/// - A retry waits as the schedule says, lengthened by up to `policy.jitter` of it (`roll`, uniform from 0 to 1, says
///   how much), or until the `Retry-After` of an answer that the policy heeds, whichever is later; the latter is
///   capped by `policy.retry_after_max_ms`. `Retry-After` never brings back what the schedule has given up, and
///   neither it nor jitter counts for the schedule's bound by age.
pub fn decide(outcome: &Outcome, policy: &Policy, progress: &Progress, now: Timestamp, roll: f64) -> Verdict {
    let finding = Finding::of(outcome, policy);
    let passed = matches!(finding, Finding::Success | Finding::CountsAsDelivered);
    if progress.kind == DeliveryKind::Test && !passed {
        let hook = HookEffect::Deactivate(StateReason::TestFailed);
        return Verdict { decision: Decision::Failed { reason: DeliveryReason::TestFailed }, hook };
    }
    match finding {
        Finding::Success => delivered(None),
        Finding::CountsAsDelivered => delivered(Some(DeliveryReason::TimeoutCountsAsDelivered)),
        Finding::Gone => failed(DeliveryReason::Gone, HookEffect::Deactivate(StateReason::Gone)),
        Finding::NotRetried => failed(DeliveryReason::NotRetried, HookEffect::Failing),
        Finding::Failure => match next_attempt(outcome, policy, progress, now, roll) {
            Some(at) => Verdict { decision: Decision::Retry { at }, hook: HookEffect::Failing },
            None if progress.attempt == 1 && policy.schedule.is_none() => {
                failed(DeliveryReason::NoRetries, HookEffect::Spent)
            }
            None => failed(DeliveryReason::ScheduleSpent, HookEffect::Spent),
        },
    }
}

/// What becomes of a delivery whose request cannot be rendered: nothing is sent, and nothing would change by trying
/// again. The receiver is not to blame, but a test that sends nothing is not a success.
pub fn unrenderable(kind: DeliveryKind) -> Verdict {
    match kind {
        DeliveryKind::Test => {
            failed(DeliveryReason::Unrenderable, HookEffect::Deactivate(StateReason::TestFailed))
        }
        DeliveryKind::Event | DeliveryKind::Replay => {
            failed(DeliveryReason::Unrenderable, HookEffect::Untouched)
        }
    }
}

/// What an outcome is, in the eyes of a policy.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Finding {
    Success,
    CountsAsDelivered,
    Gone,
    NotRetried,
    Failure,
}

impl Finding {
    fn of(outcome: &Outcome, policy: &Policy) -> Self {
        match (outcome.kind, outcome.status) {
            (OutcomeKind::Response, Some(status)) => Self::of_answer(status, policy),
            (_, Some(_)) if policy.success.takes_any() => Self::Success,
            (OutcomeKind::Timeout, status) if policy.on_timeout == OnTimeout::Delivered => match status {
                Some(status) if !policy.success.contains(status) => Self::of_answer(status, policy),
                _ => Self::CountsAsDelivered,
            },
            _ => Self::Failure,
        }
    }

    fn of_answer(status: u16, policy: &Policy) -> Self {
        match status {
            _ if policy.success.contains(status) => Self::Success,
            410 if policy.on_gone == OnGone::Deactivate => Self::Gone,
            _ if policy.retry_on.contains(status) => Self::Failure,
            _ => Self::NotRetried,
        }
    }
}

fn delivered(reason: Option<DeliveryReason>) -> Verdict {
    Verdict { decision: Decision::Delivered { reason }, hook: HookEffect::Healthy }
}

fn failed(reason: DeliveryReason, hook: HookEffect) -> Verdict {
    Verdict { decision: Decision::Failed { reason }, hook }
}

fn next_attempt(
    outcome: &Outcome,
    policy: &Policy,
    progress: &Progress,
    now: Timestamp,
    roll: f64,
) -> Option<Timestamp> {
    let at = policy.schedule.next(progress.attempt, progress.first_due_at, now)?;
    let wait_ms = (at - now).num_milliseconds() as f64;
    let jitter_ms = (wait_ms * policy.jitter * roll.clamp(0.0, 1.0)) as u64;
    let at = later(at, jitter_ms).unwrap_or(at);
    Some(asked_for(outcome, policy, now).map_or(at, |asked| asked.max(at)))
}

/// The instant that `Retry-After` asks for, where the policy heeds it, and no later than the policy allows.
fn asked_for(outcome: &Outcome, policy: &Policy, now: Timestamp) -> Option<Timestamp> {
    let asked = outcome
        .retry_after
        .filter(|_| outcome.status.is_some_and(|status| policy.retry_after_on.contains(status)));
    later(now, policy.retry_after_max_ms).map_or(asked, |cap| asked.map(|at| at.min(cap)))
}

#[cfg(test)]
mod tests;
