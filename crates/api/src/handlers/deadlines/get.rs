//! `GET /api/v1/deadlines/{id}`

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use billhook_core::id::DeadlineId;
use billhook_store::deadlines;

use super::view::DeadlineView;
use crate::extract::Path;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Get a deadline
///
/// Every member may read them.
#[utoipa::path(
    tag = "deadlines",
    params(("id" = String, Path, description = "The deadline's id")),
    responses((status = 200, description = "The deadline", body = DeadlineView))
)]
#[get("/deadlines/{id}")]
pub(crate) async fn get_deadline(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<DeadlineId>,
) -> Result<HttpResponse, Problem> {
    let found = state.db.read(move |c| deadlines::find(c, principal.tenant_id, path.0)).await;
    let found = found.map_err(Problem::from)?.ok_or_else(|| Problem::not_found("deadline"))?;
    Ok(HttpResponse::Ok().json(DeadlineView::from(found)))
}
