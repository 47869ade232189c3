//! `PATCH /api/v1/branding`

use actix_web::web::Data;
use actix_web::{HttpResponse, patch};
use billhook_core::clock::Timestamp;
use billhook_core::member::Permission;
use billhook_store::audit::{self, Actor, Entry, Subject};
use billhook_store::tenants::{self, Tenant};
use billhook_store::{AnyConnection, StoreError};

use super::content::{BrandingPatch, Wanted};
use super::view::{BrandingView, recorded};
use crate::extract::Json;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Change the tenant's branding
///
/// What is left out stays as it is; null is the installation's. The logo is a file in a `data:` URL, so that
/// the console loads nothing from elsewhere. The console shows the change when it is loaded again.
#[utoipa::path(
    tag = "settings",
    request_body = BrandingPatch,
    responses((status = 200, description = "The branding as it is now", body = BrandingView)),
    extensions(("x-permission" = json!("settings.edit")))
)]
#[patch("/branding")]
pub(crate) async fn update_branding(
    state: Data<ApiState>,
    principal: Principal,
    body: Json<BrandingPatch>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::SettingsEdit)?;
    let now = state.clock.now();
    let patch = body.0.checked()?;
    let changed = principal.write(&state, move |c, principal| {
        let tenant = tenants::find(c, principal.tenant_id)?.ok_or_else(|| Problem::not_found("tenant"))?;
        Ok(change(c, principal.actor(), &tenant, patch, now)?)
    });
    Ok(HttpResponse::Ok().json(changed.await?))
}

/// Changes the tenant's branding, and says so in its audit log.
pub(super) fn change(
    connection: &mut AnyConnection,
    actor: Actor,
    tenant: &Tenant,
    patch: Wanted,
    now: Timestamp,
) -> Result<BrandingView, StoreError> {
    // Two at once must not each put back what the other has changed.
    tenants::hold(connection, tenant.id)?;
    let before = tenants::branding(connection, tenant.id)?;
    let recorded_before = recorded(&before);
    let after = patch.onto(before);
    tenants::set_branding(connection, tenant.id, &after, now)?;
    let subject = Subject::new("tenant", tenant.id, tenant.name.as_str());
    let entry = Entry::new(actor, "branding.updated", subject, now);
    audit::insert(connection, tenant.id, &entry.changing(recorded_before, recorded(&after)))?;
    Ok(BrandingView::of(&after))
}
