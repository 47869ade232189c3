//! `POST /api/v1/operator/session`

use actix_web::http::header::SET_COOKIE;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, post};
use billhook_core::credential::is_operator_token;
use billhook_store::{operator_sessions, operator_tokens};
use chrono::Duration;
use serde::Deserialize;
use utoipa::ToSchema;

use super::view::OperatorSessionView;
use crate::authentication::{operator_cookie, operator_of, require_own_origin};
use crate::credentials::{TokenHash, new_session_key};
use crate::extract::ShortJson;
use crate::problem::Problem;
use crate::state::ApiState;

/// For how long the operator stays signed in at most.
const MAX_LIFETIME: Duration = Duration::hours(8);

/// The credential of the operator.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OperatorSignIn {
    /// A token of `billhook admin create-operator-token`.
    #[schema(example = "bho_…", format = Password)]
    token: String,
}

/// Sign in as the operator
///
/// For the console: begins a session, whose key lies in a cookie that no script can read. It ends after eight hours
/// (`session.lifetime_s`, if that is less), when the operator signs out, and when the token is revoked.
/// Programs send their token with each request instead.
#[utoipa::path(
    tag = "tenants",
    request_body = OperatorSignIn,
    responses((status = 201, description = "Signed in", body = OperatorSessionView)),
    security(())
)]
#[post("/operator/session")]
pub(crate) async fn create_operator_session(
    state: Data<ApiState>,
    request: HttpRequest,
    ShortJson(body): ShortJson<OperatorSignIn>,
) -> Result<HttpResponse, Problem> {
    require_own_origin(&request, &state.config)?;
    let token = body.token.trim();
    let unknown = || Problem::field("/token", "this is not a token of the operator, or it was revoked");
    if !is_operator_token(token) {
        return Err(unknown());
    }
    let (hash, key, now) = (TokenHash::of(token), new_session_key()?, state.clock.now());
    // Whoever makes tokens up is not to have the database written to.
    let known = state.db.read(move |c| operator_tokens::authenticate(c, hash.as_bytes())).await?;
    known.ok_or_else(unknown)?;
    let (key_hash, lifetime) = (TokenHash::of(&key), MAX_LIFETIME.min(state.config.session_lifetime));
    let signed_in = state.db.write(move |c| {
        let operator = operator_tokens::authenticate(c, hash.as_bytes())?.ok_or_else(unknown)?;
        operator_sessions::insert(c, &operator, key_hash.as_bytes(), now + lifetime, now)?;
        Ok::<_, Problem>(operator)
    });
    let operator = operator_of(signed_in.await?, &request, &state.config);
    let cookie = operator_cookie(&state.config, &key, lifetime);
    Ok(HttpResponse::Created().append_header((SET_COOKIE, cookie)).json(OperatorSessionView::from(&operator)))
}
