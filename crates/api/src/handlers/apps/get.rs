//! `GET /api/v1/apps/{id}`

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use billhook_core::id::AppId;
use billhook_store::apps;

use super::view::AppView;
use crate::extract::Path;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Get an app
///
/// Every member may read it. The hooks that serve it are `GET /api/v1/hooks` with its key.
#[utoipa::path(
    tag = "apps",
    params(("id" = String, Path, description = "The app's id")),
    responses((status = 200, description = "The app", body = AppView))
)]
#[get("/apps/{id}")]
pub(crate) async fn get_app(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<AppId>,
) -> Result<HttpResponse, Problem> {
    let found = state.db.read(move |c| apps::find(c, principal.tenant_id, path.0)).await;
    let found = found.map_err(Problem::from)?.ok_or_else(|| Problem::not_found("app"))?;
    Ok(HttpResponse::Ok().json(AppView::from(found)))
}
