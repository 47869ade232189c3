//! Events whose deliveries are held back: listed among events, and taken back as a whole until they are released.
//!
//! Nothing is done at the release: the deliveries are in their lanes from the beginning, due at that instant.

use billhook_core::clock::Timestamp;
use billhook_core::delivery::{DeliveryReason, DeliveryState};
use billhook_core::id::{EventId, TenantId};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;

use crate::SystemScope;
use crate::any_connection::AnyConnection;
use crate::error::StoreError;
use crate::names::{bytes16, delivery_reason, delivery_state};
use crate::retention::delete_due;
use crate::schema::{deadline_timers, deliveries, due_deliveries, held_events};
use crate::stats::{Of, Tally, resource_of};

/// An event that is being accepted, and when it is released.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Held {
    pub(crate) tenant: TenantId,
    pub(crate) event: EventId,
    pub(crate) release_at: Timestamp,
}

/// Why an event is not taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotCancelled {
    /// It was never held back, has been released, or was taken back before.
    NotHeld,
    /// Some of its deliveries are being sent at this moment. Roll the transaction back.
    Released,
}

/// How many ids one statement takes: SQLite bounds the number of bound values.
const STATEMENT: usize = 500;

pub(crate) fn insert(connection: &mut AnyConnection, held: &[Held]) -> Result<(), StoreError> {
    for Held { tenant, event, release_at } in held {
        diesel::insert_into(held_events::table)
            .values((
                held_events::event_id.eq(event.as_bytes().as_slice()),
                held_events::tenant_id.eq(tenant.as_bytes().as_slice()),
                held_events::release_at.eq(release_at.timestamp_micros()),
            ))
            .execute(connection)?;
    }
    Ok(())
}

/// Takes back everything that the event would have sent; returns how many deliveries that were.
///
/// They are `cancelled` with the reason `event_cancelled`. Copies that somebody had sent again before stay.
pub fn cancel(
    connection: &mut AnyConnection,
    tenant: TenantId,
    event: EventId,
    now: Timestamp,
) -> Result<Result<usize, NotCancelled>, StoreError> {
    let held = held_events::table
        .filter(held_events::event_id.eq(event.as_bytes().as_slice()))
        .filter(held_events::tenant_id.eq(tenant.as_bytes().as_slice()))
        .filter(held_events::release_at.gt(now.timestamp_micros()));
    if diesel::delete(held).execute(connection)? == 0 {
        return Ok(Err(NotCancelled::NotHeld));
    }
    // What armed a deadline has not happened after all.
    let armed = deadline_timers::table
        .filter(deadline_timers::tenant_id.eq(tenant.as_bytes().as_slice()))
        .filter(deadline_timers::event_id.eq(event.as_bytes().as_slice()));
    diesel::delete(armed).execute(connection)?;
    let waiting: Vec<(Vec<u8>, Vec<u8>, String)> = deliveries::table
        .filter(deliveries::event_id.eq(event.as_bytes().as_slice()))
        .filter(sql::<Bool>(FANNED_OUT))
        .filter(deliveries::state.eq(delivery_state(DeliveryState::Pending)))
        .select((deliveries::id, deliveries::hook_id, deliveries::event_type))
        .load(connection)?;
    let ids: Vec<&[u8]> = waiting.iter().map(|(id, ..)| &id[..]).collect();
    for part in ids.chunks(STATEMENT) {
        if take_back(connection, part, now)? < part.len() {
            return Ok(Err(NotCancelled::Released));
        }
    }
    let mut tally = Tally::default();
    for (_, hook, event_type) in &waiting {
        let (tenant, hook) = (*tenant.as_bytes(), bytes16("deliveries.hook_id", hook)?);
        let resource = resource_of(event_type);
        tally.end(&Of { tenant, hook, resource, at: now.timestamp_micros() }, DeliveryState::Cancelled);
    }
    tally.write(connection)?;
    Ok(Ok(waiting.len()))
}

// As a literal, not as a bound value: it must be seen to imply the condition of its partial index.
const FANNED_OUT: &str = "deliveries.kind = 'event'";

/// Cancels those of these deliveries that are not leased; returns how many.
fn take_back(connection: &mut AnyConnection, ids: &[&[u8]], now: Timestamp) -> Result<usize, StoreError> {
    let free = due_deliveries::table
        .filter(due_deliveries::delivery_id.eq_any(ids))
        .filter(due_deliveries::leased_until.is_null());
    let taken = diesel::delete(free).execute(connection)?;
    diesel::update(deliveries::table.filter(deliveries::id.eq_any(ids)))
        .set((
            deliveries::state.eq(delivery_state(DeliveryState::Cancelled)),
            deliveries::state_reason.eq(delivery_reason(DeliveryReason::EventCancelled)),
            deliveries::finished_at.eq(now.timestamp_micros()),
        ))
        .execute(connection)?;
    Ok(taken)
}

/// Forgets the events that have been released; returns how many.
pub fn forget_released(
    connection: &mut AnyConnection,
    _: SystemScope,
    now: Timestamp,
    most: i64,
) -> Result<usize, StoreError> {
    Ok(delete_due!(connection, held_events.release_at, now, most))
}
