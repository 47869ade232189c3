//! Events, for those who read: one with its data, or a page of them without.
//!
//! They are written by `ingest`, and a ping by `deliveries::create_test`.

use billhook_core::action::Pattern;
use billhook_core::clock::{Timestamp, from_micros};
use billhook_core::event::{Attributes, Event, EventKind, EventTypeName, JsonBytes};
use billhook_core::id::{self, EventId, TenantId};
use billhook_core::member::Grants;
use diesel::prelude::*;

use crate::any_connection::{AnyConnection, MultiBackend};
use crate::bounded_scan::{Scanned, Stretch, look_through};
use crate::error::StoreError;
use crate::names::{case_of, event_kind};
use crate::portions::MAX_BYTES;
use crate::schema::{events, held_events};
use crate::{bounded_scan, column, grant_patterns};

/// Events of a list that are read at once: what is known of one may be a megabyte.
const HEADS_AT_ONCE: usize = 10;

/// What is known of an event beside its data.
#[derive(Clone, Debug, PartialEq)]
pub struct EventHead {
    /// Its identifier.
    pub id: EventId,
    /// A posted event or a ping.
    pub kind: EventKind,
    /// `resource.action`.
    pub event_type: EventTypeName,
    /// The poster's own id for it.
    pub external_id: Option<String>,
    /// The optional facts.
    pub attributes: Attributes,
    /// When it happened.
    pub occurred_at: Timestamp,
    /// When it was accepted.
    pub created_at: Timestamp,
    /// How many hooks matched.
    pub matched: u32,
    /// How many hooks would have matched, had they taken deliveries.
    pub skipped: u32,
    /// When its data was erased; `None` while it is kept.
    pub erased_at: Option<Timestamp>,
}

/// Narrows a list. Instants are those of acceptance.
#[derive(Clone, Debug)]
pub struct Filter {
    /// Only events of resources that are granted.
    pub grants: Grants,
    /// Only events of these types.
    pub event_type: Option<Pattern>,
    /// Only the event with the poster's own id.
    pub external_id: Option<String>,
    /// Only those whose deliveries are held back at this instant.
    pub held_at: Option<Timestamp>,
    /// Not before.
    pub since: Option<Timestamp>,
    /// Before.
    pub until: Option<Timestamp>,
}

impl Filter {
    /// True if it may pass over most of what an index leads to. What is held, and an id of the poster's, have
    /// their own.
    fn may_leave_few(&self) -> bool {
        let is_found = self.external_id.is_some() || self.held_at.is_some();
        !is_found && (self.event_type.is_some() || !self.grants.cover_everything())
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = events)]
struct HeadRow {
    id: Vec<u8>,
    kind: String,
    event_type: String,
    external_id: Option<String>,
    attributes: Option<String>,
    occurred_at: i64,
    created_at: i64,
    matched: i32,
    skipped: i32,
    erased_at: Option<i64>,
    occurred_below_us: Option<i16>,
}

impl TryFrom<HeadRow> for EventHead {
    type Error = StoreError;
    fn try_from(row: HeadRow) -> Result<Self, StoreError> {
        let attributes = row.attributes.as_deref().map(|text| column::read_json("events.attributes", text));
        Ok(Self {
            id: column::id("events.id", &row.id)?,
            kind: case_of("events.kind", &row.kind)?,
            event_type: row
                .event_type
                .parse()
                .map_err(|error| StoreError::corrupt("events.event_type", error))?,
            external_id: row.external_id,
            attributes: attributes.transpose()?.unwrap_or_default(),
            occurred_at: column::exact(row.occurred_at, row.occurred_below_us),
            created_at: from_micros(row.created_at),
            matched: column::count(row.matched),
            skipped: column::count(row.skipped),
            erased_at: row.erased_at.map(from_micros),
        })
    }
}

impl EventHead {
    /// The event, with its data, as it is sent.
    pub fn with_data(self, tenant_id: TenantId, data: JsonBytes) -> Event {
        Event {
            id: self.id,
            tenant_id,
            kind: self.kind,
            event_type: self.event_type,
            data,
            occurred_at: self.occurred_at,
            attributes: self.attributes,
            trace: None,
        }
    }
}

/// The event and its data.
pub fn find(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: EventId,
) -> Result<Option<(EventHead, JsonBytes)>, StoreError> {
    let row: Option<(HeadRow, Vec<u8>)> = events::table
        .filter(events::tenant_id.eq(tenant.as_bytes().as_slice()))
        .filter(events::id.eq(id.as_bytes().as_slice()))
        .select((HeadRow::as_select(), events::data))
        .first(connection)
        .optional()?;
    row.map(|(head, data)| Ok((head.try_into()?, JsonBytes::trusted(data)))).transpose()
}

/// Up to `limit` posted events, the newest first, older than `before`, however far down they are.
pub fn list(
    connection: &mut AnyConnection,
    tenant: TenantId,
    filter: &Filter,
    before: Option<EventId>,
    limit: i64,
) -> Result<Vec<EventHead>, StoreError> {
    let ids = ids_of_stretch(connection, tenant, filter, Stretch { before, down_to: None, limit })?;
    heads(connection, tenant, &ids)?.into_iter().map(EventHead::try_from).collect()
}

