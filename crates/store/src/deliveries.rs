//! Deliveries, for those who read, and what a person may do to one: test, replay, cancel.
//!
//! Ingest makes the deliveries of events, `due_deliveries` claims them and `record` moves them on. While a delivery
//! is pending, its number of attempts and its next instant are those of its row in `due_deliveries`.

mod cancel;
#[macro_use]
mod narrowed;
mod origins;
mod replayable;
mod resend;
mod row;

use std::collections::HashSet;

use billhook_core::action::Pattern;
use billhook_core::clock::Timestamp;
use billhook_core::delivery::{DeliveryKind, DeliveryReason, DeliveryState};
use billhook_core::event::EventTypeName;
use billhook_core::id::{self, DeliveryId, EventId, HookId, ReplayId, TenantId};
use billhook_core::member::Grants;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use serde::{Deserialize, Serialize};

pub use self::cancel::{NotCancelled, TakenBack, cancel, cancel_waiting};
use self::narrowed::says_why;
pub(crate) use self::origins::{Origin, go_through_made, note_origins};
pub use self::replayable::count_replayable;
pub(crate) use self::replayable::list_replayable;
pub use self::resend::{NotReplayed, create_test, replay};
pub(crate) use self::resend::{hold_event, send_again, send_anew};
use self::row::{DueRow, Row};
use crate::any_connection::{AnyConnection, MultiBackend};
use crate::attempts::{self, Summary};
use crate::bounded_scan::{MAX_SCANNED, Scanned, Stretch, look_through};
use crate::error::StoreError;
use crate::names::{delivery_kind, delivery_state};
use crate::schema::{deliveries, due_deliveries};
use crate::{bounded_scan, column, grant_patterns};

/// A delivery, as it is at this moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Delivery {
    /// Its identifier.
    pub id: DeliveryId,
    /// Whose it is.
    pub tenant_id: TenantId,
    /// What is delivered.
    pub event_id: EventId,
    /// Where to.
    pub hook_id: HookId,
    /// Why it exists.
    pub kind: DeliveryKind,
    /// The replay of many that made it, which may no longer be kept.
    pub replay: Option<ReplayId>,
    /// The delivery that it repeats.
    pub repeats: Option<DeliveryId>,
    /// Which of the event's requests it is, from 0.
    pub part: u32,
    /// The type of the event.
    pub event_type: EventTypeName,
    /// Where it is.
    pub state: DeliveryState,
    /// Why it is there, once that is not obvious.
    pub reason: Option<DeliveryReason>,
    /// How many attempts have ended.
    pub attempts: u32,
    /// When it is sent next, while it is pending.
    pub next_attempt_at: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
    /// How the latest attempt went.
    pub last_attempt: Option<Summary>,
}

/// Narrows a list. Instants are those at which deliveries were made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Filter {
    /// Only events of resources that are granted; tests are shown to everyone.
    pub grants: Grants,
    /// Only those to this hook.
    pub hook: Option<HookId>,
    /// Only those of this event.
    pub event: Option<EventId>,
    /// Only those that this replay made.
    pub replay: Option<ReplayId>,
    /// Only those in this state.
    pub state: Option<DeliveryState>,
    /// Only events of these types.
    pub event_type: Option<Pattern>,
    /// Not before.
    pub since: Option<Timestamp>,
    /// Before.
    pub until: Option<Timestamp>,
    /// Only those that ended at this instant or later without success: failed, cancelled or skipped.
    pub missed_since: Option<Timestamp>,
}

impl Filter {
    /// Everything that these grants show.
    pub fn of(grants: Grants) -> Self {
        Self {
            grants,
            hook: None,
            event: None,
            replay: None,
            state: None,
            event_type: None,
            since: None,
            until: None,
            missed_since: None,
        }
    }

    /// True if it may pass over most of what an index leads to. What waits is few or found by its own table,
    /// and so are the deliveries of one event.
    fn may_leave_few(&self) -> bool {
        let waits = matches!(self.state, Some(DeliveryState::Pending | DeliveryState::InFlight));
        let narrows = self.state.is_some()
            || self.event_type.is_some()
            || self.missed_since.is_some()
            || !self.grants.cover_everything();
        self.event.is_none() && !waits && narrows
    }
}

