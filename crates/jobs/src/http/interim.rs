//! Interim answers (RFC 9110, section 15.2): a receiver may send some before the answer, and one that sends
//! nothing else is not listened to for long.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use tokio::sync::Notify;

/// The most interim answers before the answer; one is usual, and nobody needs many.
pub(super) const MAX_INTERIM: u32 = 16;

/// The interim answers to one request.
#[derive(Clone, Default)]
pub(super) struct Interim(Arc<Counted>);

#[derive(Default)]
struct Counted {
    seen: AtomicU32,
    too_many: Notify,
}

impl Interim {
    /// Counts those that come for this request.
    pub(super) fn watch<B>(request: &mut http::Request<B>) -> Self {
        let interim = Self::default();
        let counted = interim.0.clone();
        hyper::ext::on_informational(request, move |_| {
            if counted.seen.fetch_add(1, Ordering::Relaxed) == MAX_INTERIM {
                counted.too_many.notify_one();
            }
        });
        interim
    }

    /// Returns when there have been too many.
    pub(super) async fn too_many(&self) {
        self.0.too_many.notified().await;
    }

    /// True if there have been too many.
    pub(super) fn were_too_many(&self) -> bool {
        self.0.seen.load(Ordering::Relaxed) > MAX_INTERIM
    }
}
