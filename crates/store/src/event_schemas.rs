//! The schemas of a tenant's event types, as ingest asks them.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use billhook_core::event::EventTypeName;
use billhook_core::event_schema::{EventSchema, SchemaMode, Violation};
use billhook_core::id::{EventId, EventTypeId, TenantId};
use diesel::prelude::*;

use crate::any_connection::AnyConnection;
use crate::column;
use crate::error::StoreError;
use crate::ingest::{NewEvent, Refusal, Source};
use crate::names::case_of;
use crate::schema::{event_types, event_violations};

/// What the schema of its type says about an event's data.
#[derive(Clone, Debug)]
pub struct Judgement {
    by: Version,
    violations: Arc<[Violation]>,
}

/// Which schema: the event type, and the revision of its row.
type Version = (EventTypeId, i64);

/// The schemas of one tenant; those that are off are left out.
#[derive(Debug, Default)]
pub(crate) struct Schemas {
    by_type: HashMap<EventTypeName, TypeSchema>,
}

#[derive(Debug)]
struct TypeSchema {
    version: Version,
    mode: SchemaMode,
    schema: Arc<LazySchema>,
}

/// Compiled when the first event asks.
#[derive(Debug)]
struct LazySchema {
    text: String,
    compiled: OnceLock<Option<EventSchema>>,
}

impl LazySchema {
    fn violations(&self, data: &[u8]) -> Vec<Violation> {
        let compile = || {
            EventSchema::compile(&self.text)
                .inspect_err(|error| tracing::error!(%error, "a schema that was saved does not compile"))
                .ok()
        };
        self.compiled.get_or_init(compile).as_ref().map_or_else(Vec::new, |schema| schema.violations(data))
    }

    /// True as long as it has not been compiled: that takes long as well.
    fn takes_long(&self, bytes: usize) -> bool {
        let known = self.compiled.get();
        known.is_none_or(|schema| schema.as_ref().is_some_and(|schema| schema.takes_long(bytes)))
    }
}

impl Schemas {
    /// True if no event type has one.
    pub(crate) fn is_empty(&self) -> bool {
        self.by_type.is_empty()
    }

    /// True if this event type has one.
    pub(crate) fn judges(&self, event_type: &EventTypeName) -> bool {
        self.by_type.contains_key(event_type)
    }

    /// True if it may take long to judge this many bytes of data of this event type, few as they are.
    pub(crate) fn takes_long(&self, event_type: &EventTypeName, bytes: usize) -> bool {
        self.by_type.get(event_type).is_some_and(|known| known.schema.takes_long(bytes))
    }

    /// Judges an event, unless the present schema did that before.
    pub(crate) fn judge(&self, new: &mut NewEvent) {
        let Some(TypeSchema { version, schema, .. }) = self.by_type.get(&new.event.event_type) else {
            return;
        };
        if new.findings.judgement.as_ref().is_none_or(|judgement| judgement.by != *version) {
            let violations = schema.violations(new.event.data.as_bytes()).into();
            new.findings.judgement = Some(Judgement { by: *version, violations });
        }
    }

    /// The violations to be noted on an event that is accepted.
    ///
    /// # Errors
    ///
    /// If its schema refuses it, or has not judged it yet.
    pub(crate) fn admit(&self, new: &NewEvent) -> Result<Option<Arc<[Violation]>>, Refusal> {
        let Some(present) = self.by_type.get(&new.event.event_type) else { return Ok(None) };
        let judgement = new.findings.judgement.as_ref().filter(|judgement| judgement.by == present.version);
        let violations = &judgement.ok_or(Refusal::NotReady)?.violations;
        match present.mode {
            _ if violations.is_empty() => Ok(None),
            SchemaMode::Reject if new.source != Source::Deadline => {
                Err(Refusal::Violates(violations.clone()))
            }
            _ => Ok(Some(violations.clone())),
        }
    }

