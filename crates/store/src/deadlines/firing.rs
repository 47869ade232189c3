//! Firing: timers whose time is over become events, exactly once.
//!
//! The timer is removed in the transaction that accepts its event, so a process that dies in between has done neither.
//! The event goes the way of every other: it is matched, it may arm and disarm. Nobody is there to be told that it is
//! refused, so what would refuse a poster's event (an undeclared type, a schema) lets it pass.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use billhook_core::clock::{Clock, Timestamp};
use billhook_core::deadline::emitted;
use billhook_core::event::{Event, EventTypeName};
use billhook_core::id::{DeadlineId, EventId, TenantId, TimerId};
use diesel::prelude::*;
use parking_lot::Mutex;

use super::timers::{self, Due, Timer};
use crate::any_connection::AnyConnection;
use crate::error::StoreError;
use crate::ingest::{Emitted, Ingest};
use crate::routing::RoutingCache;
use crate::schema::deadlines;
use crate::wake::Wake;
use crate::{Db, SystemScope, column, ingest, sending};

/// Timers that are fired in one transaction.
const AT_ONCE: usize = 200;
/// More timers than this are not set aside: then something else is wrong, and nothing is fired until it is put right.
const MOST_ASIDE: usize = 1000;

/// Fires timers. Processes that share a database may all have one: each timer is fired by one of them.
#[derive(Clone)]
pub struct Firing {
    db: Db,
    wake: Wake,
    clock: Arc<dyn Clock>,
    cache: Arc<RoutingCache>,
    /// Timers that cannot be fired, so that they keep nobody else's from being: passed over until the next start.
    aside: Arc<Mutex<HashSet<TimerId>>>,
}

impl Firing {
    /// Fires timers of this database; what they emit goes by the same routing as what is posted to `ingest`.
    pub fn new(db: Db, wake: Wake, clock: Arc<dyn Clock>, ingest: &Ingest) -> Self {
        Self { db, wake, clock, cache: ingest.routings(), aside: Arc::default() }
    }

    /// When the next timer is due.
    pub async fn next_due(&self) -> Result<Option<Timestamp>, StoreError> {
        let aside = self.aside.lock().clone();
        self.db.read(move |c| timers::next_due(c, SystemScope, &aside)).await
    }

    /// Fires some of the timers that are due; returns how many were fired or set aside. Durable when this returns.
    pub async fn fire(&self) -> Result<usize, StoreError> {
        let (now, aside) = (self.clock.now(), self.aside.lock().clone());
        let due = self.db.read(move |c| timers::list_due(c, SystemScope, now, AT_ONCE, &aside)).await?;
        if due.is_empty() {
            return Ok(0);
        }
        match self.fire_these(due.clone()).await {
            Ok(()) => Ok(due.len()),
            Err(error) if error.is_transient() => Err(error),
            Err(_) => self.fire_singly(due).await,
        }
    }

    /// Each by itself: one that cannot be read is no reason for others, of other tenants even, to wait.
    async fn fire_singly(&self, due: Vec<Due>) -> Result<usize, StoreError> {
        let count = due.len();
        for (timer, tenant) in due {
            let Err(error) = self.fire_these(vec![(timer, tenant)]).await else { continue };
            let mut aside = self.aside.lock();
            if error.is_transient() || aside.len() >= MOST_ASIDE {
                return Err(error);
            }
            tracing::error!(%timer, %tenant, %error, "a deadline cannot be fired; it is passed over until the next start");
            aside.insert(timer);
        }
        Ok(count)
    }

    async fn fire_these(&self, due: Vec<Due>) -> Result<(), StoreError> {
        let (cache, now, wake) = (self.cache.clone(), self.clock.now(), self.wake.clone());
        let fired = self.db.write(move |c| {
            let due = timers::take(c, SystemScope, &due)?;
            let events = events(c, &due, now)?;
            ingest::emit(c, &cache, now, &wake, events)
        });
        let emitted: Emitted = fired.await?;
        emitted.send_off(&self.wake, &self.cache);
        Ok(())
    }
}

/// What these timers emit. One whose deadline was deleted emits nothing.
fn events(
    connection: &mut AnyConnection,
    due: &[(TenantId, Timer)],
    now: Timestamp,
) -> Result<Vec<Event>, StoreError> {
    let emits = emit_types(connection, due)?;
    let mut armed_by: Vec<EventId> = due.iter().map(|(_, timer)| timer.event).collect();
    armed_by.sort_unstable();
    armed_by.dedup();
    let armed_by: HashMap<EventId, Event> = sending::events(connection, SystemScope, &armed_by)?
        .into_iter()
        .map(|event| (event.id, event))
        .collect();
    let event = |(_, timer): &(TenantId, Timer)| {
        let (emit, armed_by) = (emits.get(&timer.deadline)?, armed_by.get(&timer.event)?);
        Some(emitted(emit.clone(), timer.deadline, armed_by, timer.due_at, EventId::new(now)))
    };
    Ok(due.iter().filter_map(event).collect())
}

fn emit_types(
    connection: &mut AnyConnection,
    due: &[(TenantId, Timer)],
) -> Result<HashMap<DeadlineId, EventTypeName>, StoreError> {
    let mut ids: Vec<&[u8]> = due.iter().map(|(_, timer)| timer.deadline.as_bytes().as_slice()).collect();
    ids.sort_unstable();
    ids.dedup();
    let rows: Vec<(Vec<u8>, String)> = deadlines::table
        .filter(deadlines::id.eq_any(ids))
        .select((deadlines::id, deadlines::emit_type))
        .load(connection)?;
    let read = |(id, name): (Vec<u8>, String)| {
        let name = name.parse().map_err(|error| StoreError::corrupt("deadlines.emit_type", error))?;
        Ok((column::id("deadlines.id", &id)?, name))
    };
    rows.into_iter().map(read).collect()
}
