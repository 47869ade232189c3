//! `GET /api/v1/skus/{id}`

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use billhook_core::id::SkuId;
use billhook_store::apps;

use super::view::SkuView;
use crate::extract::Path;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Get a SKU
///
/// Every member may read it. The hooks that serve it are `GET /api/v1/hooks` with its key.
#[utoipa::path(
    tag = "apps",
    params(("id" = String, Path, description = "The SKU's id")),
    responses((status = 200, description = "The SKU", body = SkuView))
)]
#[get("/skus/{id}")]
pub(crate) async fn get_sku(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<SkuId>,
) -> Result<HttpResponse, Problem> {
    let found = state.db.read(move |c| apps::find_sku(c, principal.tenant_id, path.0)).await;
    let found = found.map_err(Problem::from)?.ok_or_else(|| Problem::not_found("SKU"))?;
    Ok(HttpResponse::Ok().json(SkuView::from(found)))
}