/// The delivery.
pub fn find(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: DeliveryId,
) -> Result<Option<Delivery>, StoreError> {
    let row: Option<(Row, Option<DueRow>)> = deliveries::table
        .left_join(due_deliveries::table.on(due_deliveries::delivery_id.eq(deliveries::id)))
        .filter(deliveries::tenant_id.eq(tenant.as_bytes().as_slice()))
        .filter(deliveries::id.eq(id.as_bytes().as_slice()))
        .select((Row::as_select(), Option::<DueRow>::as_select()))
        .first(connection)
        .optional()?;
    let found = row.map(|(row, due)| row.with(due)).transpose()?;
    Ok(completed(connection, tenant, found.into_iter().collect())?.pop())
}

/// Up to `limit` deliveries, the newest first, older than `before`, however far down they are.
pub fn list(
    connection: &mut AnyConnection,
    tenant: TenantId,
    filter: &Filter,
    before: Option<DeliveryId>,
    limit: i64,
) -> Result<Vec<Delivery>, StoreError> {
    if let Some(replay) = filter.replay {
        return Ok(look_among_made(connection, tenant, filter, replay, before, limit, i64::MAX)?.rows);
    }
    list_stretch(connection, tenant, filter, Stretch { before, down_to: None, limit })
}

/// The same, looking at [`MAX_SCANNED`] deliveries at most where the filter may leave few of many.
pub fn look_for(
    connection: &mut AnyConnection,
    tenant: TenantId,
    filter: &Filter,
    before: Option<DeliveryId>,
    limit: i64,
) -> Result<Scanned<Delivery, id::Delivery>, StoreError> {
    if let Some(replay) = filter.replay {
        return look_among_made(connection, tenant, filter, replay, before, limit, MAX_SCANNED);
    }
    if !filter.may_leave_few() {
        return list(connection, tenant, filter, before, limit).map(Scanned::whole);
    }
    look_through(
        connection,
        before,
        limit,
        |c, before, nth| nth_older(c, tenant, filter, before, nth),
        |c, stretch| list_stretch(c, tenant, filter, stretch),
    )
}

/// The delivery that lies so far down, counting what the filter leaves by an index alone.
fn nth_older(
    connection: &mut AnyConnection,
    tenant: TenantId,
    filter: &Filter,
    before: Option<DeliveryId>,
    nth: i64,
) -> Result<Option<DeliveryId>, StoreError> {
    let mut query = deliveries::table
        .select(deliveries::id)
        .into_boxed::<MultiBackend>()
        .filter(deliveries::tenant_id.eq(tenant.as_bytes().to_vec()));
    if let Some(hook) = filter.hook {
        query = query.filter(deliveries::hook_id.eq(hook.as_bytes().to_vec()));
    }
    if filter.state.is_some_and(says_why) || filter.missed_since.is_some() {
        query = query.filter(deliveries::state_reason.is_not_null());
    }
    bounded_scan::nth_older!(connection, deliveries, query, filter, before, nth)
}

fn list_stretch(
    connection: &mut AnyConnection,
    tenant: TenantId,
    filter: &Filter,
    Stretch { before, down_to, limit }: Stretch<id::Delivery>,
) -> Result<Vec<Delivery>, StoreError> {
    let query = shown().select((Row::as_select(), Option::<DueRow>::as_select()));
    let mut query = narrowed!(query, tenant, filter).order(deliveries::id.desc()).limit(limit);
    if let Some(before) = before {
        query = query.filter(deliveries::id.lt(before.as_bytes().to_vec()));
    }
    if let Some(down_to) = down_to {
        query = query.filter(deliveries::id.ge(down_to.as_bytes().to_vec()));
    }
    let rows: Vec<(Row, Option<DueRow>)> = query.load(connection)?;
    let found = rows.into_iter().map(|(row, due)| row.with(due)).collect::<Result<_, _>>()?;
    completed(connection, tenant, found)
}

/// The same of what a replay made, `most` of which are looked at. Its own index leads to that, however much
/// was delivered around it.
fn look_among_made(
    connection: &mut AnyConnection,
    tenant: TenantId,
    filter: &Filter,
    replay: ReplayId,
    before: Option<DeliveryId>,
    limit: i64,
    most: i64,
) -> Result<Scanned<Delivery, id::Delivery>, StoreError> {
    let (mut found, mut before, mut looked_at) = (Vec::new(), before, 0);
    loop {
        let made = origins::list_made_before(connection, tenant, replay, before)?;
        found.append(&mut list_among(connection, tenant, filter, &made, limit - found.len() as i64)?);
        looked_at += origins::AT_ONCE;
        before = made.last().copied();
        if origins::is_last(&made) || found.len() as i64 >= limit {
            return Ok(Scanned::whole(found));
        }
        if looked_at >= most {
            return Ok(Scanned { rows: found, looked_until: before });
        }
    }
}

