//! What a person may ask of one delivery: a test, a replay, and to take one back.

use billhook_core::clock::Timestamp;
use billhook_core::delivery::{DeliveryKind, DeliveryReason, DeliveryState};
use billhook_core::event::Event;
use billhook_core::hook::HookState;
use billhook_core::id::{DeliveryId, EventId, HookId, TenantId};
use chrono::TimeDelta;
use diesel::prelude::*;

use super::Delivery;
use crate::SystemScope;
use crate::any_connection::AnyConnection;
use crate::column;
use crate::dialect::{self, Accepted};
use crate::due_deliveries::{REPLAY, TEST};
use crate::error::StoreError;
use crate::hooks;
use crate::ingest::{DeliveryRow, Due, EventRow, attributes_text};
use crate::names::{bytes16, delivery_kind, delivery_reason, delivery_state, event_kind};
use crate::schema::{deliveries, due_deliveries, events};
use crate::stats::{Of, Tally, resource_of};

/// Why a delivery is not sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotReplayed {
    /// It has not ended yet.
    NotFinished,
    /// It is a test; another test is to be made instead.
    Test,
    /// The hook takes no deliveries.
    HookInactive,
    /// The hook was deleted.
    HookDeleted,
    /// The event is no longer kept.
    EventGone,
}

/// Why a delivery is not taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotCancelled {
    /// It is being sent at this moment.
    InFlight,
    /// It has ended.
    Finished,
}

/// Adds a test of the hook: `ping` and its one delivery, before everything else that waits there.
///
/// The hook must take deliveries, or the test waits until it does.
pub fn create_test(
    connection: &mut AnyConnection,
    tenant: TenantId,
    hook: HookId,
    ping: &Event,
    now: Timestamp,
) -> Result<DeliveryId, StoreError> {
    let events = [event_row(tenant, ping, now)];
    dialect::insert_accepted(connection, Accepted { events: &events, ..Accepted::default() })?;
    let subject = Subject { event_id: ping.id, hook_id: hook, part: 0, event_type: ping.event_type.as_str() };
    insert(connection, tenant, DeliveryKind::Test, &subject, now)
}

/// Sends a finished delivery again, as a new one of the same event for the same hook, behind everything else that
/// waits there.
pub fn replay(
    connection: &mut AnyConnection,
    tenant: TenantId,
    old: &Delivery,
    now: Timestamp,
) -> Result<Result<DeliveryId, NotReplayed>, StoreError> {
    if let Some(reason) = obstacle(connection, tenant, old)? {
        return Ok(Err(reason));
    }
    let event_type = old.event_type.as_str();
    let subject = Subject { event_id: old.event_id, hook_id: old.hook_id, part: old.part, event_type };
    insert(connection, tenant, DeliveryKind::Replay, &subject, now).map(Ok)
}

/// Sends a part of an event to a hook that has no delivery of it, behind everything else that waits there. The caller has
/// seen that both are there, and holds both.
pub(crate) fn send_anew(
    connection: &mut AnyConnection,
    tenant: TenantId,
    hook: HookId,
    event: &Event,
    part: u32,
    now: Timestamp,
) -> Result<DeliveryId, StoreError> {
    let subject = Subject { event_id: event.id, hook_id: hook, part, event_type: event.event_type.as_str() };
    insert(connection, tenant, DeliveryKind::Replay, &subject, now)
}

fn obstacle(
    connection: &mut AnyConnection,
    tenant: TenantId,
    old: &Delivery,
) -> Result<Option<NotReplayed>, StoreError> {
    if old.kind == DeliveryKind::Test {
        return Ok(Some(NotReplayed::Test));
    }
    if old.finished_at.is_none() {
        return Ok(Some(NotReplayed::NotFinished));
    }
    match hooks::hold_state(connection, tenant, old.hook_id)? {
        None => return Ok(Some(NotReplayed::HookDeleted)),
        Some(HookState::Inactive) => return Ok(Some(NotReplayed::HookInactive)),
        Some(HookState::Active | HookState::Paused) => {}
    }
    let kept = hold_event(connection, tenant, old.event_id)?;
    Ok((!kept).then_some(NotReplayed::EventGone))
}

