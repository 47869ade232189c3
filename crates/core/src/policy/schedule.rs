//! When a delivery is tried again: waits, and what bounds them.

use chrono::TimeDelta;

use super::limits::MAX_WAIT_MS;
use crate::clock::Timestamp;

/// The waits between the attempts of one delivery, and when they end.
///
/// A bound that is `None` does not bound; with neither, an interval or a growing schedule goes on without end.
#[derive(Clone, Debug, PartialEq)]
pub struct Schedule {
    /// How long each wait is, in milliseconds from the end of the attempt before.
    pub waits: Waits,
    /// The most retries; the first attempt is none. A list ends with its last entry in any case.
    pub max_retries: Option<u32>,
    /// No retry is planned later than this many milliseconds after the first attempt was due.
    pub max_age_ms: Option<u64>,
}

/// How long each wait is, in milliseconds.
#[derive(Clone, Debug, PartialEq)]
pub enum Waits {
    /// One wait for each retry. The empty list is "never again".
    List(Box<[u64]>),
    /// The same wait every time, but for the first.
    Interval {
        /// Before the first retry.
        first_ms: u64,
        /// Before every other.
        every_ms: u64,
    },
    /// Waits that grow, up to [`MAX_WAIT_MS`] or less.
    Growing {
        /// What the waits grow from.
        base_ms: u64,
        /// How they grow.
        growth: Growth,
        /// No wait is longer.
        max_wait_ms: u64,
    },
}

/// How waits grow; `n` is 0 before the first retry, 1 before the second, and so on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Growth {
    /// `base + n^power` seconds. With 15 s and the power 4 this is the growth of the Sidekiq job queue.
    Power(u32),
    /// `base × factor^n`.
    Factor(f64),
}

impl Schedule {
    /// One attempt and no retry.
    pub fn none() -> Self {
        Self::list([])
    }

    /// One retry for each wait.
    pub fn list(waits_ms: impl Into<Box<[u64]>>) -> Self {
        Self { waits: Waits::List(waits_ms.into()), max_retries: None, max_age_ms: None }
    }

    /// Retries at a fixed interval, without end.
    pub fn every(every_ms: u64) -> Self {
        Self { waits: Waits::Interval { first_ms: every_ms, every_ms }, max_retries: None, max_age_ms: None }
    }

    /// True if nothing is ever tried again.
    pub fn is_none(&self) -> bool {
        self.wait_ms(1).is_none()
    }

    /// True if retries go on without end, as long as nothing is delivered.
    pub fn is_endless(&self) -> bool {
        let is_list = matches!(self.waits, Waits::List(_));
        !is_list && self.max_retries.is_none() && self.max_age_ms.is_none()
    }

    /// The waits, if the schedule is a list and nothing else bounds it.
    pub fn as_plain_list(&self) -> Option<&[u64]> {
        match (&self.waits, self.max_retries, self.max_age_ms) {
            (Waits::List(waits), None, None) => Some(waits),
            _ => None,
        }
    }

    /// The wait after attempt number `attempt` (from 1), in milliseconds; `None` when the count is used up.
    pub fn wait_ms(&self, attempt: u32) -> Option<u64> {
        let n = attempt.saturating_sub(1);
        if self.max_retries.is_some_and(|most| n >= most) {
            return None;
        }
        let wait = match &self.waits {
            Waits::List(waits) => *waits.get(n as usize)?,
            Waits::Interval { first_ms, .. } if n == 0 => *first_ms,
            Waits::Interval { every_ms, .. } => *every_ms,
            Waits::Growing { base_ms, growth, max_wait_ms } => growth.wait_ms(*base_ms, n).min(*max_wait_ms),
        };
        Some(wait.min(MAX_WAIT_MS))
    }

