//! Whose turn it is where requests of a tenant come one after the other anyway, or ought to: a tenant has one
//! turn at a time, so it keeps no other one waiting. Filters over many subjects take a core for long; changes
//! of one tenant wait for its row, and all that wait there would have a connection each.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use billhook_core::id::TenantId;
use parking_lot::Mutex;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

use crate::problem::{Kind, Problem};

/// In seconds; what a client waits that was refused a turn.
const TRY_AGAIN_S: u64 = 2;

/// What turns are bounded by.
#[derive(Clone, Copy)]
struct Bounds {
    /// How many turns there are at once, of all tenants together: each takes a thread.
    at_once: usize,
    /// How many requests of a tenant wait for its turn: what they are about is in memory meanwhile.
    waiting: usize,
    /// How long a turn is waited for.
    wait: Duration,
    /// How long the work of a turn is waited for.
    longest: Duration,
}

impl Bounds {
    const OF_FILTERS: Self =
        Self { at_once: 4, waiting: 8, wait: Duration::from_secs(5), longest: Duration::from_secs(10) };
    const OF_CHANGES: Self = Self { at_once: 8, waiting: 128, ..Self::OF_FILTERS };
    /// Each has some ten megabytes in memory.
    const OF_DOCUMENTS: Self = Self { at_once: 2, ..Self::OF_FILTERS };
}

/// The turns of all tenants; clones share them.
#[derive(Clone)]
pub(crate) struct Turns(Arc<Shared>);

struct Shared {
    bounds: Bounds,
    threads: Arc<Semaphore>,
    /// Of those tenants only that have a turn or wait for one.
    queues: Mutex<HashMap<TenantId, Queue>>,
}

struct Queue {
    turn: Arc<Semaphore>,
    /// How many requests have the turn or wait for it.
    requests: usize,
}

impl Turns {
    /// To have filters looked at.
    pub(crate) fn of_filters() -> Self {
        Self::with(Bounds::OF_FILTERS)
    }

    /// To change what a tenant has.
    pub(crate) fn of_changes() -> Self {
        Self::with(Bounds::OF_CHANGES)
    }

    /// To have the catalogue written as a document.
    pub(crate) fn of_documents() -> Self {
        Self::with(Bounds::OF_DOCUMENTS)
    }

    fn with(bounds: Bounds) -> Self {
        let threads = Arc::new(Semaphore::new(bounds.at_once));
        Self(Arc::new(Shared { bounds, threads, queues: Mutex::default() }))
    }

    /// Waits until it is this tenant's turn: 429 at once if too many of its requests wait already, 503 if it
    /// takes too long.
    pub(crate) async fn take(&self, tenant: TenantId) -> Result<Turn, Problem> {
        let Bounds { waiting, wait, longest, .. } = self.0.bounds;
        let place = self.line_up(tenant).ok_or_else(|| {
            let detail = format!("{waiting} requests of this tenant wait for their turn here. Try again.");
            Problem::new(Kind::RateLimited, detail).retry_after(TRY_AGAIN_S)
        })?;
        let (own, threads) = (place.turn.clone(), self.0.threads.clone());
        // In this order: whoever waits for a thread is alone in that for their tenant.
        let both = async { Some((own.acquire_owned().await.ok()?, threads.acquire_owned().await.ok()?)) };
        let Ok(Some(both)) = tokio::time::timeout(wait, both).await else {
            let detail = "Others of its kind are before this request and take long. Try again.";
            return Err(Problem::new(Kind::Unavailable, detail).retry_after(TRY_AGAIN_S));
        };
        Ok(Turn { _both: both, _place: place, longest })
    }

    /// The last place in the tenant's queue; `None` if that is full.
    fn line_up(&self, tenant: TenantId) -> Option<Place> {
        let mut queues = self.0.queues.lock();
        let queue =
            queues.entry(tenant).or_insert_with(|| Queue { turn: Arc::new(Semaphore::new(1)), requests: 0 });
        if queue.requests > self.0.bounds.waiting {
            return None;
        }
        queue.requests += 1;
        Some(Place { turns: self.clone(), tenant, turn: queue.turn.clone() })
    }
}

/// A place in the queue of a tenant, until it is dropped.
struct Place {
    turns: Turns,
    tenant: TenantId,
    turn: Arc<Semaphore>,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut queues = self.turns.0.queues.lock();
        if let Some(queue) = queues.get_mut(&self.tenant) {
            queue.requests -= 1;
            if queue.requests == 0 {
                queues.remove(&self.tenant);
            }
        }
    }
}

/// A tenant's turn, until it is dropped.
pub(crate) struct Turn {
    /// Given back before the place: a queue that is empty is forgotten, and the next one would begin beside this turn.
    _both: (OwnedSemaphorePermit, OwnedSemaphorePermit),
    _place: Place,
    longest: Duration,
}

