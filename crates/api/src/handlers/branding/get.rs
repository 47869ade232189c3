//! `GET /api/v1/branding`

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use billhook_store::tenants;

use super::view::BrandingView;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Get the tenant's branding
///
/// What the tenant has in place of the installation's name, colour and logo; null where it has nothing of its
/// own. Every member may read it: the console does.
#[utoipa::path(
    tag = "settings",
    responses((status = 200, description = "The branding", body = BrandingView))
)]
#[get("/branding")]
pub(crate) async fn get_branding(
    state: Data<ApiState>,
    principal: Principal,
) -> Result<HttpResponse, Problem> {
    let found = state.db.read(move |c| tenants::branding(c, principal.tenant_id)).await;
    Ok(HttpResponse::Ok().json(BrandingView::of(&found.map_err(Problem::from)?)))
}
