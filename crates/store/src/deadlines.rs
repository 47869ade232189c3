//! Deadlines: what a tenant says about events that have to follow each other. Their timers are in [`timers`], and
//! what happens when one is due in [`firing`].
//!
//! Ingest keeps a copy of the rules, so what is changed here moves `routing_version`.

pub mod firing;
mod rules;
pub mod timers;

use billhook_core::clock::{Timestamp, from_micros};
use billhook_core::deadline::Rule;
use billhook_core::id::{DeadlineId, TenantId};
use chrono::TimeDelta;
use diesel::prelude::*;

pub(crate) use self::rules::Rules;
use crate::any_connection::{AnyConnection, MultiBackend};
use crate::error::StoreError;
use crate::schema::deadlines;
use crate::{column, hooks};

/// A deadline of a tenant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// Its identifier.
    pub id: DeadlineId,
    /// For people.
    pub name: String,
    /// What it says. Checked before it comes here.
    pub rule: Rule,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = deadlines)]
struct Row {
    id: Vec<u8>,
    name: String,
    when_type: String,
    unless_type: String,
    key_pointer: String,
    within_ms: i64,
    emit_type: String,
    created_at: i64,
    updated_at: i64,
}

impl TryFrom<Row> for Deadline {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        let event_type = |name: String| name.parse().map_err(|error| StoreError::corrupt("deadlines", error));
        Ok(Self {
            id: column::id("deadlines.id", &row.id)?,
            name: row.name,
            rule: Rule {
                when: event_type(row.when_type)?,
                unless: event_type(row.unless_type)?,
                key: row
                    .key_pointer
                    .parse()
                    .map_err(|error| StoreError::corrupt("deadlines.key_pointer", error))?,
                within: TimeDelta::milliseconds(row.within_ms),
                emit: event_type(row.emit_type)?,
            },
            created_at: from_micros(row.created_at),
            updated_at: from_micros(row.updated_at),
        })
    }
}

/// Adds a deadline.
pub fn insert(
    connection: &mut AnyConnection,
    tenant: TenantId,
    deadline: &Deadline,
) -> Result<(), StoreError> {
    hooks::begin_change(connection, tenant)?;
    let Rule { when, unless, key, within, emit } = &deadline.rule;
    diesel::insert_into(deadlines::table)
        .values((
            deadlines::id.eq(deadline.id.as_bytes().as_slice()),
            deadlines::tenant_id.eq(tenant.as_bytes().as_slice()),
            deadlines::name.eq(&deadline.name),
            deadlines::when_type.eq(when.as_str()),
            deadlines::unless_type.eq(unless.as_str()),
            deadlines::key_pointer.eq(key.to_string()),
            deadlines::within_ms.eq(within.num_milliseconds()),
            deadlines::emit_type.eq(emit.as_str()),
            deadlines::created_at.eq(deadline.created_at.timestamp_micros()),
            deadlines::updated_at.eq(deadline.updated_at.timestamp_micros()),
        ))
        .execute(connection)?;
    Ok(())
}

/// The deadline with this id.
pub fn find(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: DeadlineId,
) -> Result<Option<Deadline>, StoreError> {
    let row: Option<Row> =
        row_of(tenant.as_bytes(), id.as_bytes()).select(Row::as_select()).first(connection).optional()?;
    row.map(Deadline::try_from).transpose()
}

/// Up to `limit` deadlines, the newest first, older than `before`.
pub fn list(
    connection: &mut AnyConnection,
    tenant: TenantId,
    before: Option<DeadlineId>,
    limit: i64,
) -> Result<Vec<Deadline>, StoreError> {
    let mut query = deadlines::table
        .filter(deadlines::tenant_id.eq(tenant.as_bytes().to_vec()))
        .select(Row::as_select())
        .order(deadlines::id.desc())
        .limit(limit)
        .into_boxed::<MultiBackend>();
    if let Some(before) = before {
        query = query.filter(deadlines::id.lt(before.as_bytes().to_vec()));
    }
    let rows: Vec<Row> = query.load(connection)?;
    rows.into_iter().map(Deadline::try_from).collect()
}

/// Replaces name and rule. Timers that are armed keep their key and their instant; what they emit is what the rule says
/// when they are due.
pub fn update(
    connection: &mut AnyConnection,
    tenant: TenantId,
    deadline: &Deadline,
) -> Result<(), StoreError> {
    hooks::begin_change(connection, tenant)?;
    let Rule { when, unless, key, within, emit } = &deadline.rule;
    diesel::update(row_of(tenant.as_bytes(), deadline.id.as_bytes()))
        .set((
            deadlines::name.eq(&deadline.name),
            deadlines::when_type.eq(when.as_str()),
            deadlines::unless_type.eq(unless.as_str()),
            deadlines::key_pointer.eq(key.to_string()),
            deadlines::within_ms.eq(within.num_milliseconds()),
            deadlines::emit_type.eq(emit.as_str()),
            deadlines::updated_at.eq(deadline.updated_at.timestamp_micros()),
        ))
        .execute(connection)?;
    Ok(())
}

/// Deletes the deadline. Its timers go with it: those that are found when they are due emit nothing.
pub fn delete(connection: &mut AnyConnection, tenant: TenantId, id: DeadlineId) -> Result<(), StoreError> {
    hooks::begin_change(connection, tenant)?;
    diesel::delete(row_of(tenant.as_bytes(), id.as_bytes())).execute(connection)?;
    Ok(())
}

#[diesel::dsl::auto_type]
fn row_of<'a>(tenant: &'a [u8], id: &'a [u8]) -> _ {
    deadlines::table.filter(deadlines::tenant_id.eq(tenant)).filter(deadlines::id.eq(id))
}
