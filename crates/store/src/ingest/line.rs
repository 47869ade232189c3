//! How long posts may wait to be written before further ones are refused: those that are accepted do not wait much longer.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use billhook_core::id::TenantId;
use parking_lot::Mutex;

use crate::grouped::Full;

/// Once a post has waited longer than this, whoever has some in the line gets no more into it.
const LONGEST: Duration = Duration::from_secs(1);

/// What waits for one writer.
///
/// How much that may be is not reckoned from what a commit takes, which depends on how much is in it: the wait itself is measured.
#[derive(Default)]
pub(super) struct Line {
    posts_of: Mutex<HashMap<TenantId, usize>>,
    /// True if the post that came out last had waited too long.
    is_long: AtomicBool,
}

/// A place in the line, until it is dropped: when the post is written, or given up.
pub(super) struct Place {
    line: Arc<Line>,
    tenant: TenantId,
    since: Instant,
}

impl Line {
    /// The last place.
    ///
    /// # Errors
    /// [`Full`] if the line is long, and the tenant has a post in it. One that has none is not refused for what others have.
    pub(super) fn place(self: &Arc<Self>, tenant: TenantId) -> Result<Place, Full> {
        let mut posts_of = self.posts_of.lock();
        let posts = posts_of.entry(tenant).or_default();
        if *posts > 0 && self.is_long.load(Ordering::Relaxed) {
            return Err(Full);
        }
        *posts += 1;
        Ok(Place { line: self.clone(), tenant, since: Instant::now() })
    }

    fn note_wait(&self, waited: Duration) {
        self.is_long.store(waited > LONGEST, Ordering::Relaxed);
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.line.note_wait(self.since.elapsed());
        if let Entry::Occupied(mut posts) = self.line.posts_of.lock().entry(self.tenant) {
            *posts.get_mut() -= 1;
            if *posts.get() == 0 {
                posts.remove();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FLOOD: TenantId = TenantId::from_bytes([1; 16]);
    const OTHER: TenantId = TenantId::from_bytes([2; 16]);

    #[test]
    fn a_line_that_moves_takes_whoever_comes() {
        let line = Arc::<Line>::default();
        line.note_wait(LONGEST);
        let places: Vec<_> = (0..1000).map_while(|_| line.place(FLOOD).ok()).collect();
        assert_eq!(places.len(), 1000);
    }

    #[test]
    fn in_a_long_line_each_tenant_has_one_post_more_at_most() {
        let line = Arc::<Line>::default();
        let flood = line.place(FLOOD).unwrap();
        line.note_wait(LONGEST * 2);
        assert_eq!(line.place(FLOOD).err(), Some(Full));
        let other = line.place(OTHER).unwrap();
        assert_eq!(line.place(OTHER).err(), Some(Full));
        drop((flood, other));
        assert!(line.posts_of.lock().is_empty());
    }

    #[test]
    fn a_post_that_was_written_soon_ends_it() {
        let line = Arc::<Line>::default();
        line.note_wait(LONGEST * 2);
        drop(line.place(FLOOD).unwrap());
        let _first = line.place(FLOOD).unwrap();
        assert!(line.place(FLOOD).is_ok());
    }
}