/// True if the event is there, data and all; it stays so until this transaction is over.
pub(crate) fn hold_event(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: EventId,
) -> Result<bool, StoreError> {
    let kept = events::table
        .filter(events::tenant_id.eq(tenant.as_bytes().as_slice()))
        .filter(events::id.eq(id.as_bytes().as_slice()))
        .filter(events::erased_at.is_null())
        .select(events::id);
    // Differs because SQLite has one writer, and so nobody to hold back.
    let found: Option<Vec<u8>> = match connection {
        AnyConnection::Postgres(c) => kept.for_share().first(c).optional()?,
        AnyConnection::Sqlite(c) => kept.first(c).optional()?,
    };
    Ok(found.is_some())
}

/// Takes a waiting delivery back.
pub fn cancel(
    connection: &mut AnyConnection,
    tenant: TenantId,
    delivery: &Delivery,
    reason: DeliveryReason,
    now: Timestamp,
) -> Result<Result<(), NotCancelled>, StoreError> {
    if delivery.finished_at.is_some() {
        return Ok(Err(NotCancelled::Finished));
    }
    let attempts = crate::column::from_count(delivery.attempts);
    let cancelled = take_back(connection, delivery.id.as_bytes().as_slice(), attempts, reason, now)?;
    if cancelled == 0 {
        return Ok(Err(NotCancelled::InFlight));
    }
    if delivery.kind != DeliveryKind::Test {
        let (tenant, hook, resource) =
            (*tenant.as_bytes(), *delivery.hook_id.as_bytes(), delivery.event_type.resource());
        let mut tally = Tally::default();
        tally.end(&Of { tenant, hook, resource, at: now.timestamp_micros() }, DeliveryState::Cancelled);
        tally.write(connection)?;
    }
    Ok(Ok(()))
}

/// What came of taking back what waits for a hook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TakenBack {
    /// Whether the hook has come back since: nothing of what is made now is taken back.
    pub has_come_back: bool,
    /// How many deliveries were cancelled.
    pub cancelled: usize,
    /// How many are being sent: they come back to wait if they fail.
    pub in_flight: i64,
}

/// What is known of a delivery that is taken back.
#[derive(Queryable, Selectable)]
#[diesel(table_name = deliveries)]
struct Waiting {
    id: Vec<u8>,
    tenant_id: Vec<u8>,
    kind: String,
    event_type: String,
    #[diesel(select_expression = due_deliveries::attempts)]
    attempts: i32,
}

/// How far apart the clocks of processes may be that share a database. What one of them accepts for a hook that has come back may seem
/// to be that much older: rather is something sent that came just before the hook went than something cancelled that came after.
fn clocks_apart(connection: &AnyConnection) -> TimeDelta {
    // Differs because SQLite belongs to one process.
    match connection {
        AnyConnection::Postgres(_) => TimeDelta::seconds(10),
        AnyConnection::Sqlite(_) => TimeDelta::zero(),
    }
}

/// Takes back up to `most` deliveries of a hook that are not being sent: those that were made by `until`, if the hook has come
/// back since, and all of them otherwise.
///
/// While it is away, what was made later was made by somebody who did not know yet: a hook's end has an instant, but
/// is not known to all at that instant.
pub fn cancel_waiting(
    connection: &mut AnyConnection,
    _: SystemScope,
    hook: HookId,
    reason: DeliveryReason,
    until: Timestamp,
    now: Timestamp,
    most: i64,
) -> Result<TakenBack, StoreError> {
    let has_come_back = hooks::has_come_back(connection, SystemScope, hook, until)?;
    let until = if has_come_back { until - clocks_apart(connection) } else { Timestamp::MAX_UTC };
    let of_hook = || {
        due_deliveries::table
            .inner_join(deliveries::table.on(deliveries::id.eq(due_deliveries::delivery_id)))
            .filter(due_deliveries::hook_id.eq(hook.as_bytes().as_slice()))
            .filter(deliveries::created_at.le(until.timestamp_micros()))
    };
    let waiting: Vec<Waiting> =
        of_hook().filter(is_free(now)).limit(most).select(Waiting::as_select()).load(connection)?;
    let (mut cancelled, mut tally) = (0, Tally::default());
    for row in waiting {
        let taken = take_back(connection, &row.id, row.attempts, reason, now)?;
        if taken > 0 && row.kind != delivery_kind(DeliveryKind::Test) {
            let tenant = bytes16("deliveries.tenant_id", &row.tenant_id)?;
            let resource = resource_of(&row.event_type);
            let of = Of { tenant, hook: *hook.as_bytes(), resource, at: now.timestamp_micros() };
            tally.end(&of, DeliveryState::Cancelled);
        }
        cancelled += taken;
    }
    tally.write(connection)?;
    let leased = of_hook().filter(due_deliveries::leased_until.gt(now.timestamp_micros()));
    Ok(TakenBack { has_come_back, cancelled, in_flight: leased.count().get_result(connection)? })
}

