//! `DELETE /api/v1/session`

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, delete};
use billhook_store::AnyConnection;
use billhook_store::sessions;

use super::create::with_cookies;
use crate::authentication::{CookieJar, read_refresh, require_same_site, session_of};
use crate::credentials::TokenHash;
use crate::problem::Problem;
use crate::state::ApiState;

/// Sign out
///
/// Ends the session at once, in every tab; also when its access token has expired.
#[utoipa::path(tag = "session", responses((status = 204, description = "Signed out")), security((), ("session" = [])))]
#[delete("/session")]
pub(crate) async fn delete_session(
    state: Data<ApiState>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    require_same_site(&request, &state.config)?;
    let by_access = session_of(&request, &state);
    let by_refresh = read_refresh(&request, &state.config).map(|refresh| TokenHash::of(&refresh));
    let cookies = CookieJar::new(&state.config).clear();
    // Who shows nothing is not to have the database written to.
    if by_access.is_none() && by_refresh.is_none() {
        return Ok(with_cookies(HttpResponse::NoContent().finish(), cookies));
    }
    let now = state.clock.now();
    let ended = move |c: &mut AnyConnection| {
        let refreshed =
            by_refresh.map(|hash| sessions::find_by_refresh(c, hash.as_bytes())).transpose()?.flatten();
        for id in by_access.into_iter().chain(refreshed.map(|(session, _)| session.id)) {
            sessions::revoke(c, id, now)?;
        }
        Ok::<_, Problem>(())
    };
    state.db.write(ended).await?;
    Ok(with_cookies(HttpResponse::NoContent().finish(), cookies))
}
