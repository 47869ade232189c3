//! Deadlines that are due: waits for the next timer, and has it fired at its instant.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use billhook_core::clock::{Clock, Timestamp};
use billhook_store::deadlines::firing::Firing;
use billhook_store::wake::Wake;
use parking_lot::Mutex;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How often the table is looked at without a hint: for the timers of other processes.
const LOOK: Duration = Duration::from_secs(1);

pub(crate) struct Timers {
    firing: Firing,
    clock: Arc<dyn Clock>,
    wake: Wake,
    /// The next timer, as far as it is known here.
    next: Mutex<Option<Timestamp>>,
    /// One firing at a time: the next is only begun when the last has taken its rows.
    turn: Arc<Semaphore>,
    closed: AtomicBool,
}

/// Timers are due. Whoever has this may fire them.
pub(crate) struct Due(#[expect(dead_code, reason = "given back when dropped")] OwnedSemaphorePermit);

impl Timers {
    pub(crate) fn new(firing: Firing, clock: Arc<dyn Clock>, wake: Wake) -> Self {
        let (next, turn) = (Mutex::default(), Arc::new(Semaphore::new(1)));
        Self { firing, clock, wake, next, turn, closed: AtomicBool::new(false) }
    }

    /// Waits until a timer is due. `None` once it is closed.
    pub(crate) async fn next(&self) -> Option<Due> {
        let turn = self.turn.clone().acquire_owned().await.ok()?;
        while !self.closed.load(Ordering::Acquire) {
            match self.firing.next_due().await {
                Ok(next) => *self.next.lock() = next,
                Err(error) => error.log("the timers cannot be read; trying again"),
            }
            if self.is_due() {
                return Some(Due(turn));
            }
            self.wait().await;
        }
        None
    }

    /// Waits for the next timer, or for a reason to look again: a second, or a timer that is due before.
    async fn wait(&self) {
        let now = self.clock.now();
        let next = *self.next.lock();
        let left = next.map_or(LOOK, |next| (next - now).to_std().unwrap_or_default().min(LOOK));
        let earlier = async {
            loop {
                self.wake.timers_changed().await;
                if self.wake.take_timer().is_none_or(|hint| next.is_none_or(|next| hint < next)) {
                    return;
                }
            }
        };
        // A timeout is not a failure: it is time to look.
        let _ = tokio::time::timeout(left, earlier).await;
    }

    fn is_due(&self) -> bool {
        self.next.lock().is_some_and(|next| next <= self.clock.now())
    }

    /// Fires everything that is due.
    pub(crate) async fn fire(self: Arc<Self>, _: Due) {
        loop {
            match self.firing.fire().await {
                Ok(0) => return,
                Ok(fired) => tracing::debug!(fired, "fired deadlines"),
                Err(error) => {
                    error.log("deadlines cannot be fired; trying again");
                    return tokio::time::sleep(LOOK).await;
                }
            }
        }
    }

    pub(crate) fn close(&self) {
        self.closed.store(true, Ordering::Release);
        self.wake.look_at_timers();
    }
}