    /// When to try again after attempt number `attempt` (from 1) ended at `now`; `None` when the schedule is spent.
    ///
    /// `first_due_at` is where the age of the delivery counts from.
    pub fn next(&self, attempt: u32, first_due_at: Timestamp, now: Timestamp) -> Option<Timestamp> {
        let at = later(now, self.wait_ms(attempt)?)?;
        let too_late =
            self.max_age_ms.is_some_and(|age| later(first_due_at, age).is_some_and(|end| at > end));
        (!too_late).then_some(at)
    }
}

impl Growth {
    /// Saturates: a float beyond the integers becomes the largest of them.
    fn wait_ms(self, base_ms: u64, n: u32) -> u64 {
        match self {
            Self::Power(power) => {
                base_ms.saturating_add(u64::from(n).saturating_pow(power).saturating_mul(1_000))
            }
            Self::Factor(factor) => (base_ms as f64 * factor.powf(f64::from(n))) as u64,
        }
    }
}

/// `ms` milliseconds after `from`; `None` beyond the calendar.
pub(crate) fn later(from: Timestamp, ms: u64) -> Option<Timestamp> {
    from.checked_add_signed(TimeDelta::try_milliseconds(i64::try_from(ms).ok()?)?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::clock::from_micros;

    fn growing(growth: Growth, max_wait_ms: u64) -> Schedule {
        Schedule {
            waits: Waits::Growing { base_ms: 15_000, growth, max_wait_ms },
            max_retries: None,
            max_age_ms: None,
        }
    }

    #[test]
    fn each_kind_of_wait_is_as_long_as_it_says() {
        let interval = Schedule {
            waits: Waits::Interval { first_ms: 7, every_ms: 9 },
            max_retries: Some(3),
            max_age_ms: None,
        };
        for (schedule, waits) in [
            (Schedule::none(), vec![None]),
            (Schedule::list([5, 10]), vec![Some(5), Some(10), None]),
            (Schedule { max_retries: Some(1), ..Schedule::list([5, 10]) }, vec![Some(5), None]),
            (interval, vec![Some(7), Some(9), Some(9), None]),
            (growing(Growth::Power(4), 40_000), vec![Some(15_000), Some(16_000), Some(31_000), Some(40_000)]),
            (
                growing(Growth::Factor(2.0), 70_000),
                vec![Some(15_000), Some(30_000), Some(60_000), Some(70_000)],
            ),
        ] {
            let got: Vec<_> = (1..).map(|attempt| schedule.wait_ms(attempt)).take(waits.len()).collect();
            assert_eq!(got, waits, "{schedule:?}");
        }
    }

    #[test]
    fn age_ends_a_schedule_at_its_last_instant_and_not_before() {
        let start = from_micros(1_700_000_000_000_000);
        let schedule = Schedule { max_age_ms: Some(100), ..Schedule::every(10) };
        let at = |ms| later(start, ms).unwrap();
        assert_eq!(schedule.next(1, start, at(90)), Some(at(100)));
        assert_eq!(schedule.next(1, start, at(91)), None);
    }

    #[test]
    fn a_schedule_without_end_still_waits_after_billions_of_attempts() {
        assert_eq!(Schedule::every(300_000).wait_ms(u32::MAX), Some(300_000));
        assert_eq!(growing(Growth::Power(8), u64::MAX).wait_ms(u32::MAX), Some(MAX_WAIT_MS));
        assert_eq!(growing(Growth::Factor(10.0), u64::MAX).wait_ms(u32::MAX), Some(MAX_WAIT_MS));
    }

    proptest! {
        #[test]
        fn a_retry_is_never_planned_in_the_past(attempt: u32, first: i64, now: i64, base_ms: u64, age: Option<u64>, power in 0u32..64) {
            let waits = Waits::Growing { base_ms, growth: Growth::Power(power), max_wait_ms: u64::MAX };
            let schedule = Schedule { waits, max_retries: None, max_age_ms: age };
            let now = from_micros(now);
            prop_assert!(schedule.next(attempt, from_micros(first), now).is_none_or(|at| at >= now));
        }
    }
}
