//! Memory for posts that are being read or wait to be written: bounded over all of them, so that a flood is refused
//! before it fills the machine.

use std::sync::Arc;
use std::time::{Duration, Instant};

use parking_lot::Mutex;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::grouped::Full;

/// How often a flood is told while it lasts.
const TOLD_EVERY: Duration = Duration::from_secs(10);

/// The memory for all posts, and what is known of a flood.
#[derive(Debug)]
pub(crate) struct Reservoir {
    free: Arc<Semaphore>,
    told_at: Mutex<Option<Instant>>,
}

impl Reservoir {
    pub(crate) fn of(bytes: usize) -> Arc<Self> {
        Arc::new(Self { free: Arc::new(Semaphore::new(bytes)), told_at: Mutex::default() })
    }

    pub(crate) fn room(self: &Arc<Self>) -> Room {
        Room { reservoir: self.clone(), taken: None }
    }

    /// Notes that a post is refused; says so now and then rather than for each.
    pub(crate) fn refuse(&self) -> Full {
        let mut told_at = self.told_at.lock();
        if told_at.is_none_or(|at| at.elapsed() >= TOLD_EVERY) {
            *told_at = Some(Instant::now());
            tracing::warn!(
                free_bytes = self.free.available_permits(),
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
    taken: Option<OwnedSemaphorePermit>,
}

impl Room {
    /// Takes so many bytes more.
    ///
    /// # Errors
    /// [`Full`] if all posts together would take more than they may.
    pub fn grow(&mut self, bytes: usize) -> Result<(), Full> {
        let bytes = u32::try_from(bytes).map_err(|_| Full)?;
        let more = self.reservoir.free.clone().try_acquire_many_owned(bytes);
        let more = more.map_err(|_| self.reservoir.refuse())?;
        match &mut self.taken {
            Some(taken) => taken.merge(more),
            None => self.taken = Some(more),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posts_together_never_take_more_than_there_is() {
        let reservoir = Reservoir::of(100);
        let (mut one, mut two) = (reservoir.room(), reservoir.room());
        assert_eq!((one.grow(30), one.grow(30), two.grow(50)), (Ok(()), Ok(()), Err(Full)));
        drop(one);
        assert_eq!(two.grow(100), Ok(()));
    }
}
