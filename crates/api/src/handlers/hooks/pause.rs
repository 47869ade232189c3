//! `POST /api/v1/hooks/{id}/pause`

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use billhook_core::id::HookId;

use super::state::{Move, change_state};
use super::view::HookView;
use crate::extract::Path;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Pause a hook
///
/// It collects its deliveries and sends none until it is resumed.
#[utoipa::path(
    tag = "hooks",
    params(("id" = String, Path, description = "The hook's id")),
    responses(
        (status = 200, description = "The hook as it is now", body = HookView),
        (status = 409, description = "The hook's state forbids it")
    ),
    extensions(("x-permission" = json!("hooks.edit")))
)]
#[post("/hooks/{id}/pause")]
pub(crate) async fn pause_hook(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<HookId>,
) -> Result<HttpResponse, Problem> {
    change_state(&state, principal, path.0, Move::Pause).await
}
