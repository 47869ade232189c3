//! Token buckets: how many of something may happen in a second on average, with some at once.

use crate::clock::Timestamp;

/// A bucket holds what flows in within this many seconds.
pub const BURST_S: u32 = 5;

/// A clock that shows this much less than before, in microseconds, was set back: what flows in is counted from
/// there, or nothing would until it is where it was.
pub const SET_BACK_US: i64 = 1_000_000;

/// One bucket. What is larger than the bucket is admitted whole when the bucket is full, and paid for by what
/// comes after it: so anything gets through at some time, and the average holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bucket {
    level: f64,
    /// Microseconds since 1970.
    at: i64,
}

impl Bucket {
    /// A full bucket into which `per_s` flow.
    pub fn full(per_s: u32, now: Timestamp) -> Self {
        Self { level: size(per_s), at: now.timestamp_micros() }
    }

    /// What is in it at `now`; below zero while it is being paid for.
    pub fn level(&self, per_s: u32, now: Timestamp) -> f64 {
        let elapsed_s = (now.timestamp_micros() - self.at).max(0) as f64 / 1e6;
        (self.level + elapsed_s * f64::from(per_s)).min(size(per_s))
    }

    /// True if it says nothing: a new one would be the same.
    pub fn is_full(&self, per_s: u32, now: Timestamp) -> bool {
        self.level(per_s, now) >= size(per_s)
    }

    /// Takes `wanted` out of it; `Err` with the seconds to wait if that is too much just now.
    pub fn take(&mut self, wanted: usize, per_s: u32, now: Timestamp) -> Result<(), u64> {
        if now.timestamp_micros() < self.at - SET_BACK_US {
            self.at = now.timestamp_micros();
        }
        let level = self.level(per_s, now);
        let needed = (wanted as f64).min(size(per_s));
        if level < needed {
            return Err(((needed - level) / f64::from(per_s)).ceil().max(1.0) as u64);
        }
        *self = Self { level: level - wanted as f64, at: self.at.max(now.timestamp_micros()) };
        Ok(())
    }
}

fn size(per_s: u32) -> f64 {
    f64::from(per_s) * f64::from(BURST_S)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::from_micros;

    fn at(ms: i64) -> Timestamp {
        from_micros(1_700_000_000_000_000 + ms * 1_000)
    }

    #[test]
    fn a_bucket_empties_and_fills_again() {
        let mut bucket = Bucket::full(2, at(0));
        for left in (0..10).rev() {
            assert_eq!(bucket.take(1, 2, at(0)), Ok(()));
            assert_eq!(bucket.level(2, at(0)), f64::from(left));
        }
        assert_eq!(bucket.take(1, 2, at(0)), Err(1));
        assert_eq!(bucket.take(1, 2, at(500)), Ok(()));
        assert_eq!(bucket.take(1, 2, at(500)), Err(1));
        assert!(!bucket.is_full(2, at(5_400)) && bucket.is_full(2, at(5_500)));
    }

    #[test]
    fn a_batch_larger_than_the_bucket_gets_through_and_is_paid_for_afterwards() {
        let mut bucket = Bucket::full(10, at(0));
        assert_eq!(bucket.take(100, 10, at(0)), Ok(()));
        assert_eq!(bucket.take(1, 10, at(0)), Err(6));
        assert_eq!(bucket.take(100, 10, at(9_000)), Err(1));
        assert_eq!(bucket.take(100, 10, at(10_000)), Ok(()));
    }

    #[test]
    fn a_clock_that_is_set_back_holds_nobody_up() {
        let mut bucket = Bucket::full(1, at(10_000_000));
        for _ in 0..5 {
            bucket.take(1, 1, at(10_000_000)).unwrap();
        }
        assert_eq!(bucket.take(1, 1, at(0)), Err(1));
        assert_eq!(bucket.take(1, 1, at(1_000)), Ok(()));
        assert_eq!(bucket.take(1, 1, at(1_000)), Err(1));
    }

    #[test]
    fn a_clock_that_hesitates_fills_nothing_twice() {
        let mut bucket = Bucket::full(1, at(10_000));
        for _ in 0..5 {
            bucket.take(1, 1, at(10_000)).unwrap();
        }
        assert_eq!(bucket.take(1, 1, at(9_500)), Err(1));
        assert_eq!(bucket.take(1, 1, at(10_500)), Err(1));
        assert_eq!(bucket.take(1, 1, at(11_000)), Ok(()));
    }
}
