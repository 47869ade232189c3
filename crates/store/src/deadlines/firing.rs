//! Firing: timers whose time is over become events, exactly once.
//!
//! The timer is removed in the transaction that accepts its event, so a process that dies in between has done neither.
//! The event goes the way of every other: it is matched, it may arm and disarm. Nobody is there to be told that it is
//! refused, so what would refuse a poster's event (an undeclared type, a schema) lets it pass.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use billhook_core::clock::{Clock, Timestamp};
use billhook_core::deadline::emitted;
use billhook_core::event::{Event, EventTypeName};
use billhook_core::id::{DeadlineId, EventId, TenantId, TimerId};
use diesel::prelude::*;
use parking_lot::Mutex;
use tokio::sync::Semaphore;

use super::timers::{self, But, Due, Timer};
use crate::any_connection::AnyConnection;
use crate::error::StoreError;
use crate::ingest::{Emission, Ingest, NewEvent};
use crate::routing::RoutingCache;
use crate::schema::deadlines;
use crate::wake::Wake;
use crate::{Db, SystemScope, column, sending};

/// Timers that are fired in one transaction.
const AT_ONCE: usize = 200;
/// Timers that are fired in one transaction where it takes long to find out about what they emit.
const APART_AT_ONCE: usize = 8;
/// Tenants whose timers are fired apart at the same moment.
const TENANTS_APART: usize = 4;
/// More timers than this are not set aside: then something else is wrong, and nothing is fired until it is put right.
const MAX_ASIDE: usize = 1000;
/// How long what is fired apart waits for its tenant's posts, and after a failure.
const WAIT_APART: Duration = Duration::from_secs(1);

/// Fires timers. Processes that share a database may all have one: each timer is fired by one of them.
#[derive(Clone)]
pub struct Firing {
    db: Db,
    wake: Wake,
    clock: Arc<dyn Clock>,
    cache: Arc<RoutingCache>,
    /// Timers that cannot be fired, so that they keep nobody else's from being: passed over until the next
    /// start. And tenants whose timers are fired apart just now.
    but: Arc<Mutex<But>>,
    /// Of tenants whose timers are fired apart.
    turns: Arc<Semaphore>,
}

/// What timers emit, the longest waiting first; nothing for one whose deadline was deleted.
type Emits = Vec<(TimerId, NewEvent)>;

/// When it is found out about events what has to be known of them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Found {
    /// In the transaction that accepts them: it takes no time.
    Now,
    Before,
}

/// What became of timers.
enum Fired {
    /// Those that nobody else had fired.
    These,
    /// They have to wait.
    NotYet,
    /// None is due.
    NoneDue,
}

/// While it lives, a tenant's timers are fired apart.
struct Apart<'a> {
    firing: &'a Firing,
    tenant: TenantId,
}

impl Drop for Apart<'_> {
    fn drop(&mut self) {
        self.firing.but.lock().apart.remove(&self.tenant);
        self.firing.wake.look_at_timers();
    }
}

impl Firing {
    /// Fires timers of this database; what they emit goes by the same routing as what is posted to `ingest`.
    pub fn new(db: Db, wake: Wake, clock: Arc<dyn Clock>, ingest: &Ingest) -> Self {
        Self {
            db,
            wake,
            clock,
            cache: ingest.routings(),
            but: Arc::default(),
            turns: Arc::new(Semaphore::new(TENANTS_APART)),
        }
    }

    /// When the next timer is due.
    pub async fn next_due(&self) -> Result<Option<Timestamp>, StoreError> {
        let but = self.but.lock().clone();
        self.db.read(move |c| timers::next_due(c, SystemScope, &but)).await
    }

    /// Fires some of the timers that are due; returns how many were fired, set aside, or left to be fired
    /// apart. Durable when this returns.
    pub async fn fire(&self) -> Result<usize, StoreError> {
        let (now, but) = (self.clock.now(), self.but.lock().clone());
        let due = self.db.read(move |c| timers::list_due(c, SystemScope, now, AT_ONCE, &but)).await?;
        if due.is_empty() {
            return Ok(0);
        }
        match self.fire_these(due.clone()).await {
            Ok(()) => Ok(due.len()),
            Err(error) if error.is_transient() => Err(error),
            Err(_) => self.fire_singly(due).await,
        }
    }

    /// Each by itself: one that cannot be read is not a reason for others, of other tenants even, to wait.
    async fn fire_singly(&self, due: Vec<Due>) -> Result<usize, StoreError> {
        let count = due.len();
        for (timer, tenant) in due {
            let Err(error) = self.fire_these(vec![(timer, tenant)]).await else { continue };
            if error.is_transient() || !self.set_aside(Some(&(timer, tenant)), &error) {
                return Err(error);
            }
        }
        Ok(count)
    }

    async fn fire_these(&self, mut due: Vec<Due>) -> Result<(), StoreError> {
        let mut emits = self.emits(due.clone()).await?;
        let slow = self.slow_tenants(&emits);
        due.retain(|(_, tenant)| !slow.contains(tenant));
        emits.retain(|(_, new)| !slow.contains(&new.event.tenant_id));
        for tenant in slow {
            if self.but.lock().apart.insert(tenant) {
                tokio::spawn(self.clone().fire_apart(tenant));
            }
        }
        self.emit(due, emits, Found::Now).await.map(drop)
    }

