//! How many of each thing a tenant may have: the tenant's own bounds, the operator's and the installation's,
//! asked in the transaction that adds one.

use billhook_core::id::TenantId;
use billhook_core::tenant::Limits;
use billhook_store::{
    AnyConnection, StoreError, apps, event_types, hooks, invitations, members, tenants, tokens,
};

use crate::problem::Problem;

/// What is bounded in number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Thing {
    Hook,
    App,
    Sku,
    EventType,
    /// Members and those who are invited.
    Member,
    Token,
}

impl Thing {
    const fn bound(self, limits: Limits) -> Option<u32> {
        match self {
            Self::Hook => limits.hooks,
            Self::App => limits.apps,
            Self::Sku => limits.skus,
            Self::EventType => limits.event_types,
            Self::Member => limits.members,
            Self::Token => limits.tokens,
        }
    }

    /// One of them and several, and how to make room.
    const fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Hook => ("hook", "hooks", "Delete"),
            Self::App => ("app", "apps", "Delete"),
            Self::Sku => ("SKU", "SKUs", "Delete"),
            Self::EventType => ("event type", "event types", "Delete"),
            Self::Member => ("member, invited ones included", "members, invited ones included", "Remove"),
            Self::Token => ("token", "tokens", "Revoke"),
        }
    }

    fn count(self, connection: &mut AnyConnection, tenant: TenantId) -> Result<i64, StoreError> {
        match self {
            Self::Hook => hooks::count(connection, tenant).map(i64::from),
            Self::App => apps::count(connection, tenant),
            Self::Sku => apps::count_skus(connection, tenant),
            Self::EventType => event_types::count(connection, tenant),
            Self::Member => {
                Ok(members::count(connection, tenant)? + invitations::count_open(connection, tenant)?)
            }
            Self::Token => tokens::count(connection, tenant),
        }
    }
}

/// What bounds this tenant, all told.
pub(crate) fn in_force(
    connection: &mut AnyConnection,
    tenant: TenantId,
    installation: Limits,
) -> Result<Limits, StoreError> {
    let settings = tenants::settings(connection, tenant)?;
    Ok(settings.limits.tightest(settings.ceiling).tightest(installation))
}

/// 409 if the tenant has more of this than it may: for what was added already in this transaction.
pub(crate) fn require_no_more(
    connection: &mut AnyConnection,
    tenant: TenantId,
    installation: Limits,
    thing: Thing,
) -> Result<(), Problem> {
    let limits = in_force(connection, tenant, installation)?;
    let Some(most) = thing.bound(limits) else { return Ok(()) };
    if thing.count(connection, tenant)? <= i64::from(most) {
        return Ok(());
    }
    let (_, several, _) = thing.words();
    let detail = format!("This tenant may have {most} {several}, and would have more. Nothing was added.");
    Err(Problem::conflict(detail))
}

/// 409 if the tenant has as many of this as it may. Whoever asks for the same tenant at the same time waits.
pub(crate) fn require_room(
    connection: &mut AnyConnection,
    tenant: TenantId,
    installation: Limits,
    thing: Thing,
) -> Result<(), Problem> {
    tenants::hold(connection, tenant)?;
    let limits = in_force(connection, tenant, installation)?;
    let Some(most) = thing.bound(limits) else { return Ok(()) };
    if thing.count(connection, tenant)? < i64::from(most) {
        return Ok(());
    }
    let (one, several, verb) = thing.words();
    Err(Problem::conflict(match most {
        0 => format!("This tenant may have no {several}: have the limit raised."),
        1 => format!(
            "This tenant may have one {one}, and has it already. {verb} it, or have the limit raised."
        ),
        _ => format!(
            "This tenant may have {most} {several}, and has that many already. {verb} one, or have the limit raised."
        ),
    }))
}
