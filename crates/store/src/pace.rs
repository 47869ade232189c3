//! How fast a tenant posts: a token bucket for each tenant that has a bound.

use billhook_core::clock::Timestamp;
use parking_lot::Mutex;

/// A bucket holds the events of this many seconds.
const BURST_S: f64 = 5.0;

/// One tenant's bucket, in this process's memory. A post larger than what is left is admitted whole when the bucket is
/// full, and paid for by those after it: so a batch of any size gets through, and the average holds.
#[derive(Debug)]
pub(crate) struct Pace {
    pub(crate) per_s: u32,
    bucket: Mutex<Bucket>,
}

#[derive(Debug)]
struct Bucket {
    level: f64,
    /// Microseconds since 1970.
    at: i64,
}

impl Pace {
    /// A full bucket that fills at `per_s`.
    pub(crate) fn new(per_s: u32, now: Timestamp) -> Self {
        let bucket = Bucket { level: f64::from(per_s) * BURST_S, at: now.timestamp_micros() };
        Self { per_s, bucket: Mutex::new(bucket) }
    }

    /// Takes so many events out of the bucket; `Err` with the seconds to wait if they are too many just now.
    pub(crate) fn take(&self, events: usize, now: Timestamp) -> Result<(), u64> {
        let (rate, now) = (f64::from(self.per_s), now.timestamp_micros());
        let size = rate * BURST_S;
        let mut bucket = self.bucket.lock();
        let elapsed_s = (now - bucket.at).max(0) as f64 / 1e6;
        let level = (bucket.level + elapsed_s * rate).min(size);
        let needed = (events as f64).min(size);
        if level < needed {
            return Err(((needed - level) / rate).ceil().max(1.0) as u64);
        }
        *bucket = Bucket { level: level - events as f64, at: now.max(bucket.at) };
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use billhook_core::clock::from_micros;

    use super::*;

    fn at(ms: i64) -> Timestamp {
        from_micros(1_700_000_000_000_000 + ms * 1_000)
    }

    #[test]
    fn a_bucket_empties_and_fills_again() {
        let pace = Pace::new(2, at(0));
        for _ in 0..10 {
            assert_eq!(pace.take(1, at(0)), Ok(()));
        }
        assert_eq!(pace.take(1, at(0)), Err(1));
        assert_eq!(pace.take(1, at(500)), Ok(()));
        assert_eq!(pace.take(1, at(500)), Err(1));
    }

    #[test]
    fn a_batch_larger_than_the_bucket_gets_through_and_is_paid_for_afterwards() {
        let pace = Pace::new(10, at(0));
        assert_eq!(pace.take(100, at(0)), Ok(()));
        assert_eq!(pace.take(1, at(0)), Err(6));
        assert_eq!(pace.take(100, at(9_000)), Err(1));
        assert_eq!(pace.take(100, at(10_000)), Ok(()));
    }
}
