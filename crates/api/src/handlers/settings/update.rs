//! `PATCH /api/v1/settings`

use actix_web::web::Data;
use actix_web::{HttpResponse, patch};
use billhook_core::clock::Timestamp;
use billhook_core::member::Permission;
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::tenants::{self, Tenant};
use billhook_store::{AnyConnection, StoreError, hooks, members};

use super::content::SettingsPatch;
use super::view::SettingsView;
use crate::checks::{Checks, is_email};
use crate::extract::Json;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::{ApiConfig, ApiState};

/// Change the tenant's settings
///
/// What is left out stays as it is. It holds from now on: for events that are posted after the answer, for hooks that
/// are made after it. Fewer days of history erase what is older within minutes.
#[utoipa::path(
    tag = "settings",
    request_body = SettingsPatch,
    responses((status = 200, description = "The settings as they are now", body = SettingsView)),
    extensions(("x-permission" = json!("settings.edit")))
)]
#[patch("/settings")]
pub(crate) async fn update_settings(
    state: Data<ApiState>,
    principal: Principal,
    body: Json<SettingsPatch>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::SettingsEdit)?;
    let (config, now) = (state.config.clone(), state.clock.now());
    let changed =
        principal.write(&state, move |c, principal| change(c, principal, body.0, &config, now)).await?;
    state.wake.look_at_lanes();
    Ok(HttpResponse::Ok().json(changed))
}

fn change(
    c: &mut AnyConnection,
    principal: &Principal,
    patch: SettingsPatch,
    config: &ApiConfig,
    now: Timestamp,
) -> Result<SettingsView, Problem> {
    let tenant = principal.tenant_id;
    hooks::begin_change(c, tenant)?;
    let old = tenants::find(c, tenant)?.ok_or_else(|| Problem::not_found("tenant"))?;
    let mut checks = Checks::default();
    let new = patch.onto(old.clone(), config, &mut checks);
    check_copies(c, &old, &new, &mut checks)?;
    checks.finish()?;
    if (&new.name, new.preset) != (&old.name, old.preset) {
        tenants::describe(c, tenant, &new.name, new.preset, now)?;
    }
    tenants::set_settings(c, tenant, &new.settings, now)?;
    let subject = Subject::new("tenant", tenant, new.name.as_str());
    let entry = Entry::new(principal.actor(), "settings.updated", subject, now);
    audit::insert(c, tenant, &entry.changing(recorded(&old)?, recorded(&new)?))?;
    Ok(SettingsView::of(new, config))
}

/// Whoever gets copies has shown by the link of an invitation that the address is theirs: nobody's mails are sent to a
/// stranger. What was set before stays.
fn check_copies(
    c: &mut AnyConnection,
    old: &Tenant,
    new: &Tenant,
    checks: &mut Checks,
) -> Result<(), StoreError> {
    let before = &old.settings.mails.copies_to;
    for (index, address) in new.settings.mails.copies_to.iter().enumerate() {
        let is_known =
            !is_email(address) || before.contains(address) || members::have_address(c, old.id, address)?;
        let detail =
            "no active member has this address: invite it first, with no permissions if it only gets mails";
        checks.that(is_known, &format!("/mails/copies_to/{index}"), detail);
    }
    Ok(())
}

/// The settings as the audit log keeps them.
fn recorded(tenant: &Tenant) -> Result<Option<String>, Problem> {
    let written = serde_json::json!({
        "name": tenant.name, "preset": tenant.preset, "settings": tenant.settings,
    });
    serde_json::to_string(&written).map(Some).map_err(|_| Problem::internal())
}
