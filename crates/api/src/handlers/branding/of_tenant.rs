//! `GET` and `PATCH /api/v1/tenants/{id}/branding`: the same by the operator.

use actix_web::web::Data;
use actix_web::{HttpResponse, get, patch};
use billhook_core::tenant::{TenantRef, TenantState};
use billhook_store::tenants::Tenant;
use billhook_store::{AnyConnection, tenants};

use super::content::BrandingPatch;
use super::update::change;
use super::view::BrandingView;
use crate::extract::{Json, Path};
use crate::operator::{Operator, being_deleted};
use crate::problem::Problem;
use crate::state::ApiState;

/// Get a tenant's branding
///
/// What the tenant has in place of the installation's name, colour and logo; null where it has nothing of its own.
#[utoipa::path(
    tag = "tenants",
    params(("id" = String, Path, description = "The tenant's id, or `key:` and its key")),
    responses((status = 200, description = "The branding", body = BrandingView)),
    security(("operator" = []))
)]
#[get("/tenants/{id}/branding")]
pub(crate) async fn get_tenant_branding(
    state: Data<ApiState>,
    operator: Operator,
    path: Path<TenantRef>,
) -> Result<HttpResponse, Problem> {
    let found = state.db.read(move |c| {
        let tenant = find(c, &operator, &path.0)?;
        Ok::<_, Problem>(BrandingView::of(&tenants::branding(c, tenant.id)?))
    });
    Ok(HttpResponse::Ok().json(found.await?))
}

/// Change a tenant's branding
///
/// What is left out stays as it is; null is the installation's. The tenant's people see who changed it in
/// their audit log, and may change it themselves with `settings.edit`.
#[utoipa::path(
    tag = "tenants",
    params(("id" = String, Path, description = "The tenant's id, or `key:` and its key")),
    request_body = BrandingPatch,
    responses(
        (status = 200, description = "The branding as it is now", body = BrandingView),
        (status = 409, description = "The tenant is being deleted")
    ),
    security(("operator" = []))
)]
#[patch("/tenants/{id}/branding")]
pub(crate) async fn update_tenant_branding(
    state: Data<ApiState>,
    operator: Operator,
    path: Path<TenantRef>,
    body: Json<BrandingPatch>,
) -> Result<HttpResponse, Problem> {
    let (patch, now) = (body.0.checked()?, state.clock.now());
    let changed = state.db.write(move |c| {
        let tenant = find(c, &operator, &path.0)?;
        if tenant.state == TenantState::Deleting {
            return Err(being_deleted());
        }
        Ok(change(c, operator.actor(), &tenant, patch, now)?)
    });
    Ok(HttpResponse::Ok().json(changed.await?))
}

fn find(c: &mut AnyConnection, operator: &Operator, wanted: &TenantRef) -> Result<Tenant, Problem> {
    tenants::find_by_ref(c, operator.scope, wanted)?.ok_or_else(|| Problem::not_found("tenant"))
}