impl Turn {
    /// Runs `work` on a thread of its own: 503 if it takes too long. It is told whether it is still wanted,
    /// and should end soon once it is not; the turn ends with it.
    pub(crate) async fn run<T: Send + 'static>(
        self,
        work: impl FnOnce(&dyn Fn() -> bool) -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let longest = self.longest;
        let (tell, told) = oneshot::channel();
        tokio::task::spawn_blocking(move || {
            let turn = self;
            let done = work(&|| !tell.is_closed());
            drop(turn);
            // Whoever asked may have left.
            let _ = tell.send(done);
        });
        match tokio::time::timeout(longest, told).await {
            Ok(Ok(done)) => Ok(done),
            Ok(Err(_)) => {
                tracing::error!("the work of a turn panicked");
                Err(Problem::internal())
            }
            Err(_) => {
                let detail = format!("This takes longer than {} s. Ask for less at once.", longest.as_secs());
                Err(Problem::new(Kind::Unavailable, detail).retry_after(TRY_AGAIN_S))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;

    use futures::poll;

    use super::*;

    const ACME: TenantId = TenantId::from_bytes([1; 16]);
    const OTHER: TenantId = TenantId::from_bytes([2; 16]);

    /// What became of it: `None` if it was done.
    fn refusal<T>(outcome: Result<T, Problem>) -> Option<Kind> {
        outcome.err().map(|problem| problem.kind())
    }

    #[tokio::test]
    async fn a_tenant_has_one_turn_at_a_time_and_others_have_their_own() {
        let turns = Turns::of_filters();
        let first = turns.take(ACME).await.unwrap();
        let mut second = pin!(turns.take(ACME));
        assert!(poll!(second.as_mut()).is_pending());
        assert_eq!(refusal(turns.take(OTHER).await), None);
        drop(first);
        assert_eq!(refusal(second.await), None);
    }

    #[tokio::test]
    async fn one_more_than_may_wait_is_refused_at_once() {
        let turns = Turns::with(Bounds { waiting: 1, ..Bounds::OF_FILTERS });
        let first = turns.take(ACME).await.unwrap();
        let mut second = pin!(turns.take(ACME));
        assert!(poll!(second.as_mut()).is_pending());
        assert_eq!(refusal(turns.take(ACME).await), Some(Kind::RateLimited));
        assert_eq!(refusal(turns.take(OTHER).await), None);
        drop(first);
        let _second = second.await.unwrap();
        let mut third = pin!(turns.take(ACME));
        assert!(poll!(third.as_mut()).is_pending(), "there is room again");
    }

    #[tokio::test]
    async fn a_turn_is_waited_for_only_so_long() {
        let turns = Turns::with(Bounds { at_once: 1, wait: Duration::ZERO, ..Bounds::OF_FILTERS });
        let first = turns.take(ACME).await.unwrap();
        assert_eq!(refusal(turns.take(ACME).await), Some(Kind::Unavailable));
        assert_eq!(refusal(turns.take(OTHER).await), Some(Kind::Unavailable), "all threads are taken");
        drop(first);
        assert_eq!(refusal(turns.take(OTHER).await), None);
    }

    #[tokio::test]
    async fn tenants_that_want_nothing_are_forgotten() {
        let turns = Turns::with(Bounds { waiting: 1, ..Bounds::OF_FILTERS });
        let known = || turns.0.queues.lock().len();
        let first = turns.take(ACME).await.unwrap();
        {
            let mut leaves = pin!(turns.take(ACME));
            assert!(poll!(leaves.as_mut()).is_pending());
            assert_eq!(refusal(turns.take(ACME).await), Some(Kind::RateLimited));
        }
        assert_eq!(known(), 1);
        assert_eq!(first.run(|_| 7).await, Ok(7));
        assert_eq!(known(), 0);
    }

    #[tokio::test]
    async fn work_is_told_when_nobody_wants_it_any_more_and_has_its_turn_until_it_ends() {
        fn endless(is_wanted: &dyn Fn() -> bool) {
            while is_wanted() {
                std::thread::yield_now();
            }
        }
        let turns = Turns::with(Bounds { longest: Duration::ZERO, ..Bounds::OF_FILTERS });
        let turn = turns.take(ACME).await.unwrap();
        assert_eq!(refusal(turn.run(endless).await), Some(Kind::Unavailable), "it took too long");

        let turns = Turns::of_filters();
        let turn = turns.take(ACME).await.unwrap();
        let mut next = pin!(turns.take(ACME));
        {
            let mut leaves = pin!(turn.run(endless));
            assert!(poll!(leaves.as_mut()).is_pending());
            assert!(poll!(next.as_mut()).is_pending());
        }
        assert_eq!(refusal(next.await), None);
    }
}
