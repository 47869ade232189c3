//! `GET /api/v1/hooks/{id}`

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use billhook_core::id::HookId;
use billhook_core::member::Permission;

use super::view::{HookView, view};
use crate::extract::Path;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Get a hook
#[utoipa::path(
    tag = "hooks",
    params(("id" = String, Path, description = "The hook's id")),
    responses((status = 200, description = "The hook", body = HookView)),
    extensions(("x-permission" = json!("hooks.view")))
)]
#[get("/hooks/{id}")]
pub(crate) async fn get_hook(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<HookId>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::HooksView)?;
    let found = state.db.read(move |c| view(c, &principal, path.0)).await?;
    Ok(HttpResponse::Ok().json(found))
}
