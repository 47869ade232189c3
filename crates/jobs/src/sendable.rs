//! A leased delivery with everything that its request is made of.

use std::sync::Arc;

use billhook_core::clock::Timestamp;
use billhook_core::event::Event;
use billhook_store::due_deliveries::Claimed;
use parking_lot::Mutex;
use tokio::sync::Notify;

use crate::ready_hook::ReadyHook;

/// A delivery to be sent. Dropped before it is answered, it goes back to its lane: a worker that ends with some in its
/// hands, or a caller that goes away, loses none.
#[derive(Debug)]
pub(crate) struct Sendable {
    pub(crate) claimed: Claimed,
    pub(crate) event: Arc<Event>,
    pub(crate) hook: Arc<ReadyHook>,
    pub(crate) leased_until: Timestamp,
    unsent: Option<Arc<Unsent>>,
}

impl Sendable {
    pub(crate) fn new(
        claimed: Claimed,
        event: Arc<Event>,
        hook: Arc<ReadyHook>,
        leased_until: Timestamp,
        unsent: Arc<Unsent>,
    ) -> Self {
        Self { claimed, event, hook, leased_until, unsent: Some(unsent) }
    }

    /// Its request is over: from here on only its outcome, or the end of its lease, frees it.
    pub(crate) fn answered(&mut self) {
        self.unsent = None;
    }
}

impl Drop for Sendable {
    fn drop(&mut self) {
        if let Some(unsent) = self.unsent.take() {
            unsent.add(self.claimed.clone());
        }
    }
}

/// Claims that were not used, until somebody gives them up in the database.
#[derive(Debug, Default)]
pub(crate) struct Unsent {
    claims: Mutex<Vec<Claimed>>,
    added: Notify,
}

impl Unsent {
    pub(crate) fn add(&self, claim: Claimed) {
        self.claims.lock().push(claim);
        self.added.notify_one();
    }

    /// What was added since the last call.
    pub(crate) fn take(&self) -> Vec<Claimed> {
        std::mem::take(&mut *self.claims.lock())
    }

    /// Returns when there may be some.
    pub(crate) async fn added(&self) {
        self.added.notified().await;
    }
}
