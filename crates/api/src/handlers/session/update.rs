//! `PATCH /api/v1/session`

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, patch};
use billhook_store::users;
use serde::Deserialize;
use utoipa::ToSchema;

use super::view::{SessionView, read_view};
use crate::account;
use crate::authentication::{SignedIn, origin, unauthenticated};
use crate::checks::Checks;
use crate::extract::Json;
use crate::problem::Problem;
use crate::state::ApiState;

/// Changes to the account that is signed in; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SessionPatch {
    /// What the person is called from now on. Left out: it stays.
    #[schema(example = "Ann", min_length = 1, max_length = 100)]
    name: Option<String>,
}

/// Change your own account
///
/// The name is the person's, in every tenant that they are a member of. What was written with the one before,
/// such as the audit log, stays as it is.
#[utoipa::path(
    tag = "session",
    request_body = SessionPatch,
    responses((status = 200, description = "Who is signed in, as they are now", body = SessionView)),
    security(("session" = []))
)]
#[patch("/session")]
pub(crate) async fn update_session(
    state: Data<ApiState>,
    request: HttpRequest,
    signed_in: SignedIn,
    body: Json<SessionPatch>,
) -> Result<HttpResponse, Problem> {
    signed_in.require_account()?;
    let mut checks = Checks::default();
    let name = body.0.name.map(|name| checks.name("/name", &name));
    checks.finish()?;
    let (id, now, from) = (signed_in.user.id, state.clock.now(), origin(&request, &state.config));
    let changed = state.db.write(move |c| {
        let user = users::find(c, id)?.ok_or_else(unauthenticated)?;
        if let Some(name) = name.filter(|name| *name != user.name) {
            users::rename(c, id, &name, now)?;
            account::note_renamed(c, &user, &name, from.address.as_deref(), now)?;
        }
        read_view(c, id)
    });
    Ok(HttpResponse::Ok().json(changed.await?))
}
