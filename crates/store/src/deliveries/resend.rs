//! Deliveries that a person asks for: a test, a replay, and events that a hook never had.

use billhook_core::clock::Timestamp;
use billhook_core::delivery::{DeliveryKind, DeliveryState};
use billhook_core::event::Event;
use billhook_core::hook::HookState;
use billhook_core::id::{DeliveryId, EventId, HookId, TenantId};
use diesel::prelude::*;

use super::{Delivery, Origin, note_origins};
use crate::any_connection::{AnyConnection, first_held};
use crate::column;
use crate::dialect::{self, Accepted};
use crate::due_deliveries::{REPLAY, TEST};
use crate::error::StoreError;
use crate::hooks;
use crate::ingest::{DeliveryRow, Due, EventRow, attributes_text};
use crate::names::{delivery_kind, delivery_state, event_kind};
use crate::schema::events;

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
    let sent = send_again(connection, tenant, old, now)?;
    if let Ok(made) = sent {
        note_origins(connection, tenant, &[(made, Origin { replay: None, repeats: Some(old.id) })])?;
    }
    Ok(sent)
}

/// The same for many: the caller notes where all that it makes comes from.
pub(crate) fn send_again(
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

/// Sends a part of an event to a hook that has no delivery of it, behind everything else that waits there. The
/// caller has seen that both are there, holds both, and notes where all that it makes comes from.
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
    let found: Option<Vec<u8>> = first_held!(connection, kept)?;
    Ok(found.is_some())
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
