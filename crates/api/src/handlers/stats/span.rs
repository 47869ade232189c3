//! Which time the figures are asked for.

use billhook_core::clock::{Timestamp, from_micros};
use billhook_store::stats::{Grain, MINUTES_KEPT_DAYS, Span};
use chrono::{Datelike, TimeDelta};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::problem::Problem;

/// The most steps that one answer has.
const MAX_STEPS: i64 = 500;
const MINUTE_S: i64 = 60;
const HOUR_S: i64 = 3_600;
const MAX_STEP_S: i64 = 366 * 24 * HOUR_S;

/// A span that ends now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Range {
    /// The last 60 minutes, by the minute.
    Hour,
    /// The last 24 hours, by the hour.
    #[default]
    Day,
    /// The last 7 days, by six hours.
    Week,
}

impl Range {
    /// How many steps of how many seconds.
    const fn steps(self) -> (i64, i64) {
        match self {
            Self::Hour => (60, MINUTE_S),
            Self::Day => (24, HOUR_S),
            Self::Week => (28, 6 * HOUR_S),
        }
    }

    /// The span whose last step has `now` in it. Steps begin at whole multiples of their length in UTC.
    pub(super) fn span(self, now: Timestamp) -> Span {
        let (count, step_s) = self.steps();
        let until = ceiling(now + TimeDelta::microseconds(1), step_s);
        Span { grain: grain(step_s), since: until - TimeDelta::seconds(count * step_s), until, step_s }
    }
}

/// The span from `since` to `until` in steps of `step_s`, widened to whole steps.
pub(super) fn between(
    since: Timestamp,
    until: Timestamp,
    step_s: i64,
    now: Timestamp,
) -> Result<Span, Problem> {
    if step_s < MINUTE_S || step_s % MINUTE_S != 0 {
        return Err(Problem::parameter(
            "step_s",
            "a step is a whole number of minutes, in seconds: 60, 300, 3600, …",
        ));
    }
    if step_s > MAX_STEP_S {
        return Err(Problem::parameter(
            "step_s",
            format!("a step has {MAX_STEP_S} seconds at most: 366 days"),
        ));
    }
    for (name, at) in [("since", since), ("until", until)] {
        if !(1970..=9999).contains(&at.year()) {
            return Err(Problem::parameter(name, "must be between 1970 and 9999"));
        }
    }
    if since >= until {
        return Err(Problem::parameter("until", "must be later than `since`"));
    }
    let (from, to) = (floor(since, step_s), ceiling(until, step_s));
    if (to - from).num_seconds() / step_s > MAX_STEPS {
        let detail =
            format!("that makes more than {MAX_STEPS} steps; ask for longer steps or a shorter time");
        return Err(Problem::parameter("step_s", detail));
    }
    let grain = grain(step_s);
    if grain == Grain::Minute && from < now - TimeDelta::days(MINUTES_KEPT_DAYS) {
        let detail = format!(
            "minutes are kept for {MINUTES_KEPT_DAYS} days; further back, a step is a whole number of hours (3600)"
        );
        return Err(Problem::parameter("step_s", detail));
    }
    Ok(Span { grain, since: from, until: to, step_s })
}

const fn grain(step_s: i64) -> Grain {
    if step_s % HOUR_S == 0 { Grain::Hour } else { Grain::Minute }
}

fn floor(at: Timestamp, step_s: i64) -> Timestamp {
    let micros = at.timestamp_micros();
    from_micros(micros - micros.rem_euclid(step_s * 1_000_000))
}

fn ceiling(at: Timestamp, step_s: i64) -> Timestamp {
    let down = floor(at, step_s);
    if down == at { at } else { down + TimeDelta::seconds(step_s) }
}
