//! A tenant's settings as the API shows them.

use billhook_core::event_schema::SchemaMode;
use billhook_core::id::TenantId;
use billhook_core::preset::Preset;
use billhook_core::tenant::{
    HooksManagedBy, MailPreferences, TenantSettings, UnknownApps, UnsentOnOwnerChange,
};
use billhook_store::tenants::Tenant;
use serde::Serialize;
use utoipa::ToSchema;

use super::limits::LimitsView;
use crate::schema;
use crate::state::ApiConfig;

/// What a tenant has set, and what follows from it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Settings)]
pub(crate) struct SettingsView {
    #[schema(value_type = String, example = "ten_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    tenant_id: TenantId,
    /// What people call the tenant. Some wire forms carry it.
    #[schema(example = "Acme")]
    name: String,
    /// The tenant's short name in wire forms. It never changes.
    #[schema(example = "acme")]
    slug: String,
    /// The operator's own id for the tenant.
    key: Option<String>,
    /// The preset of hooks that name none.
    #[schema(value_type = schema::Preset)]
    preset: Preset,
    #[serde(flatten)]
    own: OwnSettings,
    /// The bounds that the operator has set for this tenant; null: none of its own.
    #[schema(value_type = LimitsView)]
    ceiling: LimitsView,
    in_force: InForce,
}

/// What the tenant itself has set.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct OwnSettings {
    /// Events of a type that nobody declared are answered 422. Otherwise the type joins the catalogue as undeclared.
    refuse_undeclared_event_types: bool,
    /// What becomes of data that violates its type's schema, where the type does not say.
    #[schema(value_type = schema::SchemaMode)]
    event_schema_mode: SchemaMode,
    /// What becomes of a key of an app or a SKU that nobody made.
    #[schema(value_type = schema::UnknownApps)]
    unknown_apps: UnknownApps,
    /// Who may make, change and delete hooks: members and tokens, or tokens only.
    #[schema(value_type = schema::HooksManagedBy)]
    hooks_managed_by: HooksManagedBy,
    /// Any change of an owner's permissions or grants deactivates all their hooks, not only those that need them.
    deactivate_on_any_permission_change: bool,
    /// What becomes of unsent deliveries when their hook is deactivated because of its owner.
    #[schema(value_type = schema::UnsentOnOwnerChange)]
    unsent_on_owner_change: UnsentOnOwnerChange,
    /// Days for which events, deliveries and attempts are kept; null: as long as the installation keeps them.
    history_days: Option<u32>,
    /// Days for which their bodies are kept; null: as long as the history.
    body_days: Option<u32>,
    mails: MailsView,
    limits: LimitsView,
}

/// Which mails are sent about hooks.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = MailPreferences)]
struct MailsView {
    /// Warn before a hook is deactivated.
    hook_warnings: bool,
    /// Tell that a hook was deactivated.
    hook_deactivations: bool,
    /// Addresses that get each of these mails too.
    copies_to: Vec<String>,
}

/// What holds: the tenant's own settings, within the operator's bounds and the installation's.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(as = SettingsInForce)]
struct InForce {
    history_days: u32,
    body_days: u32,
    /// The most days that `history_days` may be set to.
    most_history_days: u32,
    limits: LimitsView,
}

impl From<TenantSettings> for OwnSettings {
    fn from(settings: TenantSettings) -> Self {
        let MailPreferences { hook_warnings, hook_deactivations, copies_to } = settings.mails;
        Self {
            refuse_undeclared_event_types: settings.refuse_undeclared_event_types,
            event_schema_mode: settings.event_schema_mode,
            unknown_apps: settings.unknown_apps,
            hooks_managed_by: settings.hooks_managed_by,
            deactivate_on_any_permission_change: settings.deactivate_on_any_permission_change,
            unsent_on_owner_change: settings.unsent_on_owner_change,
            history_days: settings.history_days,
            body_days: settings.body_days,
            mails: MailsView { hook_warnings, hook_deactivations, copies_to },
            limits: settings.limits.into(),
        }
    }
}

impl SettingsView {
    pub(crate) fn of(tenant: Tenant, config: &ApiConfig) -> Self {
        let settings = tenant.settings;
        let history_days = settings.history_days.unwrap_or(config.history_days);
        let limits = settings.limits.tightest(settings.ceiling).tightest(config.per_tenant);
        Self {
            tenant_id: tenant.id,
            name: tenant.name,
            slug: tenant.slug.into(),
            key: tenant.key.map(Into::into),
            preset: tenant.preset,
            ceiling: settings.ceiling.into(),
            in_force: InForce {
                history_days,
                body_days: settings.body_days.map_or(history_days, |days| days.min(history_days)),
                most_history_days: config.most_history_days,
                limits: limits.into(),
            },
            own: settings.into(),
        }
    }
}
