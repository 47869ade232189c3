//! A tenant as the operator sees it: what it is and how it fares, and nothing of what it has.

use billhook_core::clock::Timestamp;
use billhook_core::id::TenantId;
use billhook_core::preset::Preset;
use billhook_core::tenant::{Limits, TenantState};
use billhook_store::tenants::{Deletion, Load, Tenant};
use serde::Serialize;
use utoipa::ToSchema;

use crate::handlers::settings::LimitsView;
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
    /// The bounds that the operator has set for this tenant; null: none of its own.
    #[schema(value_type = LimitsView)]
    limits: LimitsView,
    /// What holds, with the installation's bounds and those that the tenant has set for itself.
    #[schema(value_type = LimitsView)]
    limits_in_force: LimitsView,
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
pub(super) struct LoadView {
    /// Hooks that send.
    active_hooks: i64,
    /// Hooks that collect.
    paused_hooks: i64,
    /// Hooks that take nothing.
    inactive_hooks: i64,
    /// Those of them that no member switched off: by failures, a test, or the loss of what the owner needs.
    suspended_hooks: i64,
    /// Hooks that send, and have had failures only since their last success.
    failing_hooks: i64,
    /// Deliveries that wait or are being sent, up to 10,000.
    waiting_deliveries: i64,
    /// True if there are more than were counted.
    more_are_waiting: bool,
    /// Deliveries that ended well in the last hour.
    delivered_last_hour: i64,
    /// Deliveries that were given up in the last hour.
    failed_last_hour: i64,
}

impl From<Load> for LoadView {
    fn from(load: Load) -> Self {
        Self {
            active_hooks: load.active_hooks,
            paused_hooks: load.paused_hooks,
            inactive_hooks: load.inactive_hooks,
            suspended_hooks: load.suspended_hooks,
            failing_hooks: load.failing_hooks,
            waiting_deliveries: load.waiting_deliveries,
            more_are_waiting: load.more_are_waiting,
            delivered_last_hour: load.delivered_lately,
            failed_last_hour: load.failed_lately,
        }
    }
}

/// A tenant in a list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TenantInList)]
pub(crate) struct TenantInList {
    #[serde(flatten)]
    pub(super) tenant: TenantView,
    pub(super) load: LoadView,
}

impl From<Tenant> for TenantView {
    fn from(tenant: Tenant) -> Self {
        Self {
            id: tenant.id,
            key: tenant.key.map(Into::into),
            name: tenant.name,
            slug: tenant.slug.into(),
            preset: tenant.preset,
            state: tenant.state,
            created_at: tenant.created_at,
            updated_at: tenant.updated_at,
        }
    }
}

impl TenantWithLoad {
    /// The view of a tenant that fares so.
    pub(super) fn new(tenant: Tenant, load: Load, deletion: Option<Deletion>, installation: Limits) -> Self {
        let deletion = deletion
            .map(|Deletion { requested_at, erased, .. }| DeletionView { requested_at, erased_rows: erased });
        let Tenant { settings, .. } = &tenant;
        let in_force = settings.limits.tightest(settings.ceiling).tightest(installation);
        Self {
            limits: settings.ceiling.into(),
            limits_in_force: in_force.into(),
            load: load.into(),
            deletion,
            tenant: tenant.into(),
        }
    }
}
