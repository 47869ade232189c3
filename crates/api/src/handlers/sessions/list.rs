//! `GET /api/v1/sessions`

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use billhook_core::clock::Timestamp;
use billhook_core::id::SessionId;
use billhook_store::sessions::{self, Seen};
use serde::Serialize;
use utoipa::ToSchema;

use crate::authentication::SignedIn;
use crate::page::Page;
use crate::problem::Problem;
use crate::state::ApiState;

/// A place where somebody is signed in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SessionOfUser)]
pub(crate) struct SeenView {
    #[schema(value_type = String, example = "ses_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    id: SessionId,
    /// True for the session that asks.
    current: bool,
    /// The address of the sign-in.
    #[schema(example = "192.0.2.1")]
    address: Option<String>,
    /// What the browser calls itself.
    user_agent: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// When it was last refreshed, which a console that is open does every few minutes.
    #[schema(value_type = String, format = DateTime)]
    last_seen_at: Timestamp,
    /// When it ends unless it is refreshed.
    #[schema(value_type = String, format = DateTime)]
    expires_at: Timestamp,
}

/// Where am I signed in?
///
/// Every active session, the newest first.
#[utoipa::path(
    tag = "session",
    responses((status = 200, description = "All sessions", body = Page<SeenView>)),
    security(("session" = []))
)]
#[get("/sessions")]
pub(crate) async fn list_sessions(
    state: Data<ApiState>,
    signed_in: SignedIn,
) -> Result<HttpResponse, Problem> {
    signed_in.require_account()?;
    let (user, now) = (signed_in.user.id, state.clock.now());
    let alive = state.db.read(move |c| sessions::list_alive(c, user, now)).await.map_err(Problem::from)?;
    let view = |seen: Seen| SeenView {
        id: seen.session.id,
        current: seen.session.id == signed_in.session_id,
        address: seen.origin.address,
        user_agent: seen.origin.user_agent,
        created_at: seen.session.created_at,
        last_seen_at: seen.last_seen_at,
        expires_at: seen.session.expires_at,
    };
    Ok(HttpResponse::Ok().json(Page { data: alive.into_iter().map(view).collect(), next_cursor: None }))
}
