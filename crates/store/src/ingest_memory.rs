//! Memory for posts that are being read or wait to be written: bounded over all of them, so that a flood is refused
//! before it fills the machine.
//!
//! A tenant may take as much as it leaves free: alone half of it all, two of them a third each, and always
//! something for whoever comes next. (Dynamic thresholds, Choudhury and Hahne 1998.)

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;
use std::time::{Duration, Instant};

use billhook_core::id::TenantId;
use parking_lot::Mutex;

use crate::grouped::Full;

/// How often a flood is logged while it lasts.
const TOLD_EVERY: Duration = Duration::from_secs(10);

/// The memory for all posts, and what is known of a flood.
#[derive(Debug)]
pub(crate) struct Reservoir {
    taken: Mutex<Shares>,
    bytes: usize,
    /// What each post takes at least, so that bytes bound their number too.
    per_post: usize,
    told_at: Mutex<Option<Instant>>,
}

/// How much there is of something, and what each tenant has of it, where that is anything.
#[derive(Debug, Default)]
pub(crate) struct Shares {
    in_all: usize,
    by_tenant: HashMap<TenantId, usize>,
}

impl Shares {
    pub(crate) fn in_all(&self) -> usize {
        self.in_all
    }

    pub(crate) fn of(&self, tenant: TenantId) -> usize {
        self.by_tenant.get(&tenant).copied().unwrap_or(0)
    }

    pub(crate) fn tenants(&self) -> usize {
        self.by_tenant.len()
    }

    pub(crate) fn add(&mut self, tenant: TenantId, more: usize) {
        self.in_all += more;
        *self.by_tenant.entry(tenant).or_default() += more;
    }

    /// Takes away what was added before.
    pub(crate) fn remove(&mut self, tenant: TenantId, less: usize) {
        self.in_all -= less;
        if let Entry::Occupied(mut of_tenant) = self.by_tenant.entry(tenant) {
            *of_tenant.get_mut() -= less;
            if *of_tenant.get() == 0 {
                of_tenant.remove();
            }
        }
    }
}

impl Reservoir {
    /// Room for this many bytes, and for no more than this many posts.
    pub(crate) fn of(bytes: usize, posts: usize) -> Arc<Self> {
        Arc::new(Self {
            taken: Mutex::default(),
            bytes,
            per_post: bytes / posts.max(1),
            told_at: Mutex::default(),
        })
    }

    pub(crate) fn room(self: &Arc<Self>, tenant: TenantId) -> Room {
        Room { reservoir: self.clone(), tenant, taken: 0 }
    }

    fn take(&self, tenant: TenantId, bytes: usize) -> Result<(), Full> {
        let mut taken = self.taken.lock();
        let (in_all, by_tenant) = (taken.in_all() + bytes, taken.of(tenant) + bytes);
        if in_all > self.bytes || by_tenant > self.bytes - in_all {
            return Err(Full);
        }
        taken.add(tenant, bytes);
        Ok(())
    }

    fn give_back(&self, tenant: TenantId, bytes: usize) {
        self.taken.lock().remove(tenant, bytes);
    }

    /// Notes that a post is refused; says so now and then rather than for each.
    pub(crate) fn refuse(&self) -> Full {
        let mut told_at = self.told_at.lock();
        if told_at.is_none_or(|at| at.elapsed() >= TOLD_EVERY) {
            *told_at = Some(Instant::now());
            tracing::warn!(
                free_bytes = self.bytes - self.taken.lock().in_all(),
                "more is posted than can be written: posts beyond the bounds of `ingest` are answered 503"
            );
        }
        Full
    }
}

/// The memory that one post has taken; given back when dropped.
#[derive(Debug)]
pub struct Room {
    reservoir: Arc<Reservoir>,
    tenant: TenantId,
    taken: usize,
}

impl Room {
    /// Takes this many bytes more.
    ///
    /// # Errors
    /// [`Full`] if all posts together, or those of the tenant, would take more than they may.
    pub fn grow(&mut self, bytes: usize) -> Result<(), Full> {
        let bytes = if self.taken == 0 { bytes.max(self.reservoir.per_post) } else { bytes };
        self.reservoir.take(self.tenant, bytes).map_err(|_| self.reservoir.refuse())?;
        self.taken += bytes;
        Ok(())
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        if self.taken > 0 {
            self.reservoir.give_back(self.tenant, self.taken);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tenant(n: u8) -> TenantId {
        TenantId::from_bytes([n; 16])
    }

    #[test]
    fn posts_together_never_take_more_than_there_is() {
        let reservoir = Reservoir::of(100, 100);
        let mut rooms: Vec<Room> = (0..50).map(|n| reservoir.room(tenant(n))).collect();
        while rooms.iter_mut().any(|room| room.grow(1).is_ok()) {}
        assert!(reservoir.taken.lock().in_all() <= 100);
        drop(rooms);
        assert_eq!(reservoir.taken.lock().in_all(), 0);
    }

    #[test]
    fn a_tenant_leaves_as_much_as_it_takes() {
        let reservoir = Reservoir::of(90, 90);
        let (mut flood, mut other) = (reservoir.room(tenant(1)), reservoir.room(tenant(2)));
        assert_eq!((flood.grow(45), flood.grow(1)), (Ok(()), Err(Full)));
        assert_eq!((other.grow(22), other.grow(1)), (Ok(()), Err(Full)), "what is left is shared again");
        drop(flood);
        assert_eq!(other.grow(23), Ok(()));
    }

    #[test]
    fn small_posts_are_bounded_in_number() {
        let reservoir = Reservoir::of(100, 10);
        let mut rooms: Vec<Room> = (0..6).map(|_| reservoir.room(tenant(1))).collect();
        let taken = rooms.iter_mut().filter_map(|room| room.grow(1).ok()).count();
        assert_eq!(taken, 5);
    }
}
