//! The catalogue of event types: those that a member declared, and those that were only ever seen on an event.
//!
//! Ingest adds the seen ones and keeps a copy of the names, so what is changed here moves `routing_version`.

mod import;

use billhook_core::action::Pattern;
use billhook_core::clock::{Timestamp, from_micros};
use billhook_core::event::EventTypeName;
use billhook_core::event_schema::SchemaMode;
use billhook_core::id::{EventTypeId, TenantId};
use diesel::prelude::*;

pub use self::import::{Entry, Existing, Imported, import};
use crate::any_connection::{AnyConnection, MultiBackend};
use crate::column;
use crate::each;
use crate::error::StoreError;
use crate::grant_patterns;
use crate::hooks;
use crate::names::{case_of, name_of};
use crate::portions::Large;
use crate::schema::event_types;

/// An event type of a tenant's catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventType {
    /// Its identifier.
    pub id: EventTypeId,
    /// `resource.action`, one of its kind in the tenant.
    pub name: EventTypeName,
    /// What a member says about it.
    pub about: About,
    /// False if it was only ever seen on an event.
    pub declared: bool,
    /// When it was declared or first seen.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// What a member says about an event type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// For people; may be empty.
    pub description: String,
    /// The data of an example, as JSON text.
    pub example: Option<String>,
    /// A JSON Schema of the data, as JSON text. Compiled before it comes here.
    pub schema: Option<String>,
    /// What the schema does to events that violate it; `None`: what the tenant's settings say.
    pub schema_mode: Option<SchemaMode>,
}

impl About {
    /// How many bytes of text it has.
    pub fn bytes(&self) -> usize {
        let length = |text: Option<&str>| text.map_or(0, str::len);
        self.description.len() + length(self.example.as_deref()) + length(self.schema.as_deref())
    }
}

impl Large for EventType {
    type Place = EventTypeId;
    fn place(&self) -> EventTypeId {
        self.id
    }
    fn bytes(&self) -> usize {
        self.about.bytes()
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = event_types)]
struct Row {
    id: Vec<u8>,
    name: String,
    description: String,
    example: Option<String>,
    schema: Option<String>,
    declared: bool,
    created_at: i64,
    updated_at: i64,
    schema_mode: Option<String>,
}

impl TryFrom<Row> for EventType {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        let mode = row.schema_mode.map(|mode| case_of("event_types.schema_mode", &mode));
        Ok(Self {
            id: column::id("event_types.id", &row.id)?,
            name: row.name.parse().map_err(|error| StoreError::corrupt("event_types.name", error))?,
            about: About {
                description: row.description,
                example: row.example,
                schema: row.schema,
                schema_mode: mode.transpose()?,
            },
            declared: row.declared,
            created_at: from_micros(row.created_at),
            updated_at: from_micros(row.updated_at),
        })
    }
}

/// Declares an event type. One that was only seen before becomes declared and keeps its id.
///
/// Returns false, and changes nothing, if it was declared before.
pub fn declare(
    connection: &mut AnyConnection,
    tenant: TenantId,
    name: &EventTypeName,
    about: &About,
    now: Timestamp,
) -> Result<bool, StoreError> {
    hooks::begin_change(connection, tenant)?;
    let id = EventTypeId::new(now);
    let values = (
        event_types::id.eq(id.as_bytes().as_slice()),
        event_types::tenant_id.eq(tenant.as_bytes().as_slice()),
        event_types::name.eq(name.as_str()),
        event_types::description.eq(&about.description),
        event_types::example.eq(&about.example),
        event_types::schema.eq(&about.schema),
        event_types::schema_mode.eq(about.schema_mode.as_ref().map(name_of).transpose()?),
        event_types::declared.eq(true),
        event_types::created_at.eq(now.timestamp_micros()),
        event_types::updated_at.eq(now.timestamp_micros()),
    );
    let inserted = each!(connection, c => diesel::insert_into(event_types::table)
        .values(values)
        .on_conflict((event_types::tenant_id, event_types::name))
        .do_nothing()
        .execute(c))?;
    Ok(inserted == 1 || promote(connection, tenant, name, about, now)?)
}

