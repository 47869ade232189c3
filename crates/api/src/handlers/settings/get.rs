//! `GET /api/v1/settings`

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use billhook_store::tenants;

use super::view::SettingsView;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Get the tenant's settings
///
/// With what is in force once the operator's bounds are counted in. Every member may read them.
#[utoipa::path(
    tag = "settings",
    responses((status = 200, description = "The settings", body = SettingsView))
)]
#[get("/settings")]
pub(crate) async fn get_settings(
    state: Data<ApiState>,
    principal: Principal,
) -> Result<HttpResponse, Problem> {
    let found = state.db.read(move |c| tenants::find(c, principal.tenant_id)).await;
    let tenant = found.map_err(Problem::from)?.ok_or_else(|| Problem::not_found("tenant"))?;
    Ok(HttpResponse::Ok().json(SettingsView::of(tenant, &state.config)))
}
