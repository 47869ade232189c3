//! `POST /api/v1/session/refresh`

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, ResponseError, post};

use super::create::with_cookies;
use super::view::{SessionView, read_view_of};
use crate::authentication::{CookieJar, Refreshed, read_refresh, refresh, require_same_site};
use crate::problem::{Kind, Problem};
use crate::state::ApiState;

/// Refresh the session
///
/// Gives a new access token for the refresh credential, and a new credential in its place. The old one is good for
/// another 30 seconds, for tabs that refresh at the same moment; used later, it ends the session.
#[utoipa::path(
    tag = "session",
    responses((status = 200, description = "Still signed in", body = SessionView)),
    security(("refresh" = []))
)]
#[post("/session/refresh")]
pub(crate) async fn refresh_session(
    state: Data<ApiState>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    require_same_site(&request, &state.config)?;
    let outcome = match read_refresh(&request, &state.config) {
        Some(presented) => refresh(&state, &presented).await?,
        None => Refreshed::Refused,
    };
    match outcome {
        Refreshed::GoesOn(session, cookies) => {
            let view = state.db.read(move |c| read_view_of(c, session)).await?;
            Ok(with_cookies(HttpResponse::Ok().json(view), cookies))
        }
        Refreshed::Refused => {
            let problem = Problem::new(Kind::Unauthenticated, "The session has ended. Sign in again.");
            Ok(with_cookies(problem.error_response(), CookieJar::new(&state.config).clear()))
        }
    }
}
