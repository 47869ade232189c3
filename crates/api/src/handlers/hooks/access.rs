//! A hook gets only events that are granted: to whoever binds it, and to its owner.

use billhook_core::action::ActionRule;
use billhook_core::id::{HookId, MemberId, TenantId};
use billhook_core::owner::Unfit;
use billhook_store::{AnyConnection, StoreError, actions, deliveries, hooks::Hook, owners};

use crate::principal::Principal;
use crate::problem::{Kind, Problem};

/// 403, naming the grant, unless every rule's events are granted to who asks.
pub(crate) fn require_grants(principal: &Principal, rules: &[ActionRule]) -> Result<(), Problem> {
    rules.iter().try_for_each(|rule| principal.require_grant(rule.pattern.grant()))
}

/// 403, naming the grant, unless every event that the hook gets, or that still waits for it, is granted to who
/// asks: whoever turns a hook to another URL, or signs for it, sees what it gets.
pub(crate) fn require_grants_of(
    connection: &mut AnyConnection,
    principal: &Principal,
    hook: HookId,
) -> Result<(), Problem> {
    require_grants(principal, &rules_of(connection, principal.tenant_id, hook)?)?;
    match deliveries::waiting_beyond(connection, principal.tenant_id, hook, &principal.grants)? {
        Some(event_type) => principal.require_grant(event_type.resource()),
        None => Ok(()),
    }
}

/// What the hook takes.
pub(crate) fn rules_of(
    connection: &mut AnyConnection,
    tenant: TenantId,
    hook: HookId,
) -> Result<Vec<ActionRule>, StoreError> {
    let actions = actions::list_of_hooks(connection, tenant, &[hook])?;
    Ok(actions.into_iter().map(|action| action.rule).collect())
}

/// Fails unless the member may own a hook with these rules, as things are in this transaction: between the check of
/// a request and its commit, somebody may have taken something away.
pub(super) fn require_own_fitness(
    connection: &mut AnyConnection,
    principal: &Principal,
    rules: &[ActionRule],
) -> Result<(), Problem> {
    match unfit(connection, principal.tenant_id, principal.member_id, rules)? {
        None => Ok(()),
        Some(Unfit::LacksPermission(permission)) => Err(Problem::permission_missing(permission)),
        Some(Unfit::LacksGrant(resource)) => Err(Problem::grant_missing(&resource)),
        Some(Unfit::NotActive) => {
            Err(Problem::conflict("You are no longer an active member of this tenant."))
        }
    }
}

/// Fails, naming the owner and what they lack, unless the hook's owner may have it with these rules: 403 for a grant,
/// 409 for an owner who may own no hooks at all.
pub(crate) fn require_owner_grants(
    connection: &mut AnyConnection,
    hook: &Hook,
    rules: &[ActionRule],
) -> Result<(), Problem> {
    let owner = &hook.owner;
    match unfit(connection, hook.tenant_id, owner.member_id, rules)? {
        None => Ok(()),
        Some(Unfit::LacksGrant(resource)) => Err(Problem::new(
            Kind::GrantMissing,
            format!(
                "The hook's owner, {}, lacks a grant for `{resource}` events. A member with `members.edit` can give it.",
                owner.name
            ),
        )),
        Some(unfit) => Err(not_owned(&owner.name, &unfit)),
    }
}

/// 409 unless the owner may still have the hook with these rules.
pub(super) fn require_fit_owner(
    connection: &mut AnyConnection,
    hook: &Hook,
    rules: &[ActionRule],
) -> Result<(), Problem> {
    let unfit = unfit(connection, hook.tenant_id, hook.owner.member_id, rules)?;
    unfit.map_or(Ok(()), |unfit| Err(not_owned(&hook.owner.name, &unfit)))
}

fn not_owned(owner: &str, unfit: &Unfit) -> Problem {
    Problem::conflict(format!("The hook's owner, {owner}, {unfit}. {}", way_out(unfit)))
}

/// What to do about an owner who may not own the hook.
pub(super) fn way_out(unfit: &Unfit) -> &'static str {
    match unfit {
        Unfit::NotActive => "Enable them, or hand the hook to another member.",
        Unfit::LacksPermission(_) => "Give it back, or hand the hook to another member.",
        Unfit::LacksGrant(_) => "Give it back, hand the hook to another member, or remove the action.",
    }
}

fn unfit(
    connection: &mut AnyConnection,
    tenant: TenantId,
    owner: MemberId,
    rules: &[ActionRule],
) -> Result<Option<Unfit>, StoreError> {
    owners::unfit_for(connection, tenant, owner, rules.iter().map(|rule| &rule.pattern))
}
