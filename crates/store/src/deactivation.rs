//! What Billhook does to a hook by itself: deactivate it, or warn before. Each is one transaction of the caller, with
//! the audit entry and the mails to those who should know: the owner, every member who may edit members, and whom the
//! tenant's settings name; unless these want no such mail.
//!
//! When it is time for either is decided in `core`; what a member does to a hook is not reported by mail.

use billhook_core::clock::Timestamp;
use billhook_core::hook::{HookState, StateReason};
use billhook_core::id::{HookId, TenantId};
use billhook_core::mail::{HookDeactivated, HookFacts, HookWarning, Notice};
use billhook_core::member::{MemberState, Permission, Permissions};
use billhook_core::tenant::UnsentOnOwnerChange;
use diesel::prelude::*;
use serde_json::json;

use crate::any_connection::AnyConnection;
use crate::audit::{self, Actor, Entry, Subject};
use crate::column;
use crate::error::StoreError;
use crate::hooks::{self, Hook};
use crate::mails::{self, NewMail};
use crate::names::name_of;
use crate::schema::{hooks as columns, members, users};
use crate::tenants;

/// Deactivates a hook for this reason. What waits for it is cancelled by a background job, or kept where the tenant
/// wants that of the owner rule. A hook that is inactive already stays as it is, and nobody is told.
pub fn deactivate(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: HookId,
    reason: StateReason,
    now: Timestamp,
) -> Result<(), StoreError> {
    deactivate_because(connection, tenant, id, reason, None, now)
}

/// The same for what its owner may no longer own: `because` says what they lack, to be read after their name.
pub(crate) fn deactivate_for_owner(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: HookId,
    because: String,
    now: Timestamp,
) -> Result<(), StoreError> {
    let reason = StateReason::OwnerPermissionsChanged;
    deactivate_because(connection, tenant, id, reason, Some(because), now)
}

fn deactivate_because(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: HookId,
    reason: StateReason,
    because: Option<String>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let found = hooks::find(connection, tenant, id)?;
    let Some(hook) = found.filter(|hook| hook.state != HookState::Inactive) else { return Ok(()) };
    tracing::info!(hook = %id, ?reason, "a hook was deactivated");
    hooks::set_state(connection, tenant, id, HookState::Inactive, Some(reason), now)?;
    audit::insert(connection, tenant, &entry(&hook, reason, because.as_deref(), now)?)?;
    let unsent = match reason {
        StateReason::OwnerPermissionsChanged => tenants::settings(connection, tenant)?.unsent_on_owner_change,
        _ => UnsentOnOwnerChange::Cancel,
    };
    let told = HookDeactivated { hook: facts(connection, tenant, &hook)?, reason, at: now, because, unsent };
    tell(connection, tenant, &hook, Notice::HookDeactivated(told), now)
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

fn entry(
    hook: &Hook,
    reason: StateReason,
    because: Option<&str>,
    now: Timestamp,
) -> Result<Entry, StoreError> {
    let subject = Subject::new("hook", hook.id, hook.settings.name.as_str());
    let before = json!({"state": hook.state, "state_reason": hook.state_reason});
    let mut after = json!({"state": HookState::Inactive, "state_reason": reason});
    if let Some(because) = because {
        after["because"] = json!(format!("{} {because}", hook.owner.name));
    }
    let (before, after) = (before.to_string(), after.to_string());
    Ok(Entry::new(Actor::system(), "hook.deactivated", subject, now).changing(Some(before), Some(after)))
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
    let preferences = tenants::settings(connection, tenant)?.mails;
    let is_wanted = match notice {
        Notice::HookWarning(_) => preferences.hook_warnings,
        _ => preferences.hook_deactivations,
    };
    if !is_wanted {
        return Ok(());
    }
    let mut addresses = concerned(connection, tenant, hook)?;
    for copy in preferences.copies_to {
        // Somebody who is concerned anyway gets one mail.
        if !addresses.contains(&copy) {
            addresses.push(copy);
        }
    }
    for address in addresses {
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
