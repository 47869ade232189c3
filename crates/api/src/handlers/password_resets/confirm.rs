//! `POST /api/v1/password-resets/confirm`

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, post};
use billhook_core::secret::LinkToken;
use billhook_store::{password_resets, sessions, users};
use serde::Deserialize;
use utoipa::ToSchema;

use super::lookup::{require, used_up};
use crate::account;
use crate::authentication::{forget_failures, origin, require_own_origin};
use crate::checks::Checks;
use crate::credentials::check_password;
use crate::extract::ShortJson;
use crate::problem::Problem;
use crate::state::ApiState;

/// A new password for a lost one.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasswordResetConfirmation {
    /// The token of the link.
    token: String,
    #[schema(format = Password, min_length = 12, max_length = 256)]
    password: String,
}

/// Set a new password by a link
///
/// Uses up the link and every other that was sent, ends all sessions of the account, and forgets its failed sign-ins.
/// Sign in with the new password then.
#[utoipa::path(
    tag = "session",
    request_body = PasswordResetConfirmation,
    responses((status = 204, description = "The password is set")),
    security(())
)]
#[post("/password-resets/confirm")]
pub(crate) async fn confirm_password_reset(
    state: Data<ApiState>,
    request: HttpRequest,
    ShortJson(body): ShortJson<PasswordResetConfirmation>,
) -> Result<HttpResponse, Problem> {
    require_own_origin(&request, &state.config)?;
    let mut checks = Checks::default();
    checks.note(check_password("/password", &body.password));
    checks.finish()?;
    let (hash, now) = (LinkToken::hash_of(&body.token), state.clock.now());
    // Hashing costs: strangers without a link must not be able to ask for it.
    state.db.read(move |c| require(c, &hash, now)).await?;
    let password_hash = state.hasher.hash(body.password).await?;
    let origin = origin(&request, &state.config);
    let set = state.db.write(move |c| {
        let (user, _) = require(c, &hash, now)?;
        if !password_resets::redeem(c, &hash)? {
            return Err(used_up());
        }
        users::set_password(c, user.id, &password_hash, now)?;
        password_resets::delete_of_user(c, user.id)?;
        sessions::revoke_all(c, user.id, now)?;
        forget_failures(c, &user.email)?;
        account::note(c, &user, "user.password_reset", origin.address.as_deref(), now)?;
        account::tell_password_changed(c, &user, &origin, now)?;
        Ok::<_, Problem>(())
    });
    set.await?;
    state.wake.hint_mails();
    Ok(HttpResponse::NoContent().finish())
}
