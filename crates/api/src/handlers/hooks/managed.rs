//! What a tenant's settings say about the making and changing of hooks.

use billhook_core::tenant::HooksManagedBy;
use billhook_store::{AnyConnection, tenants};

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
