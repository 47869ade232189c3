//! `DELETE /api/v1/members/{id}`

use actix_web::web::Data;
use actix_web::{HttpResponse, delete};
use billhook_core::id::MemberId;
use billhook_core::member::Permission;

use super::change::take_out;
use crate::extract::Path;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Remove a member
///
/// Their tokens are revoked and their hooks deactivated; the hooks can be handed to somebody else. Their account stays,
/// for other tenants. Only an owner removes another owner.
#[utoipa::path(
    tag = "members",
    params(("id" = String, Path, description = "The member's id")),
    responses(
        (status = 204, description = "Removed"),
        (status = 403, description = "They are an owner, and you are not"),
        (status = 409, description = "Nobody else could edit members")
    ),
    extensions(("x-permission" = json!("members.edit")))
)]
#[delete("/members/{id}")]
pub(crate) async fn delete_member(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<MemberId>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::MembersEdit)?;
    let now = state.clock.now();
    principal.write(&state, move |c, principal| take_out(c, principal, path.0, now)).await?;
    state.wake.hint_jobs();
    Ok(HttpResponse::NoContent().finish())
}
