//! Firing: timers whose time is over become events, exactly once.
//!
//! The timer is removed in the transaction that accepts its event, so a process that dies in between has done neither.
//! The event goes the way of every other: it is matched, it may arm and disarm. Nobody is there to be told that it is
//! refused, so what would refuse a poster's event (an undeclared type, a schema) lets it pass.

use std::collections::HashMap;
use std::sync::Arc;

use billhook_core::clock::{Clock, Timestamp};
use billhook_core::deadline::emitted;
use billhook_core::event::{Event, EventTypeName};
use billhook_core::id::{DeadlineId, EventId, TenantId};
use diesel::prelude::*;

use super::timers::{self, Timer};
use crate::any_connection::AnyConnection;
use crate::error::StoreError;
use crate::ingest::Emitted;
use crate::routing::RoutingCache;
use crate::schema::deadlines;
use crate::wake::Wake;
use crate::{Db, SystemScope, column, ingest, sending};

/// Timers that are fired in one transaction.
const AT_ONCE: i64 = 200;

/// Fires timers. Processes that share a database may all have one: each timer is fired by one of them.
#[derive(Clone)]
pub struct Firing {
    db: Db,
    wake: Wake,
    clock: Arc<dyn Clock>,
    cache: Arc<RoutingCache>,
}

impl Firing {
    /// Fires timers of this database.
    pub fn new(db: Db, wake: Wake, clock: Arc<dyn Clock>) -> Self {
        Self { db, wake, clock, cache: Arc::default() }
    }

    /// When the next timer is due.
    pub async fn next_due(&self) -> Result<Option<Timestamp>, StoreError> {
        self.db.read(|c| timers::next_due(c, SystemScope)).await
    }

    /// Fires some of the timers that are due; returns how many. Durable when this returns.
    pub async fn fire(&self) -> Result<usize, StoreError> {
        let (cache, now, wake) = (self.cache.clone(), self.clock.now(), self.wake.clone());
        let fired = self.db.write(move |c| {
            let due = timers::take_due(c, SystemScope, now, AT_ONCE)?;
            let events = events(c, &due, now)?;
            ingest::emit(c, &cache, now, &wake, events).map(|emitted| (due.len(), emitted))
        });
        let (count, emitted): (usize, Emitted) = fired.await?;
        emitted.send_off(&self.wake);
        Ok(count)
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
