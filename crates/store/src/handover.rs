//! Hand-over: a delivery that this process can send at once is written with its lease, and goes to the sender the
//! moment its commit is durable. That spares the claim, which finds the same row again a millisecond later.
//!
//! Nothing rests on it. A delivery for which no seat is free is written without a lease and claimed like any other;
//! one whose process dies after the commit is claimed when its lease runs out. Where the answer to a commit is
//! lost and the process lives, it ends the leases that it may have given.

use std::sync::Arc;

use billhook_core::clock::Timestamp;
use billhook_core::event::Event;
use billhook_core::id::HookId;

use crate::due_deliveries::Claimed;

/// Sends what it is handed. There is one in a process that runs jobs, and none elsewhere.
pub trait Taker: Send + Sync {
    /// Keeps room for one delivery of this hook that is due now. False if the hook's turn has not come: others wait,
    /// its bounds are reached, its lane is another process's, or it is not at hand in this revision.
    fn reserve(&self, hook: HookId, revision: i64, now: Timestamp) -> bool;

    /// Gives up room that was kept for a delivery of this hook.
    fn release(&self, hook: HookId);

    /// Until when what is reserved now may be leased.
    fn leased_until(&self, now: Timestamp) -> Timestamp;

    /// Takes back a delivery with its seat of which nobody knows whether it was committed: if it was, its
    /// lease is to be ended, so that it need not wait for that.
    fn doubt(&self, delivery: Claimed);

    /// Takes deliveries that are leased and durable. Each has a seat, which is used up by this.
    fn take(self: Arc<Self>, deliveries: Vec<HandedOver>);
}

/// A delivery on its way from the commit to the sender.
#[derive(Clone, Debug)]
pub struct HandedOver {
    /// The lease, as a claim would have given it.
    pub claimed: Claimed,
    /// What is sent.
    pub event: Arc<Event>,
    /// The hook's revision at the time of the commit.
    pub revision: i64,
    /// When the lease runs out.
    pub leased_until: Timestamp,
}

/// Room for one delivery, given up when dropped.
pub(crate) struct Seat {
    taker: Arc<dyn Taker>,
    hook: HookId,
    used: bool,
    /// What may have been committed with this seat.
    in_doubt: Option<Claimed>,
}

impl Seat {
    /// A seat at the taker for a delivery of this hook, if there is one.
    pub(crate) fn reserve(
        taker: &Arc<dyn Taker>,
        hook: HookId,
        revision: i64,
        now: Timestamp,
    ) -> Option<Self> {
        let free = taker.reserve(hook, revision, now);
        free.then(|| Self { taker: taker.clone(), hook, used: false, in_doubt: None })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        match self.in_doubt.take() {
            _ if self.used => {}
            Some(delivery) => self.taker.doubt(delivery),
            None => self.taker.release(self.hook),
        }
    }
}

/// A delivery that is being written with its lease.
pub(crate) struct Boarding {
    pub(crate) seat: Seat,
    pub(crate) delivery: HandedOver,
}

impl Boarding {
    /// From here on it may be committed, also if the answer is never heard: the connection may end before.
    pub(crate) fn may_be_committed(&mut self) {
        self.seat.in_doubt = Some(self.delivery.claimed.clone());
    }
}

/// Hands over what a commit has made durable. All of it was reserved at one taker.
pub(crate) fn hand_over(boarding: Vec<Boarding>) {
    let Some(taker) = boarding.first().map(|one| one.seat.taker.clone()) else { return };
    let deliveries = boarding.into_iter().map(|mut one| {
        one.seat.used = true;
        one.delivery
    });
    let deliveries = deliveries.collect();
    taker.take(deliveries);
}
