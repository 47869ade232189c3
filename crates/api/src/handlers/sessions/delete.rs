//! `DELETE /api/v1/sessions` and `DELETE /api/v1/sessions/{id}`

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, delete};
use billhook_core::id::SessionId;
use billhook_store::sessions;

use crate::account;
use crate::authentication::{SignedIn, origin};
use crate::extract::Path;
use crate::problem::Problem;
use crate::state::ApiState;

/// End one session
///
/// Whoever is signed in there is signed out at once.
#[utoipa::path(
    tag = "session",
    params(("id" = String, Path, description = "The session's id")),
    responses((status = 204, description = "Ended")),
    security(("session" = []))
)]
#[delete("/sessions/{id}")]
pub(crate) async fn delete_session_by_id(
    state: Data<ApiState>,
    request: HttpRequest,
    signed_in: SignedIn,
    path: Path<SessionId>,
) -> Result<HttpResponse, Problem> {
    signed_in.require_account()?;
    let (id, now, from) = (path.0, state.clock.now(), origin(&request, &state.config));
    let ended = state.db.write(move |c| {
        let found = sessions::find(c, id)?;
        let theirs = found.filter(|session| session.user_id == signed_in.user.id && session.is_alive(now));
        theirs.ok_or_else(|| Problem::not_found("session"))?;
        sessions::revoke(c, id, now)?;
        account::note(c, &signed_in.user, "user.session_ended", from.address.as_deref(), now)?;
        Ok::<_, Problem>(())
    });
    ended.await?;
    Ok(HttpResponse::NoContent().finish())
}

/// End every other session
///
/// Only the session that makes this request goes on.
#[utoipa::path(
    tag = "session",
    responses((status = 204, description = "Ended")),
    security(("session" = []))
)]
#[delete("/sessions")]
pub(crate) async fn delete_other_sessions(
    state: Data<ApiState>,
    request: HttpRequest,
    signed_in: SignedIn,
) -> Result<HttpResponse, Problem> {
    signed_in.require_account()?;
    let (now, from) = (state.clock.now(), origin(&request, &state.config));
    let ended = state.db.write(move |c| {
        let SignedIn { session_id, user, .. } = signed_in;
        if sessions::revoke_others(c, user.id, session_id, now)? > 0 {
            account::note(c, &user, "user.other_sessions_ended", from.address.as_deref(), now)?;
        }
        Ok::<_, Problem>(())
    });
    ended.await?;
    Ok(HttpResponse::NoContent().finish())
}