    /// What these timers emit, by what is committed.
    async fn emits(&self, due: Vec<Due>) -> Result<Emits, StoreError> {
        let (cache, now) = (self.cache.clone(), self.clock.now());
        let read = move |c: &mut AnyConnection| {
            let current = cache.current(c, due.iter().map(|(_, tenant)| *tenant), now)?;
            let timers = timers::read(c, SystemScope, &due)?;
            Ok::<_, StoreError>((current.fresh, events(c, &timers, now)?))
        };
        let (fresh, emits) = self.db.read(read).await?;
        fresh.into_iter().for_each(|fresh| self.cache.remember(fresh));
        Ok(emits)
    }

    /// The tenants about whose events so much is to be found out that nobody else may wait for it.
    fn slow_tenants(&self, emits: &Emits) -> HashSet<TenantId> {
        let mut events: HashMap<TenantId, Vec<NewEvent>> = HashMap::new();
        for (_, new) in emits {
            events.entry(new.event.tenant_id).or_default().push(new.clone());
        }
        events.retain(|tenant, events| self.cache.beforehand.takes_long(*tenant, events));
        events.into_keys().collect()
    }

    /// Fires what is due of one tenant, a few timers at a time: what they emit is judged and matched before it
    /// joins a transaction, when it is the tenant's turn.
    async fn fire_apart(self, tenant: TenantId) {
        let _apart = Apart { firing: &self, tenant };
        let mut most = APART_AT_ONCE;
        loop {
            match self.fire_some_of(tenant, most).await {
                Ok(Fired::NoneDue) => return,
                Ok(Fired::These) => {}
                Ok(Fired::NotYet) => tokio::time::sleep(WAIT_APART).await,
                // One by one, so that the one that cannot be fired is found.
                Err((error, _)) if !error.is_transient() && most > 1 => most = 1,
                Err((error, due)) => {
                    if error.is_transient() || !self.set_aside(due.first(), &error) {
                        error.log("a tenant's deadlines cannot be fired; trying again");
                        return tokio::time::sleep(WAIT_APART).await;
                    }
                }
            }
        }
    }

    async fn fire_some_of(&self, tenant: TenantId, most: usize) -> Result<Fired, (StoreError, Vec<Due>)> {
        // Some tenants at a time: each takes a thread and a connection.
        let Ok(_turn) = self.turns.acquire().await else { return Ok(Fired::NotYet) };
        let (now, but) = (self.clock.now(), self.but.lock().clone());
        let list = move |c: &mut AnyConnection| timers::list_due_of(c, tenant, now, most, &but);
        let due: Vec<Due> = self.db.read(list).await.map_err(|error: StoreError| (error, Vec::new()))?;
        if due.is_empty() {
            return Ok(Fired::NoneDue);
        }
        let fired = self.find_and_emit(due.clone()).await;
        fired.map_err(|error| (error, due))
    }

    async fn find_and_emit(&self, due: Vec<Due>) -> Result<Fired, StoreError> {
        let (timers, events): (Vec<TimerId>, Vec<NewEvent>) =
            self.emits(due.clone()).await?.into_iter().unzip();
        // In the order in which they were given, or not at all if it is not the tenant's turn.
        let Ok(found) = self.cache.beforehand.find(events, WAIT_APART).await else {
            return Ok(Fired::NotYet);
        };
        self.emit(due, timers.into_iter().zip(found).collect(), Found::Before).await
    }

    /// Passes a timer over until the next start. False if there is none, or too many are passed over.
    fn set_aside(&self, due: Option<&Due>, error: &StoreError) -> bool {
        let mut but = self.but.lock();
        let Some((timer, tenant)) = due.filter(|_| but.aside.len() < MAX_ASIDE) else { return false };
        tracing::error!(%timer, %tenant, %error, "a deadline cannot be fired; it is passed over until the next start");
        but.aside.insert(*timer)
    }

    /// Fires these timers, as far as nobody else has; none of them if what was found out before about what
    /// they emit is no longer true.
    async fn emit(&self, due: Vec<Due>, emits: Emits, found: Found) -> Result<Fired, StoreError> {
        let (cache, now, wake) = (self.cache.clone(), self.clock.now(), self.wake.clone());
        let fired = self.db.write(move |c| {
            let ids: HashMap<TimerId, EventId> =
                emits.iter().map(|(timer, new)| (*timer, new.event.id)).collect();
            let mut emission = Emission::of(c, &cache, emits.into_iter().map(|(_, new)| new).collect(), now)?;
            if found == Found::Before && !emission.is_found() {
                return Ok(None);
            }
            let taken = timers::take(c, SystemScope, &due)?;
            emission.keep_only(&taken.iter().filter_map(|timer| ids.get(timer).copied()).collect());
            emission.write(c, &wake).map(Some)
        });
        let Some(emitted) = fired.await? else { return Ok(Fired::NotYet) };
        emitted.send_off(&self.wake, &self.cache);
        Ok(Fired::These)
    }
}

/// What these timers emit. One whose deadline was deleted emits nothing.
fn events(
    connection: &mut AnyConnection,
    due: &[(TenantId, Timer)],
    now: Timestamp,
) -> Result<Emits, StoreError> {
    let types = emit_types(connection, due)?;
    let mut armed_by: Vec<EventId> = due.iter().map(|(_, timer)| timer.event).collect();
    armed_by.sort_unstable();
    armed_by.dedup();
    let armed_by: HashMap<EventId, Event> = sending::events(connection, SystemScope, &armed_by)?
        .into_iter()
        .map(|event| event.map(|event| (event.id, event)))
        .collect::<Result<_, _>>()?;
    let event = |(_, timer): &(TenantId, Timer)| {
        let (emit, armed_by) = (types.get(&timer.deadline)?, armed_by.get(&timer.event)?);
        let event = emitted(emit.clone(), timer.deadline, armed_by, timer.due_at, EventId::new(now));
        Some((timer.id, NewEvent::emitted(event)))
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
