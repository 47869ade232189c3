//! How long posts may wait to be written before further ones are refused: those that are accepted do not wait
//! much longer.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use billhook_core::id::TenantId;
use parking_lot::Mutex;

use crate::grouped::Full;
use crate::ingest_memory::Shares;

/// Once a post has waited longer than this, no tenant gets more into the line than its share of what is there.
const MAX_WAIT: Duration = Duration::from_secs(1);

/// What waits for one writer.
///
/// How much that may be is not reckoned from what a commit takes, which depends on how much is in it: the wait
/// itself is measured.
#[derive(Default)]
pub(super) struct Backlog {
    posts: Mutex<Shares>,
    /// True if the post that came out last had waited too long.
    is_long: AtomicBool,
}

/// A post in the line, until it is dropped: when the post is written, or given up.
pub(super) struct Ticket {
    backlog: Arc<Backlog>,
    tenant: TenantId,
    since: Instant,
}

impl Backlog {
    /// The last ticket.
    ///
    /// # Errors
    /// [`Full`] if the line is long, and the tenant has as much in it as others, or more: nobody is refused
    /// for what others have.
    pub(super) fn enter(self: &Arc<Self>, tenant: TenantId) -> Result<Ticket, Full> {
        let mut posts = self.posts.lock();
        let of_tenant = posts.of(tenant);
        let has_its_share = of_tenant > 0 && of_tenant * posts.tenants() >= posts.in_all();
        if self.is_long.load(Ordering::Relaxed) && has_its_share {
            return Err(Full);
        }
        posts.add(tenant, 1);
        Ok(Ticket { backlog: self.clone(), tenant, since: Instant::now() })
    }

    fn note_wait(&self, waited: Duration) {
        self.is_long.store(waited > MAX_WAIT, Ordering::Relaxed);
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        self.backlog.note_wait(self.since.elapsed());
        self.backlog.posts.lock().remove(self.tenant, 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FLOOD: TenantId = TenantId::from_bytes([1; 16]);
    const OTHER: TenantId = TenantId::from_bytes([2; 16]);

    #[test]
    fn a_line_that_moves_takes_whoever_comes() {
        let backlog = Arc::<Backlog>::default();
        backlog.note_wait(MAX_WAIT);
        let tickets: Vec<_> = (0..1000).map_while(|_| backlog.enter(FLOOD).ok()).collect();
        assert_eq!(tickets.len(), 1000);
    }

    #[test]
    fn in_a_long_line_nobody_gets_more_than_a_share() {
        let backlog = Arc::<Backlog>::default();
        let flood: Vec<_> = (0..10).map_while(|_| backlog.enter(FLOOD).ok()).collect();
        backlog.note_wait(MAX_WAIT * 2);
        assert_eq!(backlog.enter(FLOOD).err(), Some(Full));
        let others: Vec<_> = std::iter::repeat_with(|| backlog.enter(OTHER)).map_while(Result::ok).collect();
        assert_eq!((flood.len(), others.len()), (10, 10));
        drop((flood, others));
        let posts = backlog.posts.lock();
        assert_eq!((posts.in_all(), posts.tenants()), (0, 0));
    }

    #[test]
    fn a_post_that_was_written_soon_ends_it() {
        let backlog = Arc::<Backlog>::default();
        backlog.note_wait(MAX_WAIT * 2);
        drop(backlog.enter(FLOOD).unwrap());
        let _first = backlog.enter(FLOOD).unwrap();
        assert!(backlog.enter(FLOOD).is_ok());
    }
}
