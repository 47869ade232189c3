//! The dispatcher as the ingest sees it: it gives seats, and takes what was committed with a lease.

use std::sync::Arc;

use billhook_core::clock::Timestamp;
use billhook_core::id::HookId;
use billhook_store::due_deliveries::Claimed;
use billhook_store::handover::{HandedOver, Taker};

use super::Dispatcher;
use crate::sendable::Sendable;

impl Taker for Dispatcher {
    fn reserve(&self, hook: HookId, revision: i64, now: Timestamp) -> bool {
        // Counted before it is known whether there is one: whoever closes meanwhile waits for it.
        self.seats.send_modify(|seats| *seats += 1);
        let free = !self.is_closed()
            && self.hooks.get(hook, revision).is_some()
            && self.is_held(hook, now)
            && self.lanes.lock().reserve(hook, now);
        if !free {
            self.seats.send_modify(|seats| *seats -= 1);
        }
        free
    }

    fn release(&self, hook: HookId) {
        self.lanes.lock().release(hook, self.clock.now());
        self.seats.send_modify(|seats| *seats -= 1);
    }

    fn doubt(&self, delivery: Claimed) {
        self.unsent.add(delivery);
        self.seats.send_modify(|seats| *seats -= 1);
        self.room.notify_one();
    }

    fn leased_until(&self, now: Timestamp) -> Timestamp {
        now + self.limits.lease
    }

    fn take(self: Arc<Self>, deliveries: Vec<HandedOver>) {
        let seats_used = deliveries.len();
        let mut ready = Vec::with_capacity(seats_used);
        for HandedOver { claimed, event, revision, leased_until } in deliveries {
            match self.hooks.get(claimed.hook_id, revision) {
                Some(hook) => {
                    ready.push(Sendable::new(claimed, event, hook, leased_until, self.unsent.clone()));
                }
                None => self.unsent.add(claimed),
            }
        }
        self.handed_over.lock().extend(ready);
        self.seats.send_modify(|seats| *seats -= seats_used);
        self.room.notify_one();
    }
}
