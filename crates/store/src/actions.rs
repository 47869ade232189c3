//! Actions: which event types go to which hook.

use billhook_core::action::ActionRule;
use billhook_core::clock::{Timestamp, from_micros};
use billhook_core::filter::Filter;
use billhook_core::id::{ActionId, HookId, TenantId};
use chrono::TimeDelta;
use diesel::prelude::*;

use crate::any_connection::AnyConnection;
use crate::column;
use crate::error::StoreError;
use crate::hooks;
use crate::schema::actions;

/// An action.
#[derive(Clone, Debug, PartialEq)]
pub struct Action {
    /// Its identifier.
    pub id: ActionId,
    /// The hook it sends to.
    pub hook_id: HookId,
    /// Which events it takes.
    pub rule: ActionRule,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = actions)]
struct Row {
    id: Vec<u8>,
    hook_id: Vec<u8>,
    event_type: String,
    app: Option<String>,
    sku: Option<String>,
    filter: Option<String>,
    created_at: i64,
    updated_at: i64,
}

impl TryFrom<Row> for Action {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        let pattern =
            row.event_type.parse().map_err(|error| StoreError::corrupt("actions.event_type", error))?;
        Ok(Self {
            id: column::id("actions.id", &row.id)?,
            hook_id: column::id("actions.hook_id", &row.hook_id)?,
            rule: ActionRule::new(pattern)
                .only(row.app, row.sku)
                .filtered(read_filter(row.filter.as_deref())?),
            created_at: from_micros(row.created_at),
            updated_at: from_micros(row.updated_at),
        })
    }
}

/// The filter in a column; it was within its bounds when it was written.
pub(crate) fn read_filter(text: Option<&str>) -> Result<Option<Filter>, StoreError> {
    let Some(text) = text else { return Ok(None) };
    let read = Filter::read(column::read_json("actions.filter", text)?);
    read.map(Some).map_err(|errors| StoreError::corrupt("actions.filter", format!("{errors:?}")))
}

fn filter_text(rule: &ActionRule) -> Result<Option<String>, StoreError> {
    rule.filter.as_ref().map(|filter| column::json("actions.filter", filter)).transpose()
}

/// Adds an action to a hook.
pub fn insert(
    connection: &mut AnyConnection,
    tenant: TenantId,
    hook: HookId,
    rule: &ActionRule,
    now: Timestamp,
) -> Result<ActionId, StoreError> {
    hooks::begin_change(connection, tenant)?;
    add(connection, tenant, hook, rule, now)
}

fn add(
    connection: &mut AnyConnection,
    tenant: TenantId,
    hook: HookId,
    rule: &ActionRule,
    now: Timestamp,
) -> Result<ActionId, StoreError> {
    let id = ActionId::new(now);
    diesel::insert_into(actions::table)
        .values((
            actions::id.eq(id.as_bytes().as_slice()),
            actions::tenant_id.eq(tenant.as_bytes().as_slice()),
            actions::hook_id.eq(hook.as_bytes().as_slice()),
            actions::event_type.eq(rule.pattern.to_string()),
            actions::app.eq(&rule.app),
            actions::sku.eq(&rule.sku),
            actions::filter.eq(filter_text(rule)?),
            actions::created_at.eq(now.timestamp_micros()),
            actions::updated_at.eq(now.timestamp_micros()),
        ))
        .execute(connection)?;
    Ok(id)
}

/// Adds several actions to a hook, in this order.
pub fn insert_all(
    connection: &mut AnyConnection,
    tenant: TenantId,
    hook: HookId,
    rules: &[ActionRule],
    now: Timestamp,
) -> Result<(), StoreError> {
    // Once for all: on Postgres each writes the tenant's row again.
    hooks::begin_change(connection, tenant)?;
    for (rule, place) in rules.iter().zip(0..) {
        // They are listed by this instant.
        add(connection, tenant, hook, rule, now + TimeDelta::microseconds(place))?;
    }
    Ok(())
}

/// The action.
pub fn find(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: ActionId,
) -> Result<Option<Action>, StoreError> {
    let row: Option<Row> =
        row_of(tenant.as_bytes(), id.as_bytes()).select(Row::as_select()).first(connection).optional()?;
    row.map(Action::try_from).transpose()
}

/// The actions of these hooks, in the order in which they were made.
pub fn list_of_hooks(
    connection: &mut AnyConnection,
    tenant: TenantId,
    hooks: &[HookId],
) -> Result<Vec<Action>, StoreError> {
    let rows: Vec<Row> = actions::table
        .filter(actions::tenant_id.eq(tenant.as_bytes().as_slice()))
        .filter(actions::hook_id.eq_any(hooks.iter().map(|hook| hook.as_bytes().to_vec())))
        .order((actions::created_at, actions::id))
        .select(Row::as_select())
        .load(connection)?;
    rows.into_iter().map(Action::try_from).collect()
}

/// Replaces which events the action takes.
pub fn update(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: ActionId,
    rule: &ActionRule,
    now: Timestamp,
) -> Result<(), StoreError> {
    hooks::begin_change(connection, tenant)?;
    diesel::update(row_of(tenant.as_bytes(), id.as_bytes()))
        .set((
            actions::event_type.eq(rule.pattern.to_string()),
            actions::app.eq(&rule.app),
            actions::sku.eq(&rule.sku),
            actions::filter.eq(filter_text(rule)?),
            actions::updated_at.eq(now.timestamp_micros()),
        ))
        .execute(connection)?;
    Ok(())
}

/// Deletes the action. Deliveries that it made stay.
pub fn delete(connection: &mut AnyConnection, tenant: TenantId, id: ActionId) -> Result<(), StoreError> {
    hooks::begin_change(connection, tenant)?;
    diesel::delete(row_of(tenant.as_bytes(), id.as_bytes())).execute(connection)?;
    Ok(())
}

/// Deletes every action of the hook.
pub fn delete_of_hook(
    connection: &mut AnyConnection,
    tenant: TenantId,
    hook: HookId,
) -> Result<(), StoreError> {
    hooks::begin_change(connection, tenant)?;
    diesel::delete(
        actions::table
            .filter(actions::tenant_id.eq(tenant.as_bytes().as_slice()))
            .filter(actions::hook_id.eq(hook.as_bytes().as_slice())),
    )
    .execute(connection)?;
    Ok(())
}

#[diesel::dsl::auto_type]
fn row_of<'a>(tenant: &'a [u8], id: &'a [u8]) -> _ {
    actions::table.filter(actions::tenant_id.eq(tenant)).filter(actions::id.eq(id))
}