/// The same, looking at [`MAX_SCANNED`](crate::MAX_SCANNED) events at most where the filter may leave few of
/// many, and no more of them than have [`MAX_BYTES`] beside their data.
pub fn look_for(
    connection: &mut AnyConnection,
    tenant: TenantId,
    filter: &Filter,
    before: Option<EventId>,
    limit: i64,
) -> Result<Scanned<EventHead, id::Event>, StoreError> {
    let found = if filter.may_leave_few() {
        look_through(
            connection,
            before,
            limit,
            |c, before, nth| nth_older(c, tenant, filter, before, nth),
            |c, stretch| ids_of_stretch(c, tenant, filter, stretch),
        )?
    } else {
        let all = Stretch { before, down_to: None, limit };
        Scanned::whole(ids_of_stretch(connection, tenant, filter, all)?)
    };
    with_heads(connection, tenant, found)
}

/// The events with these ids, as far as they have not too many bytes together.
fn with_heads(
    connection: &mut AnyConnection,
    tenant: TenantId,
    Scanned { rows: ids, looked_until }: Scanned<EventId, id::Event>,
) -> Result<Scanned<EventHead, id::Event>, StoreError> {
    let (mut found, mut bytes): (Vec<EventHead>, usize) = (Vec::new(), 0);
    for some in ids.chunks(HEADS_AT_ONCE) {
        for row in heads(connection, tenant, some)? {
            if bytes >= MAX_BYTES {
                let looked_until = found.last().map(|last| last.id);
                return Ok(Scanned { rows: found, looked_until });
            }
            bytes += row.attributes.as_ref().map_or(0, String::len);
            found.push(row.try_into()?);
        }
    }
    // An event may have left since its id was read; the list goes on after it.
    let left = ids.last().filter(|_| found.len() < ids.len()).copied();
    Ok(Scanned { rows: found, looked_until: looked_until.or(left) })
}

/// What is known of the events with these ids, the newest first.
fn heads(
    connection: &mut AnyConnection,
    tenant: TenantId,
    ids: &[EventId],
) -> Result<Vec<HeadRow>, StoreError> {
    Ok(events::table
        .filter(events::tenant_id.eq(tenant.as_bytes().as_slice()))
        .filter(events::id.eq_any(ids.iter().map(|id| id.as_bytes().to_vec())))
        .order(events::id.desc())
        .select(HeadRow::as_select())
        .load(connection)?)
}

/// The event that lies so far down, counting by an index alone.
fn nth_older(
    connection: &mut AnyConnection,
    tenant: TenantId,
    filter: &Filter,
    before: Option<EventId>,
    nth: i64,
) -> Result<Option<EventId>, StoreError> {
    let query = events::table
        .select(events::id)
        .into_boxed::<MultiBackend>()
        .filter(events::tenant_id.eq(tenant.as_bytes().to_vec()));
    bounded_scan::nth_older!(connection, events, query, filter, before, nth)
}

/// The ids alone, which are small: what is known of an event may be a megabyte.
fn ids_of_stretch(
    connection: &mut AnyConnection,
    tenant: TenantId,
    filter: &Filter,
    Stretch { before, down_to, limit }: Stretch<id::Event>,
) -> Result<Vec<EventId>, StoreError> {
    let mut granted = grant_patterns::like_any(&filter.grants).into_iter();
    let Some(first) = granted.next() else { return Ok(Vec::new()) };
    // The alternatives come first: each later filter narrows all of them together.
    let query = events::table
        .select(events::id)
        .into_boxed::<MultiBackend>()
        .filter(events::event_type.like(first).escape('\\'));
    let mut query = granted
        .fold(query, |query, next| query.or_filter(events::event_type.like(next).escape('\\')))
        .filter(events::tenant_id.eq(tenant.as_bytes().to_vec()))
        .filter(events::kind.eq(event_kind(EventKind::Event)))
        .order(events::id.desc())
        .limit(limit);
    if let Some(before) = before {
        query = query.filter(events::id.lt(before.as_bytes().to_vec()));
    }
    if let Some(down_to) = down_to {
        query = query.filter(events::id.ge(down_to.as_bytes().to_vec()));
    }
    if let Some(pattern) = &filter.event_type {
        query = query.filter(events::event_type.like(grant_patterns::like(pattern)).escape('\\'));
    }
    if let Some(external_id) = &filter.external_id {
        query = query.filter(events::external_id.eq(external_id.clone()));
    }
    if let Some(at) = filter.held_at {
        let held = held_events::table
            .filter(held_events::tenant_id.eq(tenant.as_bytes().to_vec()))
            .filter(held_events::release_at.gt(at.timestamp_micros()));
        query = query.filter(events::id.eq_any(held.select(held_events::event_id)));
    }
    if let Some(since) = filter.since {
        query = query.filter(events::created_at.ge(since.timestamp_micros()));
        query = query.filter(events::id.ge(column::oldest_id(since)));
    }
    if let Some(until) = filter.until {
        query = query.filter(events::created_at.lt(until.timestamp_micros()));
        query = query.filter(events::id.lt(column::newest_id(until)));
    }
    let ids: Vec<Vec<u8>> = query.load(connection)?;
    ids.iter().map(|id| column::id("events.id", id)).collect()
}
