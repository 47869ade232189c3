//! The JSON of a schedule: flat, with a `kind`, so that each field that is wrong can be pointed at.

use serde::{Deserialize, Serialize};

use super::limits::*;
use super::overrides::Checks;
use super::{Growth, Schedule, Waits};

/// What kind of waits a [`ScheduleSpec`] describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScheduleKind {
    /// One attempt, no retry.
    None,
    /// `waits_ms`: one wait for each retry.
    List,
    /// `every_ms`, and `first_ms` if the first wait differs.
    Interval,
    /// `base_ms` with `power` or `factor`, and `max_wait_ms`.
    Growing,
}

/// A [`Schedule`] as JSON, such as `{"kind": "interval", "every_ms": 300000}`. Durations are milliseconds.
///
/// Every kind may carry `max_retries` and `max_age_ms`; the other fields belong to the kind that names them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScheduleSpec {
    /// Which of the other fields count.
    pub kind: ScheduleKind,
    /// The waits of a list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waits_ms: Option<Vec<u64>>,
    /// The first wait of an interval (default: `every_ms`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_ms: Option<u64>,
    /// Every other wait of an interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every_ms: Option<u64>,
    /// What growing waits start from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_ms: Option<u64>,
    /// Growth to `base + n^power` seconds before retry n + 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub power: Option<u32>,
    /// Growth to `base × factor^n` before retry n + 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub factor: Option<f64>,
    /// No growing wait is longer (default: 30 days).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_wait_ms: Option<u64>,
    /// The most retries (default: no bound).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_retries: Option<u32>,
    /// No retry later than so long after the first attempt was due (default: no bound).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_age_ms: Option<u64>,
}

impl ScheduleSpec {
    /// The JSON of a schedule.
    pub fn of(schedule: &Schedule) -> Self {
        let (max_retries, max_age_ms) = (schedule.max_retries, schedule.max_age_ms);
        let bare = Self { max_retries, max_age_ms, ..Self::bare(ScheduleKind::None) };
        match &schedule.waits {
            Waits::List(waits) => Self { kind: ScheduleKind::List, waits_ms: Some(waits.to_vec()), ..bare },
            &Waits::Interval { first_ms, every_ms } => Self {
                kind: ScheduleKind::Interval,
                first_ms: Some(first_ms),
                every_ms: Some(every_ms),
                ..bare
            },
            &Waits::Growing { base_ms, growth, max_wait_ms } => {
                let (power, factor) = match growth {
                    Growth::Power(power) => (Some(power), None),
                    Growth::Factor(factor) => (None, Some(factor)),
                };
                let (base_ms, max_wait_ms) = (Some(base_ms), Some(max_wait_ms));
                Self { kind: ScheduleKind::Growing, base_ms, power, factor, max_wait_ms, ..bare }
            }
        }
    }

    /// A schedule of this kind with no other field given.
    pub fn bare(kind: ScheduleKind) -> Self {
        Self {
            kind,
            waits_ms: None,
            first_ms: None,
            every_ms: None,
            base_ms: None,
            power: None,
            factor: None,
            max_wait_ms: None,
            max_retries: None,
            max_age_ms: None,
        }
    }

    /// The schedule, with what is wrong noted in `checks`.
    pub(super) fn read(&self, checks: &mut Checks) -> Schedule {
        self.refuse_foreign_fields(checks);
        let waits = match self.kind {
            ScheduleKind::None => Waits::List(Box::default()),
            ScheduleKind::List => self.read_list(checks),
            ScheduleKind::Interval => self.read_interval(checks),
            ScheduleKind::Growing => self.read_growing(checks),
        };
        let max_retries = self.max_retries.map(|n| checks.within("schedule/max_retries", n, 0..=MAX_RETRIES));
        let max_age_ms = self.max_age_ms.map(|age| checks.within("schedule/max_age_ms", age, 0..=MAX_AGE_MS));
        Schedule { waits, max_retries, max_age_ms }
    }

    fn read_list(&self, checks: &mut Checks) -> Waits {
        let waits = required(checks, "schedule/waits_ms", "a list", self.waits_ms.as_deref());
        Waits::List(waits.map(|waits| checks.waits("schedule/waits_ms", waits)).unwrap_or_default().into())
    }

    fn read_interval(&self, checks: &mut Checks) -> Waits {
        let range = MIN_INTERVAL_MS..=MAX_WAIT_MS;
        let every_ms =
            required(checks, "schedule/every_ms", "an interval", self.every_ms).unwrap_or(MIN_INTERVAL_MS);
        let every_ms = checks.within("schedule/every_ms", every_ms, range);
        let first_ms = self.first_ms.map(|first| checks.within("schedule/first_ms", first, 0..=MAX_WAIT_MS));
        Waits::Interval { first_ms: first_ms.unwrap_or(every_ms), every_ms }
    }

    fn read_growing(&self, checks: &mut Checks) -> Waits {
        let base_ms =
            required(checks, "schedule/base_ms", "a growing schedule", self.base_ms).unwrap_or(MIN_BASE_MS);
        let base_ms = checks.within("schedule/base_ms", base_ms, MIN_BASE_MS..=MAX_WAIT_MS);
        let max_wait_ms = self.max_wait_ms.unwrap_or(MAX_WAIT_MS);
        let max_wait_ms = checks.within("schedule/max_wait_ms", max_wait_ms, MIN_BASE_MS..=MAX_WAIT_MS);
        Waits::Growing { base_ms, growth: self.read_growth(checks), max_wait_ms }
    }

    fn read_growth(&self, checks: &mut Checks) -> Growth {
        match (self.power, self.factor) {
            (Some(power), None) => Growth::Power(checks.within("schedule/power", power, 1..=MAX_POWER)),
            (None, Some(factor)) => {
                Growth::Factor(checks.within("schedule/factor", factor, MIN_FACTOR..=MAX_FACTOR))
            }
            _ => {
                checks.refuse("schedule", "must have either power or factor when it is growing");
                Growth::Power(1)
            }
        }
    }

    fn refuse_foreign_fields(&self, checks: &mut Checks) {
        use ScheduleKind::{Growing, Interval, List};
        for (field, given, owner) in [
            ("waits_ms", self.waits_ms.is_some(), List),
            ("first_ms", self.first_ms.is_some(), Interval),
            ("every_ms", self.every_ms.is_some(), Interval),
            ("base_ms", self.base_ms.is_some(), Growing),
            ("power", self.power.is_some(), Growing),
            ("factor", self.factor.is_some(), Growing),
            ("max_wait_ms", self.max_wait_ms.is_some(), Growing),
        ] {
            if given && owner != self.kind {
                checks.refuse(&format!("schedule/{field}"), "does not belong to a schedule of this kind");
            }
        }
    }
}

fn required<T>(checks: &mut Checks, path: &str, what: &str, value: Option<T>) -> Option<T> {
    if value.is_none() {
        checks.refuse(path, format!("is required for {what}"));
    }
    value
}
