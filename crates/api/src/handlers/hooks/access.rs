//! A hook gets only events that are granted: to whoever binds it, and to its owner.

use billhook_core::action::{ActionRule, Pattern};
use billhook_core::member::{Grants, MemberState};
use billhook_store::{AnyConnection, hooks::Hook, members};

use crate::principal::Principal;
use crate::problem::{Kind, Problem};

/// 403, naming the grant, unless every rule's events are granted to who asks.
pub(crate) fn require_grants(principal: &Principal, rules: &[ActionRule]) -> Result<(), Problem> {
    rules.iter().try_for_each(|rule| principal.require_grant(needed(&rule.pattern)))
}

/// 403, naming the owner and the grant, unless every rule's events are granted to the hook's owner.
pub(crate) fn require_owner_grants(
    connection: &mut AnyConnection,
    hook: &Hook,
    rules: &[ActionRule],
) -> Result<(), Problem> {
    let grants = owner_grants(connection, hook)?.unwrap_or_default();
    match missing(&grants, rules) {
        None => Ok(()),
        Some(grant) => Err(Problem::new(
            Kind::GrantMissing,
            format!(
                "The hook's owner, {}, lacks a grant for `{grant}` events. A member with `members.edit` can give it.",
                hook.owner.name
            ),
        )),
    }
}

/// 409 unless the owner may still have the hook with these rules.
pub(super) fn require_fit_owner(
    connection: &mut AnyConnection,
    hook: &Hook,
    rules: &[ActionRule],
) -> Result<(), Problem> {
    let owner = &hook.owner.name;
    let Some(grants) = owner_grants(connection, hook)? else {
        let detail =
            format!("The hook's owner, {owner}, is no longer active. Make the hook anew, or enable them.");
        return Err(Problem::conflict(detail));
    };
    missing(&grants, rules).map_or(Ok(()), |grant| {
        Err(Problem::conflict(format!(
            "The hook's owner, {owner}, no longer has the grant for `{grant}` events that an action needs. Give it back, \
             or remove the action."
        )))
    })
}

/// The owner's grants; `None` if they are disabled or gone.
fn owner_grants(connection: &mut AnyConnection, hook: &Hook) -> Result<Option<Grants>, Problem> {
    let owner = members::find(connection, hook.tenant_id, hook.owner.member_id)?;
    Ok(owner.filter(|(member, _)| member.state == MemberState::Active).map(|(member, _)| member.grants))
}

fn missing<'a>(grants: &Grants, rules: &'a [ActionRule]) -> Option<&'a str> {
    rules.iter().map(|rule| needed(&rule.pattern)).find(|resource| !grants.cover(resource))
}

fn needed(pattern: &Pattern) -> &str {
    pattern.resource().unwrap_or("*")
}
