//! What is posted to make or change a tenant.

use billhook_core::member::{Grant, Grants, Permission};
use billhook_core::preset::Preset;
use billhook_core::tenant::{TenantKey, TenantState};
use billhook_store::members;
use billhook_store::tenants::{NewTenant, TenantChange};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::checks::Checks;
use crate::handlers::settings::LimitsPatch;
use crate::problem::Problem;
use crate::schema;

/// A tenant to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewTenant)]
pub(crate) struct PostedTenant {
    /// Your own id for it: 1 to 128 letters, digits, `.`, `_`, `:` or `-`.
    #[schema(value_type = String, example = "acme-42", min_length = 1, max_length = 128)]
    key: TenantKey,
    #[schema(example = "Acme", min_length = 1, max_length = 100)]
    name: String,
    /// The preset of hooks that name none. Left out: `standard`.
    #[schema(value_type = Option<schema::Preset>)]
    preset: Option<Preset>,
}

/// Changes to a tenant; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TenantPatch {
    #[schema(value_type = Option<String>, example = "acme-42", min_length = 1, max_length = 128)]
    key: Option<TenantKey>,
    /// Its short name in wire forms stays as it is.
    #[schema(example = "Acme", min_length = 1, max_length = 100)]
    name: Option<String>,
    /// `suspended`: takes no events, sends nothing and keeps its backlog, which `active` sends.
    #[schema(value_type = Option<String>, example = "suspended")]
    state: Option<TenantState>,
    /// Bounds for this tenant, within the installation's. It may set narrower ones for itself, but no wider ones.
    limits: Option<LimitsPatch>,
    /// What links into its console open at most, those that are open already included.
    portal: Option<PortalPatch>,
}

/// What links open at most; what is left out stays. Hooks that were made there and are beyond it are deactivated.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PortalPatch {
    #[schema(value_type = Option<Vec<String>>, example = json!(["hooks.view"]))]
    permissions: Option<Vec<Permission>>,
    #[schema(value_type = Option<Vec<String>>, example = json!(["order"]), max_items = 200)]
    grants: Option<Vec<Grant>>,
}

impl PostedTenant {
    pub(super) fn checked(self) -> Result<NewTenant, Problem> {
        let mut checks = Checks::default();
        let name = checks.name("/name", &self.name);
        checks.finish()?;
        Ok(NewTenant { key: self.key, name, preset: self.preset.unwrap_or_default() })
    }
}

/// A change of a tenant, as far as it can be checked by itself.
pub(super) struct Wanted {
    pub(super) change: TenantChange,
    pub(super) limits: Option<LimitsPatch>,
    pub(super) portal: Option<members::Change>,
}

impl TenantPatch {
    pub(super) fn checked(self) -> Result<Wanted, Problem> {
        let mut checks = Checks::default();
        let name = self.name.map(|name| checks.name("/name", &name));
        let can_be_set = self.state != Some(TenantState::Deleting);
        checks.that(can_be_set, "/state", "use `active` or `suspended`; `DELETE` deletes a tenant");
        checks.grants("/portal/grants", self.portal.as_ref().and_then(|portal| portal.grants.as_deref()));
        checks.finish()?;
        let portal = self.portal.map(PortalPatch::change);
        let change = TenantChange { key: self.key, name, state: self.state };
        Ok(Wanted { change, limits: self.limits, portal })
    }
}

impl PortalPatch {
    fn change(self) -> members::Change {
        members::Change {
            permissions: self.permissions.map(|permissions| permissions.into_iter().collect()),
            grants: self.grants.map(|grants| Grants(grants.into_iter().collect())),
            state: None,
        }
    }
}

/// 409: another tenant has the key.
pub(super) fn key_taken(key: Option<&TenantKey>) -> Problem {
    let key = key.map_or("this one", TenantKey::as_str);
    Problem::conflict(format!("Another tenant has the key `{key}`."))
}
