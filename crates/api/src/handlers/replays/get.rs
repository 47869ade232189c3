//! `GET /api/v1/replays/{id}`

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use billhook_core::id::ReplayId;
use billhook_core::member::Permission;

use super::view::{ReplayView, show};
use crate::extract::Path;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Get a replay
#[utoipa::path(
    tag = "deliveries",
    params(("id" = String, Path, description = "The replay's id")),
    responses((status = 200, description = "The replay, how far it has come, and what came of it", body = ReplayView)),
    extensions(("x-permission" = json!("deliveries.replay")))
)]
#[get("/replays/{id}")]
pub(crate) async fn get_replay(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<ReplayId>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::DeliveriesReplay)?;
    let shown = state.db.read(move |c| show(c, principal.tenant_id, path.0)).await?;
    Ok(HttpResponse::Ok().json(shown))
}
