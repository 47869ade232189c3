//! What a tenant's settings say about the making and changing of hooks.

use billhook_core::tenant::{HooksManagedBy, Limits};
use billhook_store::{AnyConnection, hooks, tenants};

use crate::principal::{Principal, Via};
use crate::problem::{Kind, Problem};

/// 403 for the console where hooks are managed through the API only. Asked in the transaction of the change.
pub(crate) fn require_managed_here(
    connection: &mut AnyConnection,
    principal: &Principal,
) -> Result<(), Problem> {
    let settings = tenants::settings(connection, principal.tenant_id)?;
    match (settings.hooks_managed_by, principal.via) {
        (HooksManagedBy::Members, _) | (_, Via::Token(_)) => Ok(()),
        (HooksManagedBy::Api, _) => Err(Problem::new(
            Kind::ManagedByApi,
            "This tenant's hooks are managed through the API only. Use a token, or have the setting \
             `hooks_managed_by` changed by a member with `settings.edit`.",
        )),
    }
}

/// 409 if the tenant has as many hooks as it may.
pub(super) fn require_room(
    connection: &mut AnyConnection,
    principal: &Principal,
    installation: Limits,
) -> Result<(), Problem> {
    let settings = tenants::settings(connection, principal.tenant_id)?;
    let limits = settings.limits.tightest(settings.ceiling).tightest(installation);
    let Some(most) = limits.hooks else { return Ok(()) };
    if hooks::count(connection, principal.tenant_id)? < most {
        return Ok(());
    }
    Err(Problem::conflict(match most {
        0 => "This tenant may have no hooks: have the limit raised.".to_owned(),
        1 => "This tenant may have one hook, and it has it. Delete it, or have the limit raised.".to_owned(),
        _ => format!(
            "This tenant may have {most} hooks, and it has them. Delete one, or have the limit raised."
        ),
    }))
}
