//! What a hook changes in its preset's policy: the JSON of the API, and the checks on it.

use std::fmt;
use std::ops::RangeInclusive;

use serde::{Deserialize, Deserializer, Serialize};

use super::limits::*;
use super::spec::ScheduleSpec;
use super::{OnGone, OnTimeout, Policy, Schedule, Status, StatusSet};

/// The fields of a [`Policy`] that a hook sets itself; what is absent is as in the preset.
///
/// Statuses are texts: `any`, `2xx`, `204`, `200-204`. Durations are milliseconds. `schedule_ms` is the list form of
/// `schedule`; one of the two may be given. In the three last fields `null` means "never".
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PolicyOverrides {
    /// See [`Policy::timeout_ms`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeout_ms: Option<u64>,
    /// See [`Policy::success`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub success: Option<Vec<String>>,
    /// See [`Policy::on_timeout`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_timeout: Option<OnTimeout>,
    /// See [`Policy::on_gone`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_gone: Option<OnGone>,
    /// The waits of [`Policy::schedule`] as a list; empty for "never again".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schedule_ms: Option<Vec<u64>>,
    /// See [`Policy::schedule`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schedule: Option<ScheduleSpec>,
    /// See [`Policy::jitter`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jitter: Option<f64>,
    /// See [`Policy::retry_on`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_on: Option<Vec<String>>,
    /// See [`Policy::retry_after_on`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after_on: Option<Vec<String>>,
    /// See [`Policy::retry_after_max_ms`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after_max_ms: Option<u64>,
    /// See [`Policy::deactivate_after_spent`].
    #[serde(deserialize_with = "or_never", skip_serializing_if = "Option::is_none")]
    pub deactivate_after_spent: Option<Option<u32>>,
    /// See [`Policy::deactivate_after_ms`].
    #[serde(deserialize_with = "or_never", skip_serializing_if = "Option::is_none")]
    pub deactivate_after_ms: Option<Option<u64>>,
    /// See [`Policy::warn_before_ms`].
    #[serde(deserialize_with = "or_never", skip_serializing_if = "Option::is_none")]
    pub warn_before_ms: Option<Option<u64>>,
}

/// Tells `null` (never) from a field that is absent (as in the preset).
fn or_never<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

impl From<Policy> for PolicyOverrides {
    fn from(policy: Policy) -> Self {
        let texts = |set: StatusSet| Some(set.entries().iter().map(Status::to_string).collect());
        Self {
            timeout_ms: Some(policy.timeout_ms),
            success: texts(policy.success),
            on_timeout: Some(policy.on_timeout),
            on_gone: Some(policy.on_gone),
            schedule_ms: policy.schedule.as_plain_list().map(<[u64]>::to_vec),
            schedule: policy.schedule.as_plain_list().is_none().then(|| ScheduleSpec::of(&policy.schedule)),
            jitter: Some(policy.jitter),
            retry_on: texts(policy.retry_on),
            retry_after_on: texts(policy.retry_after_on),
            retry_after_max_ms: Some(policy.retry_after_max_ms),
            deactivate_after_spent: Some(policy.deactivate_after_spent),
            deactivate_after_ms: Some(policy.deactivate_after_ms),
            warn_before_ms: Some(policy.warn_before_ms),
        }
    }
}

impl Policy {
    /// This policy with what a hook sets itself, or everything that is wrong with that.
    pub fn with(mut self, overrides: &PolicyOverrides) -> Result<Self, InvalidPolicy> {
        let mut checks = Checks::default();
        self.take_statuses(overrides, &mut checks);
        self.take_schedule(overrides, &mut checks);
        self.take_health_rules(overrides, &mut checks);
        if let Some(timeout_ms) = overrides.timeout_ms {
            self.timeout_ms = checks.within("timeout_ms", timeout_ms, MIN_TIMEOUT_MS..=MAX_TIMEOUT_MS);
        }
        if let Some(most) = overrides.retry_after_max_ms {
            self.retry_after_max_ms = checks.within("retry_after_max_ms", most, 0..=MAX_RETRY_AFTER_MS);
        }
        if let Some(jitter) = overrides.jitter {
            self.jitter = checks.within("jitter", jitter, 0.0..=1.0);
        }
        self.on_timeout = overrides.on_timeout.unwrap_or(self.on_timeout);
        self.on_gone = overrides.on_gone.unwrap_or(self.on_gone);
        self.drop_inert_inheritance(overrides);
        checks.done(self)
    }