/// Nobody is sending it; somebody who was may have died.
#[diesel::dsl::auto_type]
fn is_free(now: Timestamp) -> _ {
    let now: i64 = now.timestamp_micros();
    due_deliveries::leased_until.is_null().or(due_deliveries::leased_until.le(now).assume_not_null())
}

/// Cancels one delivery unless it is leased. Who removes the row decides what becomes of the delivery: a claim
/// that came first has leased it.
fn take_back(
    connection: &mut AnyConnection,
    id: &[u8],
    attempts: i32,
    reason: DeliveryReason,
    now: Timestamp,
) -> Result<usize, StoreError> {
    let waiting = due_deliveries::table.filter(due_deliveries::delivery_id.eq(id)).filter(is_free(now));
    if diesel::delete(waiting).execute(connection)? == 0 {
        return Ok(0);
    }
    let end = (
        deliveries::state.eq(delivery_state(DeliveryState::Cancelled)),
        deliveries::state_reason.eq(delivery_reason(reason)),
        deliveries::attempts.eq(attempts),
        deliveries::finished_at.eq(now.timestamp_micros()),
    );
    Ok(diesel::update(deliveries::table.find(id)).set(end).execute(connection)?)
}

/// What a new delivery delivers, and where to.
struct Subject<'a> {
    event_id: EventId,
    hook_id: HookId,
    part: u32,
    event_type: &'a str,
}

fn insert(
    connection: &mut AnyConnection,
    tenant: TenantId,
    kind: DeliveryKind,
    subject: &Subject<'_>,
    now: Timestamp,
) -> Result<DeliveryId, StoreError> {
    let id = DeliveryId::new(now);
    let priority = if kind == DeliveryKind::Test { TEST } else { REPLAY };
    let delivery = DeliveryRow {
        id: *id.as_bytes(),
        tenant_id: *tenant.as_bytes(),
        event_id: *subject.event_id.as_bytes(),
        hook_id: *subject.hook_id.as_bytes(),
        kind: delivery_kind(kind),
        part: column::from_count(subject.part),
        event_type: subject.event_type.to_owned(),
        state: delivery_state(DeliveryState::Pending),
        state_reason: None,
        created_at: now.timestamp_micros(),
        finished_at: None,
        due: Some(Due { priority, at: now.timestamp_micros(), lease: None }),
    };
    dialect::insert_accepted(connection, Accepted { deliveries: &[delivery], ..Accepted::default() })?;
    Ok(id)
}

fn event_row(tenant: TenantId, ping: &Event, now: Timestamp) -> EventRow {
    EventRow {
        id: *ping.id.as_bytes(),
        tenant_id: *tenant.as_bytes(),
        kind: event_kind(ping.kind),
        event_type: ping.event_type.to_string(),
        external_id: None,
        digest: None,
        data: ping.data.as_bytes().clone(),
        attributes: attributes_text(&ping.attributes),
        occurred_at: ping.occurred_at.timestamp_micros(),
        occurred_below_us: column::below_us(ping.occurred_at),
        created_at: now.timestamp_micros(),
        matched: 1,
        skipped: 0,
        trace: None,
    }
}
