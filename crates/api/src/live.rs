//! Who looks at a tenant at this moment, and where that tenant stands: one look at the database a second for
//! all of them together, in each process, however many look.
//!
//! Says that something changed, never what: whoever hears of it asks for it, with what they may see.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use billhook_core::clock::Clock;
use billhook_core::id::TenantId;
use billhook_store::live::{Mark, mark};
use billhook_store::{AnyConnection, Db, StoreError};
use parking_lot::Mutex;
use tokio::sync::{Notify, watch};

/// How often is looked.
const LOOK: Duration = Duration::from_secs(1);

/// The tenants that are looked at; clones share them.
#[derive(Clone, Default)]
pub(crate) struct Live(Arc<Shared>);

#[derive(Default)]
struct Shared {
    watched: Mutex<Watched>,
    /// Somebody sat down, and need not wait for the next look.
    newcomer: Notify,
}

#[derive(Default)]
struct Watched {
    tenants: HashMap<TenantId, Tenant>,
    is_looking: bool,
    is_closed: bool,
}

struct Tenant {
    marks: watch::Sender<Option<Mark>>,
    seats: usize,
}

/// A place from which a tenant is looked at, until it is dropped.
pub(crate) struct Seat {
    live: Live,
    tenant: TenantId,
    /// `None` until the first look; closed when the process stops.
    pub(crate) marks: watch::Receiver<Option<Mark>>,
}

impl Live {
    /// A seat; `None` if the tenant has `most` already, or the process is about to stop.
    pub(crate) fn sit(&self, tenant: TenantId, most: usize, db: &Db, clock: &Arc<dyn Clock>) -> Option<Seat> {
        let mut watched = self.0.watched.lock();
        let known = watched.tenants.get(&tenant).map_or(0, |known| known.seats);
        if watched.is_closed || known >= most {
            return None;
        }
        let entry = watched
            .tenants
            .entry(tenant)
            .or_insert_with(|| Tenant { marks: watch::Sender::new(None), seats: 0 });
        entry.seats += 1;
        let mut marks = entry.marks.subscribe();
        // Whoever comes later begins where the tenant stands, too.
        marks.mark_changed();
        let seat = Seat { live: self.clone(), tenant, marks };
        if !std::mem::replace(&mut watched.is_looking, true) {
            tokio::spawn(look(self.clone(), db.clone(), clock.clone()));
        }
        self.0.newcomer.notify_one();
        Some(seat)
    }

    /// Ends every stream, and lets no new one begin: a stop does not wait for them.
    pub(crate) fn close(&self) {
        let mut watched = self.0.watched.lock();
        watched.is_closed = true;
        watched.tenants.clear();
    }

    /// Whom to look at; `None` ends the looking, when nobody is left.
    fn next(&self) -> Option<Vec<TenantId>> {
        let mut watched = self.0.watched.lock();
        if watched.tenants.is_empty() {
            watched.is_looking = false;
            return None;
        }
        Some(watched.tenants.keys().copied().collect())
    }

    fn tell(&self, seen: Vec<(TenantId, Mark)>) {
        let watched = self.0.watched.lock();
        for (tenant, mark) in seen {
            if let Some(known) = watched.tenants.get(&tenant) {
                known.marks.send_if_modified(|before| {
                    let is_new = before.as_ref() != Some(&mark);
                    *before = Some(mark);
                    is_new
                });
            }
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut watched = self.live.0.watched.lock();
        if let Some(tenant) = watched.tenants.get_mut(&self.tenant) {
            tenant.seats -= 1;
            if tenant.seats == 0 {
                watched.tenants.remove(&self.tenant);
            }
        }
    }
}

async fn look(live: Live, db: Db, clock: Arc<dyn Clock>) {
    while let Some(tenants) = live.next() {
        let now = clock.now();
        let marks = db.read(move |c: &mut AnyConnection| {
            let mark = |tenant| Ok::<_, StoreError>((tenant, mark(c, tenant, now)?));
            tenants.into_iter().map(mark).collect::<Result<Vec<_>, _>>()
        });
        match marks.await {
            Ok(seen) => live.tell(seen),
            // Nobody is told anything meanwhile; the next look finds what this one missed.
            Err(error) => tracing::warn!(%error, "cannot look at what is new"),
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK) => {}
            () = live.0.newcomer.notified() => {}
        }
    }
}
