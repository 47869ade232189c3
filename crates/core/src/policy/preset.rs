//! The policy of each preset, from the document of its system. No code elsewhere asks which preset a hook has in order
//! to decide about a retry.

use super::limits::MAX_WAIT_MS;
use super::{Growth, OnGone, OnTimeout, Policy, Schedule, Status, StatusSet, Waits};
use crate::preset::Preset;

const SECOND: u64 = 1_000;
const MINUTE: u64 = 60 * SECOND;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

impl Policy {
    /// The policy of a preset.
    pub fn of(preset: Preset) -> Self {
        match preset {
            Preset::Standard => standard(),
            Preset::Upodi => {
                Self { success: StatusSet::of([Status::Any]), ..plain(5 * SECOND, Schedule::none()) }
            }
            Preset::UpodiV2 => upodi_v2(),
            Preset::Abowire => ok_only(10 * SECOND, Schedule::list([5 * SECOND, 10 * SECOND, 15 * SECOND])),
            Preset::AbowireV2 => abowire_v2(),
            Preset::Upzelo => {
                ok_only(15 * SECOND, Schedule::list([3, 5, 9, 17, 33, 65].map(|minutes| minutes * MINUTE)))
            }
            Preset::App47 => app47(),
            Preset::Upgates => upgates(),
        }
    }
}

/// What the documents of the five systems leave unsaid: every failure is retried alike, `Retry-After` is not looked
/// at, and nothing deactivates the hook.
fn plain(timeout_ms: u64, schedule: Schedule) -> Policy {
    Policy {
        timeout_ms,
        success: StatusSet::of([Status::Class(2)]),
        on_timeout: OnTimeout::Retry,
        on_gone: OnGone::Retry,
        schedule,
        jitter: 0.0,
        retry_on: StatusSet::of([Status::Any]),
        retry_after_on: StatusSet::default(),
        retry_after_max_ms: DAY,
        deactivate_after_spent: None,
        deactivate_after_ms: None,
        warn_before_ms: None,
    }
}

fn ok_only(timeout_ms: u64, schedule: Schedule) -> Policy {
    Policy { success: StatusSet::of([Status::Code(200)]), ..plain(timeout_ms, schedule) }
}

/// Standard Webhooks 1.0.0, "Deliverability and reliability"; the waits are Billhook's choice.
fn standard() -> Policy {
    let waits =
        [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];
    Policy {
        on_gone: OnGone::Deactivate,
        jitter: 0.2,
        retry_after_on: [429, 502, 503, 504].into_iter().map(Status::Code).collect(),
        deactivate_after_ms: Some(5 * DAY),
        warn_before_ms: Some(2 * DAY),
        ..plain(15 * SECOND, Schedule::list(waits))
    }
}

/// 30 minutes after the first attempt, then every 3 hours, until 72 hours: 25 attempts, the last after 69.5 hours.
fn upodi_v2() -> Policy {
    let waits = Waits::Interval { first_ms: 30 * MINUTE, every_ms: 3 * HOUR };
    plain(5 * SECOND, Schedule { waits, max_retries: None, max_age_ms: Some(72 * HOUR) })
}

/// "5, 15, 30 minutes after the first" are waits of 5, 10 and 15 minutes. What got no answer is retried as well:
/// the rule "429 and 5xx only" is about answers. Three failed retries are one spent delivery.
fn abowire_v2() -> Policy {
    let worth_it = StatusSet::of([Status::Code(429), Status::Class(5)]);
    Policy {
        retry_on: worth_it.clone(),
        retry_after_on: worth_it,
        retry_after_max_ms: 900 * SECOND,
        deactivate_after_spent: Some(1),
        ..ok_only(5 * SECOND, Schedule::list([5 * MINUTE, 10 * MINUTE, 15 * MINUTE]))
    }
}

/// "A maximum of 20 retries", by growing waits. The document does not say how they grow; 15 s + n⁴ s is what Sidekiq
/// does, the usual job queue of such systems: 15 s before the first retry, 36 hours before the last, 6.5 days in all.
fn app47() -> Policy {
    let waits = Waits::Growing { base_ms: 15 * SECOND, growth: Growth::Power(4), max_wait_ms: MAX_WAIT_MS };
    ok_only(15 * SECOND, Schedule { waits, max_retries: Some(20), max_age_ms: None })
}

/// "Every 5 minutes until it receives the correct response"; "times out: considered delivered".
fn upgates() -> Policy {
    Policy {
        success: StatusSet::of([Status::Code(200), Status::Code(204)]),
        on_timeout: OnTimeout::Delivered,
        ..plain(SECOND, Schedule::every(5 * MINUTE))
    }
}
