//! Memory that is free, given back to the system.

use std::hint::black_box;
use std::time::Duration;

/// Longer than the allocator (mimalloc) keeps pages that are free, in case they are needed again.
const KEPT_FOR: Duration = Duration::from_secs(2);
/// How often.
const EVERY: Duration = Duration::from_secs(10);
/// Large enough to have pages of its own.
const LARGE: usize = 4 << 20;
/// A few times, since each gives back a part.
const TIMES: usize = 4;

/// Frees something large now and then, the first time when what was needed for the start has been free for a
/// while. It is then that the allocator looks at what else is free: a process with nothing to do would never
/// have it look, and keep what its busiest second took.
pub(crate) async fn give_back() {
    tokio::time::sleep(KEPT_FOR).await;
    loop {
        for _ in 0..TIMES {
            drop(black_box(Vec::<u8>::with_capacity(LARGE)));
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        tokio::time::sleep(EVERY).await;
    }
}
