//! Many event types at once, as a preset's catalogue brings them.

use std::collections::HashMap;

use billhook_core::clock::Timestamp;
use billhook_core::event::EventTypeName;
use billhook_core::event_schema::{EventSchema, Violation};
use billhook_core::id::TenantId;
use diesel::prelude::*;

use super::{About, EventType, Row, declare, update};
use crate::any_connection::AnyConnection;
use crate::error::StoreError;
use crate::hooks;
use crate::schema::event_types;

/// An event type to be declared, as its catalogue describes it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its name.
    pub name: EventTypeName,
    /// For people.
    pub description: String,
    /// The data of an example, as JSON text.
    pub example: String,
}

/// What becomes of a declared type whose description or example differs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Existing {
    /// It stays as the tenant has it.
    #[default]
    Keep,
    /// It gets the description and the example of the catalogue. A schema stays.
    Replace,
}

/// What an import did, in the order of the catalogue. Each of its types stands in one of the lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Types that were not in the tenant's catalogue.
    pub added: Vec<EventTypeName>,
    /// Types that were only seen on events so far, and those that were replaced.
    pub updated: Vec<EventTypeName>,
    /// Declared types that are as they were.
    pub left_alone: Vec<EventTypeName>,
    /// Where examples of the catalogue violate schemas that the tenant's types keep. Whoever imports rolls back.
    pub clashes: Vec<(EventTypeName, Violation)>,
}

/// Declares each of these types. The same again changes none of them.
pub fn import(
    connection: &mut AnyConnection,
    tenant: TenantId,
    entries: &[Entry],
    existing: Existing,
    now: Timestamp,
) -> Result<Imported, StoreError> {
    hooks::begin_change(connection, tenant)?;
    let known = known(connection, tenant, entries)?;
    let mut imported = Imported::default();
    for entry in entries {
        let old = known.get(&entry.name).map(|known| known.about.clone()).unwrap_or_default();
        let (description, example) = (entry.description.clone(), Some(entry.example.clone()));
        let about = About { description, example, ..old };
        let list = match known.get(&entry.name) {
            None => {
                declare(connection, tenant, &entry.name, &about, now)?;
                &mut imported.added
            }
            Some(old) if !old.declared || (existing == Existing::Replace && old.about != about) => {
                let clashes = violations(&about).into_iter().map(|wrong| (entry.name.clone(), wrong));
                imported.clashes.extend(clashes);
                update(connection, tenant, old.id, &about, now)?;
                &mut imported.updated
            }
            Some(_) => &mut imported.left_alone,
        };
        list.push(entry.name.clone());
    }
    Ok(imported)
}

/// Where the example is not as the schema says.
fn violations(about: &About) -> Vec<Violation> {
    match (about.schema.as_deref().map(EventSchema::compile), &about.example) {
        (Some(Ok(schema)), Some(example)) => schema.violations(example.as_bytes()),
        // What was saved compiles.
        _ => Vec::new(),
    }
}

fn known(
    connection: &mut AnyConnection,
    tenant: TenantId,
    entries: &[Entry],
) -> Result<HashMap<EventTypeName, EventType>, StoreError> {
    let rows: Vec<Row> = event_types::table
        .filter(event_types::tenant_id.eq(tenant.as_bytes().as_slice()))
        .filter(event_types::name.eq_any(entries.iter().map(|entry| entry.name.as_str())))
        .select(Row::as_select())
        .load(connection)?;
    let read = |row| EventType::try_from(row).map(|event_type| (event_type.name.clone(), event_type));
    rows.into_iter().map(read).collect()
}
