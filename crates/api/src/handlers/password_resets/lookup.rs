//! `POST /api/v1/password-resets/lookup`

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use billhook_core::clock::Timestamp;
use billhook_core::secret::LinkToken;
use billhook_store::password_resets;
use billhook_store::users::User;
use billhook_store::{AnyConnection, StoreError};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::extract::ShortJson;
use crate::problem::Problem;
use crate::state::ApiState;

/// A link.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasswordResetLink {
    /// The token in it.
    token: String,
}

/// Whose password a link changes.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PasswordReset)]
pub(crate) struct PasswordResetView {
    #[schema(example = "ann@example.com")]
    email: String,
    /// When the link expires.
    #[schema(value_type = String, format = DateTime)]
    expires_at: Timestamp,
}

/// Whose password does this link change?
///
/// Nothing is changed by it. A POST, so that the token does not appear in logs.
#[utoipa::path(
    tag = "session",
    request_body = PasswordResetLink,
    responses((status = 200, description = "The account", body = PasswordResetView)),
    security(())
)]
#[post("/password-resets/lookup")]
pub(crate) async fn lookup_password_reset(
    state: Data<ApiState>,
    ShortJson(body): ShortJson<PasswordResetLink>,
) -> Result<HttpResponse, Problem> {
    let (hash, now) = (LinkToken::hash_of(&body.token), state.clock.now());
    let (user, expires_at) = state.db.read(move |c| require(c, &hash, now)).await?;
    Ok(HttpResponse::Ok().json(PasswordResetView { email: user.email, expires_at }))
}

/// Whose account the link opens, and until when; 422 at `/token` if it opens none.
pub(super) fn require(
    connection: &mut AnyConnection,
    token_hash: &[u8; 32],
    now: Timestamp,
) -> Result<(User, Timestamp), Problem> {
    let found: Result<_, StoreError> = password_resets::find(connection, token_hash, now);
    found?.ok_or_else(used_up)
}

/// Says what to do about a link that is not valid.
pub(super) fn used_up() -> Problem {
    Problem::field("/token", "the link was used or has expired: ask for another")
}
