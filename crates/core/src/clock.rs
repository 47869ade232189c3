//! Time, as a thing that is handed in.
//!
//! Every instant that is stored, signed or compared comes from a [`Clock`], so that a story can say "three
//! hours later" and mean it. Measuring how long a call took is not this module's business.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Instant;

use chrono::{DateTime, Duration, Utc};

/// An instant in UTC. The databases keep it as whole microseconds since 1970-01-01; only when an event occurred, which
/// its poster says, is kept to the nanosecond.
pub type Timestamp = DateTime<Utc>;

/// Tells what time it is.
pub trait Clock: Send + Sync + std::fmt::Debug {
    /// The present instant, cut to whole microseconds: what a database gives back is what was put in.
    fn now(&self) -> Timestamp;

    /// Takes note of what another clock has shown, and returns by how much this one was changed: forward if
    /// positive. A clock that follows no other does nothing.
    fn follow(&self, _look: Look) -> Duration {
        Duration::zero()
    }
}

/// What a clock has shown to somebody who had to ask for it.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// What it showed.
    pub shown: Timestamp,
    /// When it was asked.
    pub asked: Instant,
    /// When the answer was there.
    pub answered: Instant,
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

/// A clock that goes by another one: it runs on its own, whatever becomes of the machine's wall clock, and is
/// set by each [`Look`].
///
/// Small differences are taken back slowly, so that time seldom goes back; what a look cannot have got wrong
/// by taking long is taken over at once.
#[derive(Debug)]
pub struct FollowingClock {
    began: Instant,
    /// What it showed at `began`, in microseconds since 1970, as is known by now.
    at_began: AtomicI64,
}

/// A difference up to this is taken back slowly, in microseconds.
const SMALL: i64 = 50_000;
/// How much of it by one look, in microseconds.
const AT_ONE_LOOK: i64 = 1_000;

impl Default for FollowingClock {
    /// Shows what the machine's wall clock does, until the first look.
    fn default() -> Self {
        Self { began: Instant::now(), at_began: AtomicI64::new(SystemClock.now().timestamp_micros()) }
    }
}

impl FollowingClock {
    fn since_it_began(&self, at: Instant) -> i64 {
        i64::try_from(at.saturating_duration_since(self.began).as_micros()).unwrap_or(i64::MAX)
    }
}

impl Clock for FollowingClock {
    fn now(&self) -> Timestamp {
        let elapsed = self.since_it_began(Instant::now());
        from_micros(self.at_began.load(Ordering::Relaxed).saturating_add(elapsed))
    }

    fn follow(&self, look: Look) -> Duration {
        let (asked, answered) = (self.since_it_began(look.asked), self.since_it_began(look.answered));
        // It was read somewhere between the two.
        let doubt = (answered - asked) / 2;
        let shown_at_began = look.shown.timestamp_micros() - (asked + doubt);
        let difference = shown_at_began - self.at_began.load(Ordering::Relaxed);
        let change = if difference.abs() > SMALL + doubt {
            difference
        } else {
            difference.clamp(-AT_ONE_LOOK, AT_ONE_LOOK)
        };
        self.at_began.fetch_add(change, Ordering::Relaxed);
        Duration::microseconds(change)
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

    fn look(clock: &FollowingClock, ahead: Duration, took_ms: u64) -> Look {
        let asked = Instant::now();
        let answered = asked + std::time::Duration::from_millis(took_ms);
        Look { shown: clock.now() + ahead + Duration::milliseconds(took_ms as i64 / 2), asked, answered }
    }

    #[test]
    fn a_clock_that_follows_is_set_by_a_look_and_runs_on() {
        let clock = FollowingClock::default();
        for hours in [1, -2] {
            let before = clock.now();
            let changed = clock.follow(look(&clock, Duration::hours(hours), 0));
            assert!((changed - Duration::hours(hours)).abs() < Duration::seconds(10), "{changed}");
            assert!(clock.now() >= before + changed);
        }
        let before = clock.now();
        while clock.now() == before {}
        assert!(clock.now() > before, "it runs on");
    }

    #[test]
    fn a_small_difference_is_taken_back_slowly() {
        let clock = FollowingClock::default();
        assert_eq!(clock.follow(look(&clock, Duration::milliseconds(40), 0)), Duration::milliseconds(1));
        assert_eq!(clock.follow(look(&clock, Duration::milliseconds(-40), 0)), Duration::milliseconds(-1));
    }

    #[test]
    fn a_look_that_took_long_proves_no_difference_within_that_time() {
        let clock = FollowingClock::default();
        assert_eq!(clock.follow(look(&clock, Duration::seconds(1), 4000)), Duration::milliseconds(1));
        assert!(clock.follow(look(&clock, Duration::seconds(4), 4000)) > Duration::seconds(3));
    }

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
