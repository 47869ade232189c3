//! What Billhook does to a hook by itself: deactivate it, or warn before. Each is one transaction of the caller, with
//! the audit entry and the mails to those who should know: the owner, and every member who may edit members.
//!
//! When it is time for either is decided in `core`; what a member does to a hook is not told by mail.

use billhook_core::clock::Timestamp;
use billhook_core::hook::{HookState, StateReason};
use billhook_core::id::{HookId, TenantId};
use billhook_core::mail::{HookDeactivated, HookFacts, HookWarning, Notice};
use billhook_core::member::{MemberState, Permission, Permissions};
use diesel::prelude::*;

use crate::any_connection::AnyConnection;
use crate::audit::{self, Actor, Entry, Subject};
use crate::column;
use crate::error::StoreError;
use crate::hooks::{self, Hook};
use crate::mails::{self, NewMail};
use crate::names::name_of;
use crate::schema::{hooks as columns, members, users};
use crate::tenants;

/// Deactivates a hook for this reason. What waits for it is cancelled by a background job. A hook that is inactive
/// already stays as it is, and nobody is told.
pub fn deactivate(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: HookId,
    reason: StateReason,
    now: Timestamp,
) -> Result<(), StoreError> {
    let found = hooks::find(connection, tenant, id)?;
    let Some(hook) = found.filter(|hook| hook.state != HookState::Inactive) else { return Ok(()) };
    tracing::info!(hook = %id, ?reason, "a hook was deactivated");
    hooks::set_state(connection, tenant, id, HookState::Inactive, Some(reason), now)?;
    audit::insert(connection, tenant, &entry(&hook, reason, now)?)?;
    let facts = facts(connection, tenant, &hook)?;
    tell(
        connection,
        tenant,
        &hook,
        Notice::HookDeactivated(HookDeactivated { hook: facts, reason, at: now }),
        now,
    )
}

/// Warns that a hook will be deactivated, once until its next success: whoever asks again asks in vain.
pub fn warn(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: HookId,
    deactivates_at: Option<Timestamp>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let warned = diesel::update(columns::table.filter(columns::id.eq(id.as_bytes().as_slice())))
        .filter(columns::warned_at.is_null())
        .set(columns::warned_at.eq(now.timestamp_micros()))
        .execute(connection)?;
    let Some(hook) = hooks::find(connection, tenant, id)?.filter(|_| warned > 0) else { return Ok(()) };
    let facts = facts(connection, tenant, &hook)?;
    tell(connection, tenant, &hook, Notice::HookWarning(HookWarning { hook: facts, deactivates_at }), now)
}

fn entry(hook: &Hook, reason: StateReason, now: Timestamp) -> Result<Entry, StoreError> {
    let state = |state: HookState, reason: Option<StateReason>| {
        column::json("audit_entries", &serde_json::json!({"state": state, "state_reason": reason})).map(Some)
    };
    let subject = Subject::new("hook", hook.id, hook.settings.name.as_str());
    let before = state(hook.state, hook.state_reason)?;
    let after = state(HookState::Inactive, Some(reason))?;
    Ok(Entry::new(Actor::system(), "hook.deactivated", subject, now).changing(before, after))
}

fn facts(connection: &mut AnyConnection, tenant: TenantId, hook: &Hook) -> Result<HookFacts, StoreError> {
    let name = tenants::find(connection, tenant)?.map(|tenant| tenant.name).unwrap_or_default();
    Ok(HookFacts {
        tenant_id: tenant,
        tenant: name,
        hook_id: hook.id,
        name: hook.settings.name.clone(),
        owner: hook.owner.name.clone(),
        failing_since: hook.failing_since,
    })
}

fn tell(
    connection: &mut AnyConnection,
    tenant: TenantId,
    hook: &Hook,
    notice: Notice,
    now: Timestamp,
) -> Result<(), StoreError> {
    for address in concerned(connection, tenant, hook)? {
        mails::insert(connection, Some(tenant), &NewMail::new(address, notice.clone(), now), now)?;
    }
    Ok(())
}

/// The addresses of those who should know what becomes of this hook: its owner, disabled or not, and the active
/// members who may edit members.
fn concerned(
    connection: &mut AnyConnection,
    tenant: TenantId,
    hook: &Hook,
) -> Result<Vec<String>, StoreError> {
    let owner = hook.owner.member_id;
    let is_active = members::state.eq(name_of(&MemberState::Active)?);
    // A first sieve over the JSON text: a tenant may have thousands of members, of whom few administer it.
    let may_administer = members::permissions.like(format!("%\"{}\"%", Permission::MembersEdit));
    let rows: Vec<(Vec<u8>, String, String)> = members::table
        .inner_join(users::table)
        .filter(members::tenant_id.eq(tenant.as_bytes().as_slice()))
        .filter(users::portal_of.is_null())
        .filter(members::id.eq(owner.as_bytes().as_slice()).or(is_active.and(may_administer)))
        .order(members::id)
        .select((members::id, members::permissions, users::email))
        .load(connection)?;
    let mut addresses = Vec::with_capacity(rows.len());
    for (member, permissions, email) in rows {
        let permissions: Permissions = column::read_json("members.permissions", &permissions)?;
        if member == owner.as_bytes() || permissions.contains(&Permission::MembersEdit) {
            addresses.push(email);
        }
    }
    Ok(addresses)
}