/// Turns a type that was only seen into a declared one; false if it was declared already.
fn promote(
    connection: &mut AnyConnection,
    tenant: TenantId,
    name: &EventTypeName,
    about: &About,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let promoted = diesel::update(
        event_types::table
            .filter(event_types::tenant_id.eq(tenant.as_bytes().as_slice()))
            .filter(event_types::name.eq(name.as_str()))
            .filter(event_types::declared.eq(false)),
    )
    .set((
        event_types::description.eq(&about.description),
        event_types::example.eq(&about.example),
        event_types::schema.eq(&about.schema),
        event_types::revision.eq(event_types::revision + 1),
        event_types::schema_mode.eq(about.schema_mode.as_ref().map(name_of).transpose()?),
        event_types::declared.eq(true),
        event_types::updated_at.eq(now.timestamp_micros()),
    ))
    .execute(connection)?;
    Ok(promoted == 1)
}

/// The event type with this id.
pub fn find(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: EventTypeId,
) -> Result<Option<EventType>, StoreError> {
    let row: Option<Row> =
        row_of(tenant.as_bytes(), id.as_bytes()).select(Row::as_select()).first(connection).optional()?;
    row.map(EventType::try_from).transpose()
}

/// The event type with this name.
pub fn find_by_name(
    connection: &mut AnyConnection,
    tenant: TenantId,
    name: &EventTypeName,
) -> Result<Option<EventType>, StoreError> {
    let row: Option<Row> = event_types::table
        .filter(event_types::tenant_id.eq(tenant.as_bytes().as_slice()))
        .filter(event_types::name.eq(name.as_str()))
        .select(Row::as_select())
        .first(connection)
        .optional()?;
    row.map(EventType::try_from).transpose()
}

/// Up to `limit` event types, the newest first, older than `before`.
pub fn list(
    connection: &mut AnyConnection,
    tenant: TenantId,
    before: Option<EventTypeId>,
    limit: i64,
) -> Result<Vec<EventType>, StoreError> {
    let mut query = event_types::table
        .filter(event_types::tenant_id.eq(tenant.as_bytes().to_vec()))
        .select(Row::as_select())
        .order(event_types::id.desc())
        .limit(limit)
        .into_boxed::<MultiBackend>();
    if let Some(before) = before {
        query = query.filter(event_types::id.lt(before.as_bytes().to_vec()));
    }
    let rows: Vec<Row> = query.load(connection)?;
    rows.into_iter().map(EventType::try_from).collect()
}

/// How many event types the tenant has, declared or seen.
pub fn count(connection: &mut AnyConnection, tenant: TenantId) -> Result<i64, StoreError> {
    let own = event_types::table.filter(event_types::tenant_id.eq(tenant.as_bytes().as_slice()));
    Ok(own.count().get_result(connection)?)
}

/// Up to `limit` declared event types that the pattern takes, by name, those after the name `after`; all names
/// are after "".
pub fn declared(
    connection: &mut AnyConnection,
    tenant: TenantId,
    pattern: &Pattern,
    after: &str,
    limit: i64,
) -> Result<Vec<EventType>, StoreError> {
    let rows: Vec<Row> = event_types::table
        .filter(event_types::tenant_id.eq(tenant.as_bytes().as_slice()))
        .filter(event_types::declared.eq(true))
        .filter(event_types::name.like(grant_patterns::like(pattern)).escape('\\'))
        .filter(event_types::name.gt(after))
        .order(event_types::name)
        .limit(limit)
        .select(Row::as_select())
        .load(connection)?;
    rows.into_iter().map(EventType::try_from).collect()
}

/// Replaces what is said about the event type, which counts as declaring it.
pub fn update(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: EventTypeId,
    about: &About,
    now: Timestamp,
) -> Result<(), StoreError> {
    hooks::begin_change(connection, tenant)?;
    diesel::update(row_of(tenant.as_bytes(), id.as_bytes()))
        .set((
            event_types::description.eq(&about.description),
            event_types::example.eq(&about.example),
            event_types::schema.eq(&about.schema),
            event_types::schema_mode.eq(about.schema_mode.as_ref().map(name_of).transpose()?),
            event_types::revision.eq(event_types::revision + 1),
            event_types::declared.eq(true),
            event_types::updated_at.eq(now.timestamp_micros()),
        ))
        .execute(connection)?;
    Ok(())
}

/// Deletes the event type from the catalogue. Events of it stay, and the next one brings it back as undeclared.
pub fn delete(connection: &mut AnyConnection, tenant: TenantId, id: EventTypeId) -> Result<(), StoreError> {
    hooks::begin_change(connection, tenant)?;
    diesel::delete(row_of(tenant.as_bytes(), id.as_bytes())).execute(connection)?;
    Ok(())
}

#[diesel::dsl::auto_type]
fn row_of<'a>(tenant: &'a [u8], id: &'a [u8]) -> _ {
    event_types::table.filter(event_types::tenant_id.eq(tenant)).filter(event_types::id.eq(id))
}
