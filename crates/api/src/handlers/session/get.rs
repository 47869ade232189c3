//! `GET /api/v1/session`

use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest, HttpResponse, get};

use super::view::{SessionView, read_view};
use crate::authentication::SignedIn;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Who am I?
///
/// The user, and the tenants that they are a member of, with permissions and grants. With a token: its member, and
/// what the token may do in its tenant.
#[utoipa::path(tag = "session", responses((status = 200, description = "Who is signed in", body = SessionView)))]
#[get("/session")]
pub(crate) async fn get_session(
    state: Data<ApiState>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let view = if request.headers().contains_key(header::AUTHORIZATION) {
        of_token(&state, Principal::extract(&request).await?).await?
    } else {
        SignedIn::extract(&request).await?.into()
    };
    Ok(HttpResponse::Ok().json(view))
}

async fn of_token(state: &ApiState, principal: Principal) -> Result<SessionView, Problem> {
    let user = principal.user_id;
    let view = state.db.read(move |c| read_view(c, user)).await?;
    Ok(view.narrowed(principal.tenant_id, &principal.permissions, &principal.grants))
}