fn list_among(
    connection: &mut AnyConnection,
    tenant: TenantId,
    filter: &Filter,
    among: &[DeliveryId],
    limit: i64,
) -> Result<Vec<Delivery>, StoreError> {
    if among.is_empty() {
        return Ok(Vec::new());
    }
    let query = shown().select((Row::as_select(), Option::<DueRow>::as_select()));
    let query = narrowed!(query, tenant, filter)
        .filter(deliveries::id.eq_any(among.iter().map(|id| id.as_bytes().to_vec())))
        .order(deliveries::id.desc())
        .limit(limit);
    let rows: Vec<(Row, Option<DueRow>)> = query.load(connection)?;
    let found = rows.into_iter().map(|(row, due)| row.with(due)).collect::<Result<_, _>>()?;
    completed(connection, tenant, found)
}

/// The type of something that waits for the hook, or is being sent to it, and is not granted; `None` if all of
/// it is. Tests are nobody's.
pub fn waiting_beyond(
    connection: &mut AnyConnection,
    tenant: TenantId,
    hook: HookId,
    grants: &Grants,
) -> Result<Option<EventTypeName>, StoreError> {
    if grants.cover_everything() {
        return Ok(None);
    }
    let waiting = due_deliveries::table
        .inner_join(deliveries::table.on(deliveries::id.eq(due_deliveries::delivery_id)))
        .filter(due_deliveries::hook_id.eq(hook.as_bytes().to_vec()))
        .filter(deliveries::tenant_id.eq(tenant.as_bytes().to_vec()))
        .filter(deliveries::kind.ne(delivery_kind(DeliveryKind::Test)))
        .select(deliveries::event_type)
        .into_boxed::<MultiBackend>();
    let beyond = grant_patterns::like_any(grants)
        .into_iter()
        .fold(waiting, |query, granted| query.filter(deliveries::event_type.not_like(granted).escape('\\')));
    let found: Option<String> = beyond.first(connection).optional()?;
    found
        .map(|name| name.parse().map_err(|error| StoreError::corrupt("deliveries.event_type", error)))
        .transpose()
}

#[diesel::dsl::auto_type]
fn shown() -> _ {
    deliveries::table.left_join(due_deliveries::table.on(due_deliveries::delivery_id.eq(deliveries::id)))
}

/// The hooks that have a delivery of the event, of whatever kind and state.
pub fn hooks_of_event(
    connection: &mut AnyConnection,
    tenant: TenantId,
    event: EventId,
) -> Result<HashSet<HookId>, StoreError> {
    let of_event = deliveries::table
        .filter(deliveries::event_id.eq(event.as_bytes().as_slice()))
        .filter(deliveries::tenant_id.eq(tenant.as_bytes().as_slice()));
    // Two statements, each of which has its own partial index.
    let fanned_out = of_event.filter(sql::<Bool>("deliveries.kind = 'event'")).select(deliveries::hook_id);
    let mut hooks: Vec<Vec<u8>> = fanned_out.load(connection)?;
    let sent_again = of_event.filter(sql::<Bool>("deliveries.kind <> 'event'")).select(deliveries::hook_id);
    hooks.append(&mut sent_again.load(connection)?);
    hooks.iter().map(|id| column::id("deliveries.hook_id", id)).collect()
}

/// These with what other tables know of them: their last attempts, and where they come from.
fn completed(
    connection: &mut AnyConnection,
    tenant: TenantId,
    mut found: Vec<Delivery>,
) -> Result<Vec<Delivery>, StoreError> {
    origins::fill_in(connection, tenant, &mut found)?;
    let wanted: Vec<_> = found.iter().map(|delivery| (delivery.id, delivery.attempts)).collect();
    let mut summaries = attempts::summaries(connection, tenant, &wanted)?;
    for delivery in &mut found {
        delivery.last_attempt = summaries.remove(&delivery.id);
    }
    Ok(found)
}
