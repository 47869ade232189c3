//! `DELETE /api/v1/membership`

use actix_web::web::Data;
use actix_web::{HttpResponse, delete};

use crate::handlers::members::take_out;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Leave the tenant
///
/// One's own tokens are revoked and one's own hooks deactivated; they can be handed to somebody else before. Needs no
/// permission, but a session.
#[utoipa::path(
    tag = "members",
    responses(
        (status = 204, description = "Left"),
        (status = 403, description = "A token cannot leave for its member"),
        (status = 409, description = "Nobody else could edit members")
    ),
    security(("session" = []))
)]
#[delete("/membership")]
pub(crate) async fn leave_tenant(
    state: Data<ApiState>,
    principal: Principal,
) -> Result<HttpResponse, Problem> {
    principal.require_session()?;
    let now = state.clock.now();
    principal.write(&state, move |c, principal| take_out(c, principal, principal.member_id, now)).await?;
    state.wake.hint_jobs();
    Ok(HttpResponse::NoContent().finish())
}
