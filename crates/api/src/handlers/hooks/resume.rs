//! `POST /api/v1/hooks/{id}/resume`

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use billhook_core::id::HookId;

use super::state::{Move, change_state};
use super::view::HookView;
use crate::extract::Path;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Resume a hook
///
/// What it collected while it was paused is sent.
#[utoipa::path(
    tag = "hooks",
    params(("id" = String, Path, description = "The hook's id")),
    responses(
        (status = 200, description = "The hook as it is now", body = HookView),
        (status = 409, description = "The hook's state forbids it")
    ),
    extensions(("x-permission" = json!("hooks.edit")))
)]
#[post("/hooks/{id}/resume")]
pub(crate) async fn resume_hook(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<HookId>,
) -> Result<HttpResponse, Problem> {
    change_state(&state, principal, path.0, Move::Resume).await
}
