//! `POST /api/v1/session/password`

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, post};
use billhook_store::{password_resets, sessions, users};
use serde::Deserialize;
use utoipa::ToSchema;

use super::create::verify_password;
use crate::account;
use crate::authentication::{SignedIn, Throttle, origin};
use crate::checks::Checks;
use crate::credentials::check_password;
use crate::extract::Json;
use crate::problem::Problem;
use crate::state::ApiState;

/// Another password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasswordChange {
    /// The one that the account has.
    #[schema(format = Password)]
    current_password: String,
    /// The one that it is to have.
    #[schema(format = Password, min_length = 12, max_length = 256)]
    new_password: String,
}

/// Change the password
///
/// Ends every other session of the account. A wrong present password counts as a failed sign-in.
#[utoipa::path(
    tag = "session",
    responses((status = 204, description = "Changed")),
    security(("session" = []))
)]
#[post("/session/password")]
pub(crate) async fn change_password(
    state: Data<ApiState>,
    request: HttpRequest,
    signed_in: SignedIn,
    Json(body): Json<PasswordChange>,
) -> Result<HttpResponse, Problem> {
    signed_in.require_account()?;
    let mut checks = Checks::default();
    checks.note(check_password("/new_password", &body.new_password));
    checks.finish()?;
    let SignedIn { session_id, user, .. } = signed_in;
    let (email, now) = (user.email.clone(), state.clock.now());
    let account = state.db.read(move |c| users::find_account(c, &email)).await.map_err(Problem::from)?;
    let hash = account.and_then(|account| account.password_hash);
    let origin = origin(&request, &state.config);
    let throttle = Throttle::new(&state.config, &user.email, origin.address.clone());
    verify_password(&state, &request, &throttle, hash, body.current_password).await?;
    let new_hash = state.hasher.hash(body.new_password).await?;
    let changed = state.db.write(move |c| {
        throttle.succeeded(c)?;
        users::set_password(c, user.id, &new_hash, now)?;
        password_resets::delete_of_user(c, user.id)?;
        sessions::revoke_others(c, user.id, session_id, now)?;
        account::note(c, &user, "user.password_changed", origin.address.as_deref(), now)?;
        account::tell_password_changed(c, &user, &origin, now)
    });
    changed.await.map_err(Problem::from)?;
    state.wake.hint_mails();
    Ok(HttpResponse::NoContent().finish())
}
