//! `PATCH /api/v1/branding`

use actix_web::web::Data;
use actix_web::{HttpResponse, patch};
use billhook_core::clock::Timestamp;
use billhook_core::id::TenantId;
use billhook_core::member::Permission;
use billhook_store::audit::{self, Actor, Entry, Subject};
use billhook_store::tenants::{self, Look};
use billhook_store::{AnyConnection, StoreError};

use super::content::BrandingPatch;
use super::view::{BrandingView, recorded};
use crate::extract::Json;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Change the tenant's branding
///
/// What is left out stays as it is; null is the installation's. The logo is a file in a `data:` URL, so that the console
/// loads nothing from elsewhere. The console shows the change when it is loaded again.
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
        tenants::hold(c, principal.tenant_id)?;
        let tenant = tenants::find(c, principal.tenant_id)?.ok_or_else(|| Problem::not_found("tenant"))?;
        let look = patch.onto(tenants::look(c, tenant.id)?);
        set(c, principal.actor(), tenant.id, &tenant.name, &look, now)?;
        Ok(BrandingView::of(&look))
    });
    Ok(HttpResponse::Ok().json(changed.await?))
}

/// Gives the tenant this look, and says so in its audit log.
pub(super) fn set(
    connection: &mut AnyConnection,
    actor: Actor,
    tenant: TenantId,
    name: &str,
    look: &Look,
    now: Timestamp,
) -> Result<(), StoreError> {
    let before = tenants::look(connection, tenant)?;
    tenants::set_look(connection, tenant, look, now)?;
    let entry = Entry::new(actor, "branding.updated", Subject::new("tenant", tenant, name), now);
    audit::insert(connection, tenant, &entry.changing(recorded(&before), recorded(look)))
}