    fn take_statuses(&mut self, overrides: &PolicyOverrides, checks: &mut Checks) {
        for (field, given, set) in [
            ("success", &overrides.success, &mut self.success),
            ("retry_on", &overrides.retry_on, &mut self.retry_on),
            ("retry_after_on", &overrides.retry_after_on, &mut self.retry_after_on),
        ] {
            if let Some(texts) = given {
                *set = checks.statuses(field, texts);
            }
        }
        // An empty `retry_on` retries no answer, which can be meant; an empty `success` could never be met.
        if overrides.success.as_ref().is_some_and(Vec::is_empty) {
            checks.refuse("success", "must name at least one status");
        }
    }

    fn take_schedule(&mut self, overrides: &PolicyOverrides, checks: &mut Checks) {
        match (&overrides.schedule_ms, &overrides.schedule) {
            (Some(_), Some(_)) => checks.refuse("schedule", "must not be given together with schedule_ms"),
            (Some(waits), None) => self.schedule = Schedule::list(checks.waits("schedule_ms", waits)),
            (None, Some(spec)) => self.schedule = spec.read(checks),
            (None, None) => {}
        }
    }

    fn take_health_rules(&mut self, overrides: &PolicyOverrides, checks: &mut Checks) {
        if let Some(spent) = overrides.deactivate_after_spent {
            self.deactivate_after_spent =
                spent.map(|n| checks.within("deactivate_after_spent", n, 1..=MAX_SPENT));
        }
        if let Some(after) = overrides.deactivate_after_ms {
            let range = MIN_DEACTIVATE_AFTER_MS..=MAX_DEACTIVATE_AFTER_MS;
            self.deactivate_after_ms = after.map(|ms| checks.within("deactivate_after_ms", ms, range));
        }
        if let Some(before) = overrides.warn_before_ms {
            let range = 0..=MAX_DEACTIVATE_AFTER_MS;
            self.warn_before_ms = before.map(|ms| checks.within("warn_before_ms", ms, range));
        }
    }
}

/// One thing that is wrong with a policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Invalid {
    /// JSON pointer (RFC 6901) to the value, from the hook: `/policy/timeout_ms`.
    pub pointer: String,
    /// What it must be instead.
    pub detail: String,
}

/// Everything that is wrong with a policy; never empty.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct InvalidPolicy(pub Vec<Invalid>);

impl fmt::Display for InvalidPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let texts: Vec<_> =
            self.0.iter().map(|Invalid { pointer, detail }| format!("{pointer} {detail}")).collect();
        f.write_str(&texts.join("; "))
    }
}

/// Collects what is wrong, so that it can be said all at once.
#[derive(Debug, Default)]
pub(super) struct Checks(Vec<Invalid>);

impl Checks {
    /// Notes that the value at `path` (under `/policy/`) is wrong.
    pub(super) fn refuse(&mut self, path: &str, detail: impl Into<String>) {
        self.0.push(Invalid { pointer: format!("/policy/{path}"), detail: detail.into() });
    }

    /// Gives `value` back, noting if it is out of range. No number is in the range of a NaN.
    pub(super) fn within<T: PartialOrd + fmt::Display>(
        &mut self,
        path: &str,
        value: T,
        range: RangeInclusive<T>,
    ) -> T {
        if !range.contains(&value) {
            self.refuse(path, format!("must be between {} and {}", range.start(), range.end()));
        }
        value
    }

    /// The waits of a list.
    pub(super) fn waits(&mut self, path: &str, waits: &[u64]) -> Vec<u64> {
        if waits.len() > MAX_WAITS {
            self.refuse(path, format!("must have at most {MAX_WAITS} waits"));
            return Vec::new();
        }
        waits
            .iter()
            .enumerate()
            .map(|(i, &wait)| self.within(&format!("{path}/{i}"), wait, 0..=MAX_WAIT_MS))
            .collect()
    }

    fn statuses(&mut self, path: &str, texts: &[String]) -> StatusSet {
        if texts.len() > MAX_STATUSES {
            self.refuse(path, format!("must have at most {MAX_STATUSES} entries"));
            return StatusSet::default();
        }
        let read = texts.iter().enumerate().filter_map(|(i, text)| match text.parse::<Status>() {
            Ok(status) => Some(status),
            Err(error) => {
                self.refuse(&format!("{path}/{i}"), error.to_string());
                None
            }
        });
        read.collect()
    }

    pub(super) fn done(self, policy: Policy) -> Result<Policy, InvalidPolicy> {
        if self.0.is_empty() { Ok(policy) } else { Err(InvalidPolicy(self.0)) }
    }
}
