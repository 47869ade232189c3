//! A tenant as the operator sees it: what it is and how it fares, and nothing of what it has.

use billhook_core::clock::Timestamp;
use billhook_core::id::TenantId;
use billhook_core::preset::Preset;
use billhook_core::tenant::TenantState;
use billhook_store::tenants::{Deletion, Load, Tenant};
use serde::Serialize;
use utoipa::ToSchema;

use crate::schema;

/// A customer organisation of the installation.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Tenant)]
pub(crate) struct TenantView {
    #[schema(value_type = String, example = "ten_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    pub(super) id: TenantId,
    /// The operator's own id for it.
    #[schema(example = "acme-42")]
    key: Option<String>,
    #[schema(example = "Acme")]
    name: String,
    /// Its short name in wire forms.
    #[schema(example = "acme")]
    slug: String,
    /// The preset of hooks that name none.
    #[schema(value_type = schema::Preset)]
    preset: Preset,
    /// `active`, `suspended`, or `deleting` until it is erased.
    #[schema(value_type = String, example = "active")]
    state: TenantState,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    updated_at: Timestamp,
}

/// A tenant, and how it fares.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TenantWithLoad)]
pub(crate) struct TenantWithLoad {
    #[serde(flatten)]
    tenant: TenantView,
    load: LoadView,
    /// For a tenant that is being deleted: how far that is.
    deletion: Option<DeletionView>,
}

/// How far a tenant's deletion has come.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TenantDeletion)]
struct DeletionView {
    #[schema(value_type = String, format = DateTime)]
    requested_at: Timestamp,
    /// How many rows are gone.
    erased_rows: i64,
}

/// How a tenant fares.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TenantLoad)]
struct LoadView {
    /// Hooks that send.
    active_hooks: i64,
    /// Hooks that collect.
    paused_hooks: i64,
    /// Hooks that take nothing.
    inactive_hooks: i64,
    /// Deliveries that wait or are being sent.
    waiting_deliveries: i64,
}

impl From<Tenant> for TenantView {
    fn from(tenant: Tenant) -> Self {
        Self {
            id: tenant.id,
            key: tenant.key,
            name: tenant.name,
            slug: tenant.slug,
            preset: tenant.preset,
            state: tenant.state,
            created_at: tenant.created_at,
            updated_at: tenant.updated_at,
        }
    }
}

impl TenantWithLoad {
    /// The view of a tenant that fares so.
    pub(super) fn new(tenant: Tenant, load: Load, deletion: Option<Deletion>) -> Self {
        let deletion = deletion
            .map(|Deletion { requested_at, erased, .. }| DeletionView { requested_at, erased_rows: erased });
        let Load { active_hooks, paused_hooks, inactive_hooks, waiting_deliveries } = load;
        let load = LoadView { active_hooks, paused_hooks, inactive_hooks, waiting_deliveries };
        Self { tenant: tenant.into(), load, deletion }
    }
}