    /// Reads the tenant's schemas; those that have not changed are taken from `old`.
    pub(crate) fn load(
        connection: &mut AnyConnection,
        tenant: TenantId,
        default: SchemaMode,
        old: Option<&Self>,
    ) -> Result<Self, StoreError> {
        let known: HashMap<Version, Arc<LazySchema>> = old
            .into_iter()
            .flat_map(|old| old.by_type.values())
            .map(|known| (known.version, known.schema.clone()))
            .collect();
        let mut wanted = versions(connection, tenant, default)?;
        let unread: Vec<&[u8]> = wanted
            .iter()
            .filter(|(_, version, _)| !known.contains_key(version))
            .map(|(_, (id, _), _)| &id.as_bytes()[..])
            .collect();
        let mut texts = texts(connection, tenant, &unread)?;
        let schemas = wanted.drain(..).filter_map(|(name, version, mode)| {
            let read = || {
                let text = texts.remove(&version.0)?;
                Some(Arc::new(LazySchema { text, compiled: OnceLock::new() }))
            };
            let schema = known.get(&version).cloned().or_else(read)?;
            Some((name, TypeSchema { version, mode, schema }))
        });
        Ok(Self { by_type: schemas.collect() })
    }
}

/// The event types whose schema is to be asked.
fn versions(
    connection: &mut AnyConnection,
    tenant: TenantId,
    default: SchemaMode,
) -> Result<Vec<(EventTypeName, Version, SchemaMode)>, StoreError> {
    let rows: Vec<(Vec<u8>, String, i64, Option<String>)> = event_types::table
        .filter(event_types::tenant_id.eq(tenant.as_bytes().as_slice()))
        .filter(event_types::schema.is_not_null())
        .select((event_types::id, event_types::name, event_types::revision, event_types::schema_mode))
        .load(connection)?;
    let mut found = Vec::with_capacity(rows.len());
    for (id, name, revision, mode) in rows {
        let mode = mode.map(|mode| case_of("event_types.schema_mode", &mode)).transpose()?.unwrap_or(default);
        let name = name.parse().map_err(|error| StoreError::corrupt("event_types.name", error))?;
        if mode != SchemaMode::Off {
            found.push((name, (column::id("event_types.id", &id)?, revision), mode));
        }
    }
    Ok(found)
}

fn texts(
    connection: &mut AnyConnection,
    tenant: TenantId,
    of: &[&[u8]],
) -> Result<HashMap<EventTypeId, String>, StoreError> {
    if of.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Vec<u8>, Option<String>)> = event_types::table
        .filter(event_types::tenant_id.eq(tenant.as_bytes().as_slice()))
        .filter(event_types::id.eq_any(of))
        .select((event_types::id, event_types::schema))
        .load(connection)?;
    rows.into_iter()
        .map(|(id, text)| Ok((column::id("event_types.id", &id)?, text.unwrap_or_default())))
        .collect()
}

/// Violations to be noted on an event that is being accepted.
#[derive(Debug)]
pub(crate) struct Noted {
    pub(crate) tenant: TenantId,
    pub(crate) event: EventId,
    pub(crate) violations: Arc<[Violation]>,
}

pub(crate) fn insert_violations(connection: &mut AnyConnection, noted: &[Noted]) -> Result<(), StoreError> {
    for Noted { tenant, event, violations } in noted {
        diesel::insert_into(event_violations::table)
            .values((
                event_violations::event_id.eq(event.as_bytes().as_slice()),
                event_violations::tenant_id.eq(tenant.as_bytes().as_slice()),
                event_violations::violations.eq(column::json("event_violations.violations", &**violations)?),
            ))
            .execute(connection)?;
    }
    Ok(())
}

/// Where the data of an accepted event is not as its schema said at that time.
pub fn violations(
    connection: &mut AnyConnection,
    tenant: TenantId,
    event: EventId,
) -> Result<Vec<Violation>, StoreError> {
    let noted: Option<String> = event_violations::table
        .filter(event_violations::tenant_id.eq(tenant.as_bytes().as_slice()))
        .filter(event_violations::event_id.eq(event.as_bytes().as_slice()))
        .select(event_violations::violations)
        .first(connection)
        .optional()?;
    let read = |text: String| column::read_json("event_violations.violations", &text);
    Ok(noted.map(read).transpose()?.unwrap_or_default())
}
