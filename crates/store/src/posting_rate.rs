//! How fast a tenant posts, in this process's memory.

use billhook_core::clock::Timestamp;
use billhook_core::rate::Bucket;
use parking_lot::Mutex;

/// The bucket of one tenant that has a bound.
#[derive(Debug)]
pub(crate) struct PostingRate {
    pub(crate) per_s: u32,
    bucket: Mutex<Bucket>,
}

impl PostingRate {
    /// A full bucket that fills at `per_s`.
    pub(crate) fn new(per_s: u32, now: Timestamp) -> Self {
        Self { per_s, bucket: Mutex::new(Bucket::full(per_s, now)) }
    }

    /// Takes this many events out of the bucket; `Err` with the seconds to wait if they are too many just now.
    pub(crate) fn take(&self, events: usize, now: Timestamp) -> Result<(), u64> {
        self.bucket.lock().take(events, self.per_s, now)
    }
}
