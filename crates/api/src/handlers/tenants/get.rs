//! `GET /api/v1/tenants/{id}`

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use billhook_core::tenant::TenantRef;
use billhook_store::operator_tokens::OperatorScope;
use billhook_store::tenants;

use super::view::TenantWithLoad;
use crate::extract::Path;
use crate::operator::Operator;
use crate::problem::Problem;
use crate::state::ApiState;

/// Get a tenant
///
/// With how it fares: its hooks by state, what waits, what bounds it, and how far its deletion is, if it is
/// being deleted.
#[utoipa::path(
    tag = "tenants",
    params(("id" = String, Path, description = "The tenant's id, or `key:` and its key")),
    responses((status = 200, description = "The tenant", body = TenantWithLoad)),
    security(("operator" = []))
)]
#[get("/tenants/{id}")]
pub(crate) async fn get_tenant(
    state: Data<ApiState>,
    operator: Operator,
    path: Path<TenantRef>,
) -> Result<HttpResponse, Problem> {
    Ok(HttpResponse::Ok().json(read_tenant(&state, operator.scope, path.0).await?))
}

/// The tenant, and how it fares; 404 if there is none.
pub(super) async fn read_tenant(
    state: &ApiState,
    scope: OperatorScope,
    wanted: TenantRef,
) -> Result<TenantWithLoad, Problem> {
    let (installation, now) = (state.config.per_tenant, state.clock.now());
    let found = state.db.read(move |c| {
        let tenant = tenants::find_by_ref(c, scope, &wanted)?;
        let tenant = tenant.ok_or_else(|| Problem::not_found("tenant"))?;
        let loads = tenants::loads_of(c, scope, &[tenant.id], now)?;
        let load = loads.get(&tenant.id).copied().unwrap_or_default();
        let deletion = tenants::find_deletion(c, tenant.id, scope)?;
        Ok::<_, Problem>(TenantWithLoad::new(tenant, load, deletion, installation))
    });
    found.await
}
