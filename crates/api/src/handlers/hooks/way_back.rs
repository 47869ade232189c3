//! What to do about a hook that was deactivated because of its owner. Nothing brings it back by itself: whoever gave
//! the grant back may have done it for something else.

use std::collections::HashMap;

use billhook_core::hook::{HookState, StateReason};
use billhook_core::id::{HookId, MemberId, TenantId};
use billhook_core::owner::{Unfit, unfit};
use billhook_store::actions::Action;
use billhook_store::hooks::Hook;
use billhook_store::{AnyConnection, StoreError, owners};

use super::access::way_out;

/// The way back of those of these hooks that were deactivated because of their owners.
pub(super) fn ways_back(
    connection: &mut AnyConnection,
    tenant: TenantId,
    hooks: &[Hook],
    actions: &[Action],
) -> Result<HashMap<HookId, String>, StoreError> {
    let lost: Vec<&Hook> = hooks.iter().filter(|hook| is_lost(hook)).collect();
    if lost.is_empty() {
        return Ok(HashMap::new());
    }
    let members: Vec<MemberId> = lost.iter().map(|hook| hook.owner.member_id).collect();
    let standings = owners::standings(connection, tenant, &members)?;
    let way = |hook: &&Hook| {
        let own = actions.iter().filter(|action| action.hook_id == hook.id);
        let patterns = own.map(|action| &action.rule.pattern);
        let standing = standings.get(&hook.owner.member_id);
        let unfit = standing.map_or(Some(Unfit::NotActive), |standing| unfit(standing, patterns));
        (hook.id, told(&hook.owner.name, unfit.as_ref()))
    };
    Ok(lost.iter().map(way).collect())
}

fn is_lost(hook: &Hook) -> bool {
    hook.state == HookState::Inactive && hook.state_reason == Some(StateReason::OwnerPermissionsChanged)
}

fn told(owner: &str, unfit: Option<&Unfit>) -> String {
    match unfit {
        Some(unfit) => format!("The owner, {owner}, {unfit}. {} Then activate it.", way_out(unfit)),
        None => format!("The owner, {owner}, has what it needs: activate it."),
    }
}
