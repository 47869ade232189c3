//! Time, as a thing that is handed in.
//!
//! Every instant that is stored, signed or compared comes from a [`Clock`], so that a story can say "three
//! hours later" and mean it. Measuring how long a call took is not this module's business.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Duration, Utc};

/// An instant in UTC. The databases keep it as whole microseconds since 1970-01-01; only when an event occurred, which
/// its poster says, is kept to the nanosecond.
pub type Timestamp = DateTime<Utc>;

/// Tells what time it is.
pub trait Clock: Send + Sync + std::fmt::Debug {
    /// The present instant, cut to whole microseconds: what a database gives back is what was put in.
    fn now(&self) -> Timestamp;
}

/// The wall clock of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the wall clock")]
    fn now(&self) -> Timestamp {
        from_micros(Utc::now().timestamp_micros())
    }
}

/// A clock that moves only when it is told to, for tests.
#[derive(Debug)]
pub struct ManualClock(AtomicI64);

impl ManualClock {
    /// A clock that stands at `start`.
    pub fn at(start: Timestamp) -> Self {
        Self(AtomicI64::new(start.timestamp_micros()))
    }

    /// Moves the clock on (or back, with a negative duration).
    pub fn advance(&self, by: Duration) {
        self.0.fetch_add(by.num_microseconds().unwrap_or(i64::MAX), Ordering::SeqCst);
    }

    /// Sets the clock to an instant.
    pub fn set(&self, to: Timestamp) {
        self.0.store(to.timestamp_micros(), Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        from_micros(self.0.load(Ordering::SeqCst))
    }
}

/// The same instant without a leap second, which neither databases nor most receivers know: `23:59:60.5` is the instant
/// half a second into the next day, as in POSIX time.
pub fn without_leap_second(at: Timestamp) -> Timestamp {
    let nanos = at.timestamp_subsec_nanos();
    let after = nanos.checked_sub(1_000_000_000);
    after.and_then(|nanos| DateTime::from_timestamp(at.timestamp() + 1, nanos)).unwrap_or(at)
}

/// The instant that many microseconds after 1970-01-01 UTC; what lies outside the calendar becomes its edge.
pub fn from_micros(micros: i64) -> Timestamp {
    DateTime::from_timestamp_micros(micros).unwrap_or(if micros < 0 {
        DateTime::<Utc>::MIN_UTC
    } else {
        DateTime::<Utc>::MAX_UTC
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leap_second_is_the_second_after_it() {
        let read = |text: &str| DateTime::parse_from_rfc3339(text).unwrap().to_utc();
        for (text, expected) in [
            ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
            ("2016-12-31T23:59:60.000000001Z", "2017-01-01T00:00:00.000000001Z"),
            ("2016-12-31T23:59:59.999999999Z", "2016-12-31T23:59:59.999999999Z"),
        ] {
            assert_eq!(without_leap_second(read(text)), read(expected), "{text}");
        }
    }
}
