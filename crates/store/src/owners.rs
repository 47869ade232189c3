//! What members own, and which of it they may (no longer) own.

use billhook_core::action::Pattern;
use billhook_core::hook::HookState;
use billhook_core::id::{HookId, MemberId, TenantId};
use billhook_core::member::Standing;
use billhook_core::owner::{Unfit, unfit};
use diesel::prelude::*;

use crate::any_connection::AnyConnection;
use crate::column;
use crate::error::StoreError;
use crate::names::{case_of, name_of};
use crate::schema::hooks;
use crate::{actions, members};

/// A hook, as far as it matters to whether its owner may have it.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnedHook {
    /// The hook.
    pub id: HookId,
    /// What it is called.
    pub name: String,
    /// The state that it is in.
    pub state: HookState,
    /// Which event types its actions take.
    pub patterns: Vec<Pattern>,
}

/// The member's hooks that take deliveries, the oldest first.
pub fn hooks_at_work(
    connection: &mut AnyConnection,
    tenant: TenantId,
    owner: MemberId,
) -> Result<Vec<OwnedHook>, StoreError> {
    let rows: Vec<(Vec<u8>, String, String)> = hooks::table
        .filter(hooks::tenant_id.eq(tenant.as_bytes().as_slice()))
        .filter(hooks::owner_id.eq(owner.as_bytes().as_slice()))
        .filter(hooks::deleted_at.is_null())
        .filter(hooks::state.ne(name_of(&HookState::Inactive)?))
        .order(hooks::id)
        .select((hooks::id, hooks::name, hooks::state))
        .load(connection)?;
    let mut owned = Vec::with_capacity(rows.len());
    for (id, name, state) in rows {
        let (id, state) = (column::id("hooks.id", &id)?, case_of("hooks.state", &state)?);
        owned.push(OwnedHook { id, name, state, patterns: Vec::new() });
    }
    let ids: Vec<HookId> = owned.iter().map(|hook| hook.id).collect();
    for action in actions::list_of_hooks(connection, tenant, &ids)? {
        // The hooks are in the order of their ids.
        if let Ok(place) = owned.binary_search_by_key(&action.hook_id, |hook| hook.id) {
            owned[place].patterns.push(action.rule.pattern);
        }
    }
    Ok(owned)
}

/// What a member has at this moment; `None` if they are no member (any more).
pub fn standing(
    connection: &mut AnyConnection,
    tenant: TenantId,
    member: MemberId,
) -> Result<Option<Standing>, StoreError> {
    Ok(members::find(connection, tenant, member)?.map(|(member, _)| member.standing()))
}

/// Why a member may not own a hook with these actions, as things are now; `None` if they may.
pub fn unfit_for<'a>(
    connection: &mut AnyConnection,
    tenant: TenantId,
    member: MemberId,
    patterns: impl IntoIterator<Item = &'a Pattern>,
) -> Result<Option<Unfit>, StoreError> {
    let standing = standing(connection, tenant, member)?;
    Ok(standing.map_or(Some(Unfit::NotActive), |standing| unfit(&standing, patterns)))
}
