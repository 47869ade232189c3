//! Events that are older than their tenants keep them.
//!
//! A round goes through all of them look by look, each from where the last one ended. What still waits is
//! passed over once in a round, however much that is, and while nobody has to wait for it: a look only reads.

use billhook_core::clock::Timestamp;
use billhook_core::id::{EventId, TenantId};
use diesel::prelude::*;

use super::terms::{self, Term};
use super::{FANNED_OUT, SENT_AGAIN, STATEMENT, bodies, deliveries_of, half, hold};
use crate::any_connection::AnyConnection;
use crate::error::StoreError;
use crate::schema::{
    attempts, deadline_timers, deliveries, event_violations, events, held_events, postponed_erasures,
    replay_origins,
};
use crate::{SystemScope, column};

/// How far a round has come: through all tenants before this one, and through this one's events up to this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    tenant: TenantId,
    event: EventId,
}

impl Place {
    /// Where a round begins.
    pub const BEGINNING: Self =
        Self { tenant: TenantId::from_bytes([0; 16]), event: EventId::from_bytes([0; 16]) };

    /// The same place if it is among this tenant's events, and otherwise before the first of them.
    fn within(self, tenant: TenantId) -> Self {
        if self.tenant == tenant { self } else { Self { tenant, ..Self::BEGINNING } }
    }
}

/// What a look has found.
#[derive(Debug)]
pub struct Overdue {
    /// Events of which nothing waits any more.
    pub events: Vec<EventId>,
    /// Where the next look goes on; `None` at the end of the round.
    pub next: Option<Place>,
}

/// Looks at up to `look` events (at least one) that are older than their tenants keep them (`usual_days`,
/// where a tenant has set nothing), and at as many tenants. What is overdue by less than ten minutes may not
/// be seen yet.
pub fn list_overdue(
    connection: &mut AnyConnection,
    _: SystemScope,
    usual_days: u32,
    now: Timestamp,
    from: Place,
    look: usize,
) -> Result<Overdue, StoreError> {
    // The one where the last look ended comes first again.
    let most = look + 1;
    let terms = terms::of_history(connection, usual_days, now, from.tenant, most)?;
    let are_all = terms.len() < most;
    let (mut place, mut left, mut ready) = (from, look, Vec::new());
    for term in terms {
        place = place.within(term.tenant);
        let old = old_after(connection, term, place.event, left)?;
        let Some(&last) = old.last() else { continue };
        ready.append(&mut nothing_waits(connection, place, last)?);
        place.event = last;
        left -= old.len();
        if left == 0 {
            return Ok(Overdue { events: ready, next: Some(place) });
        }
    }
    Ok(Overdue { events: ready, next: (!are_all).then_some(place) })
}

/// The tenant's next events that are old enough, by an index alone.
fn old_after(
    connection: &mut AnyConnection,
    term: Term,
    after: EventId,
    most: usize,
) -> Result<Vec<EventId>, StoreError> {
    let ids: Vec<Vec<u8>> = events::table
        .filter(events::tenant_id.eq(term.tenant.as_bytes().as_slice()))
        .filter(events::id.gt(after.as_bytes().as_slice()))
        .filter(events::id.lt(column::oldest_id(term.before)))
        .order(events::id)
        .limit(most as i64)
        .select(events::id)
        .load(connection)?;
    ids.iter().map(|id| column::id("events.id", id)).collect()
}

/// Those of the tenant's events after this place, up to `last`, that have no delivery and no timer that waits.
fn nothing_waits(
    connection: &mut AnyConnection,
    after: Place,
    last: EventId,
) -> Result<Vec<EventId>, StoreError> {
    // Values in place of `exists`: of that Postgres makes a join, which it may plan over all deliveries there are.
    let waiting = |of_kind: &str| {
        let of_event = deliveries::table.filter(deliveries::event_id.eq(events::id)).filter(half(of_kind));
        of_event.filter(deliveries::state.eq("pending")).select(deliveries::event_id).single_value()
    };
    let armed = deadline_timers::table.filter(deadline_timers::event_id.eq(events::id));
    let ids: Vec<Vec<u8>> = events::table
        .filter(events::tenant_id.eq(after.tenant.as_bytes().as_slice()))
        .filter(events::id.gt(after.event.as_bytes().as_slice()))
        .filter(events::id.le(last.as_bytes().as_slice()))
        .filter(waiting(FANNED_OUT).is_null())
        .filter(waiting(SENT_AGAIN).is_null())
        .filter(armed.select(deadline_timers::event_id).single_value().is_null())
        .order(events::id)
        .select(events::id)
        .load(connection)?;
    ids.iter().map(|id| column::id("events.id", id)).collect()
}

/// Deletes these events, a few hundred at most, with their deliveries and attempts; returns how many. One of which
/// something waits again stays; what is gone already is not counted.
pub fn delete_events(
    connection: &mut AnyConnection,
    _: SystemScope,
    ids: &[EventId],
) -> Result<usize, StoreError> {
    let old = no_longer_wanted(connection, ids.iter().map(|id| id.as_bytes().to_vec()).collect())?;
    for part in deliveries_of(connection, &old)?.chunks(STATEMENT) {
        diesel::delete(attempts::table.filter(attempts::delivery_id.eq_any(part))).execute(connection)?;
        let origins = replay_origins::table.filter(replay_origins::delivery_id.eq_any(part));
        diesel::delete(origins).execute(connection)?;
        diesel::delete(deliveries::table.filter(deliveries::id.eq_any(part))).execute(connection)?;
    }
    diesel::delete(event_violations::table.filter(event_violations::event_id.eq_any(&old)))
        .execute(connection)?;
    diesel::delete(held_events::table.filter(held_events::event_id.eq_any(&old))).execute(connection)?;
    let postponed = postponed_erasures::table.filter(postponed_erasures::event_id.eq_any(&old));
    diesel::delete(postponed).execute(connection)?;
    Ok(diesel::delete(events::table.filter(events::id.eq_any(&old))).execute(connection)?)
}

/// Those of these events of which nothing is to be sent, which stays so until this transaction is over:
/// between the look and the lock, somebody may have replayed one.
fn no_longer_wanted(connection: &mut AnyConnection, ids: Vec<Vec<u8>>) -> Result<Vec<Vec<u8>>, StoreError> {
    hold(connection, &ids)?;
    let wanted = bodies::still_waiting(connection, &ids)?;
    Ok(ids.into_iter().filter(|id| !wanted.contains(id)).collect())
}
