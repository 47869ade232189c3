//! What is sent to change a tenant's settings, and what has to be true of it.

use billhook_core::event_schema::SchemaMode;
use billhook_core::preset::Preset;
use billhook_core::tenant::{
    HooksManagedBy, MailPreferences, TenantSettings, UnknownApps, UnsentOnOwnerChange,
};
use billhook_store::tenants::Tenant;
use serde::Deserialize;
use utoipa::ToSchema;

use super::limits::LimitsPatch;
use crate::checks::Checks;
use crate::extract::given;
use crate::schema;
use crate::state::ApiConfig;

const MAX_COPIES: usize = 10;

/// Changes to the settings; what is left out stays, null is the default.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SettingsPatch {
    #[schema(min_length = 1, max_length = 100)]
    name: Option<String>,
    /// The preset of hooks that name none; hooks that exist keep theirs.
    #[schema(value_type = Option<schema::Preset>)]
    preset: Option<Preset>,
    refuse_undeclared_event_types: Option<bool>,
    #[schema(value_type = Option<schema::SchemaMode>)]
    event_schema_mode: Option<SchemaMode>,
    #[schema(value_type = Option<schema::UnknownApps>)]
    unknown_apps: Option<UnknownApps>,
    #[schema(value_type = Option<schema::HooksManagedBy>)]
    hooks_managed_by: Option<HooksManagedBy>,
    deactivate_on_any_permission_change: Option<bool>,
    #[schema(value_type = Option<schema::UnsentOnOwnerChange>)]
    unsent_on_owner_change: Option<UnsentOnOwnerChange>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<u32>, minimum = 1, maximum = 3650)]
    history_days: Option<Option<u32>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<u32>, minimum = 1, maximum = 3650)]
    body_days: Option<Option<u32>>,
    mails: Option<MailsPatch>,
    limits: Option<LimitsPatch>,
}

/// Changes to the mails about hooks.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MailsPatch {
    hook_warnings: Option<bool>,
    hook_deactivations: Option<bool>,
    /// All the addresses, in place of those before. Each is a member's.
    #[schema(max_items = 10, example = json!(["ops@example.com"]))]
    copies_to: Option<Vec<String>>,
}

impl SettingsPatch {
    /// The tenant after the change; what is wrong with it is noted.
    pub(super) fn onto(self, mut tenant: Tenant, config: &ApiConfig, checks: &mut Checks) -> Tenant {
        if let Some(name) = &self.name {
            tenant.name = checks.name("/name", name);
        }
        tenant.preset = self.preset.unwrap_or(tenant.preset);
        let old = &tenant.settings;
        let settings = TenantSettings {
            refuse_undeclared_event_types: self
                .refuse_undeclared_event_types
                .unwrap_or(old.refuse_undeclared_event_types),
            event_schema_mode: self.event_schema_mode.unwrap_or(old.event_schema_mode),
            unknown_apps: self.unknown_apps.unwrap_or(old.unknown_apps),
            hooks_managed_by: self.hooks_managed_by.unwrap_or(old.hooks_managed_by),
            deactivate_on_any_permission_change: self
                .deactivate_on_any_permission_change
                .unwrap_or(old.deactivate_on_any_permission_change),
            unsent_on_owner_change: self.unsent_on_owner_change.unwrap_or(old.unsent_on_owner_change),
            history_days: self.history_days.unwrap_or(old.history_days),
            body_days: self.body_days.unwrap_or(old.body_days),
            mails: self.mails.unwrap_or_default().onto(old.mails.clone(), checks),
            limits: self.limits.unwrap_or_default().onto(
                old.limits,
                old.ceiling.tightest(config.per_tenant),
                checks,
            ),
            ..old.clone()
        };
        check_days(&settings, config, checks);
        Tenant { settings, ..tenant }
    }
}

impl MailsPatch {
    fn onto(self, old: MailPreferences, checks: &mut Checks) -> MailPreferences {
        let copies_to = match self.copies_to {
            None => old.copies_to,
            Some(addresses) => checked_addresses(&addresses, checks),
        };
        MailPreferences {
            hook_warnings: self.hook_warnings.unwrap_or(old.hook_warnings),
            hook_deactivations: self.hook_deactivations.unwrap_or(old.hook_deactivations),
            copies_to,
        }
    }
}

fn checked_addresses(addresses: &[String], checks: &mut Checks) -> Vec<String> {
    let few = addresses.len() <= MAX_COPIES;
    checks.that(few, "/mails/copies_to", format!("name {MAX_COPIES} addresses at most"));
    let numbered = addresses.iter().take(MAX_COPIES).enumerate();
    numbered.map(|(index, address)| checks.email(&format!("/mails/copies_to/{index}"), address)).collect()
}

fn check_days(settings: &TenantSettings, config: &ApiConfig, checks: &mut Checks) {
    let most = config.most_history_days;
    let allowed = settings.history_days.is_none_or(|days| (1..=most).contains(&days));
    checks.that(allowed, "/history_days", format!("use 1 to {most} days, or null for the installation's"));
    let history = settings.history_days.unwrap_or(config.history_days);
    let allowed = settings.body_days.is_none_or(|days| (1..=history).contains(&days));
    let detail = format!(
        "use 1 to {history} days: bodies go with the history at the latest; null for as long as that"
    );
    checks.that(allowed, "/body_days", detail);
}
