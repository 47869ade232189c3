//! `POST /api/v1/password-resets`

use actix_web::web::Data;
use actix_web::{HttpMessage, HttpRequest, HttpResponse, post};
use billhook_core::clock::Timestamp;
use billhook_store::password_resets::Requested;
use billhook_store::{AnyConnection, StoreError, password_resets, sign_ins};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::authentication::require_own_origin;
use crate::checks::Checks;
use crate::client_address::place;
use crate::extract::ShortJson;
use crate::problem::{Kind, Problem};
use crate::rate_limit::RateLimitState;
use crate::state::{ApiConfig, ApiState};

/// Whose password is lost.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewPasswordReset {
    #[schema(example = "ann@example.com")]
    email: String,
}

/// What is answered, whether there is such an account or not.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PasswordResetRequested {
    /// For how long a link works that is sent now, in seconds.
    #[schema(example = 3600)]
    expires_in_s: i64,
}

/// Ask for a new password
///
/// Mails a link to the address, if it has an account. The answer is the same, and takes as long, if it has none. An
/// account is sent a few links an hour; asking for more answers the same and sends nothing.
#[utoipa::path(
    tag = "session",
    request_body = NewPasswordReset,
    responses(
        (status = 202, description = "If there is such an account, a link is on its way", body = PasswordResetRequested),
        (status = 429, description = "Too many requests from this address")
    ),
    security(())
)]
#[post("/password-resets")]
pub(crate) async fn create_password_reset(
    state: Data<ApiState>,
    request: HttpRequest,
    ShortJson(body): ShortJson<NewPasswordReset>,
) -> Result<HttpResponse, Problem> {
    require_own_origin(&request, &state.config)?;
    let mut checks = Checks::default();
    let email = checks.email("/email", &body.email);
    checks.finish()?;
    let address = crate::client_address::of(&request, &state.config).map(|address| address.to_string());
    let (config, now) = (state.config.clone(), state.clock.now());
    let asked = state.db.write(move |c| ask(c, &config, &email, address, now)).await;
    if let Some(standing) = asked.map_err(Problem::from)? {
        request.extensions_mut().insert(standing);
        let detail = format!("Too many links were asked for from this address. Wait {} s.", standing.reset_s);
        return Err(Problem::new(Kind::RateLimited, detail).retry_after(standing.reset_s));
    }
    state.wake.hint_jobs();
    let expires_in_s = state.config.password_reset_lifetime.num_seconds();
    Ok(HttpResponse::Accepted().json(PasswordResetRequested { expires_in_s }))
}

/// Leaves the work to a background job, so that this does the same for every address that it is given. Answers where
/// the caller stands if that is too far.
fn ask(
    connection: &mut AnyConnection,
    config: &ApiConfig,
    email: &str,
    address: Option<String>,
    now: Timestamp,
) -> Result<Option<RateLimitState>, StoreError> {
    let window = config.password_reset_window;
    if let Some(address) = &address {
        let limit = config.password_resets_per_address;
        let asked = sign_ins::count(connection, &format!("reset-address:{}", place(address)), window, now)?;
        if asked.count > limit {
            let reset_s = u64::try_from((asked.until - now).num_seconds()).unwrap_or(0) + 1;
            return Ok(Some(RateLimitState { limit, remaining: 0, reset_s }));
        }
    }
    let asked = sign_ins::count(connection, &format!("reset-account:{email}"), window, now)?;
    // Not refused: somebody could keep an account's person out by asking first.
    if asked.count <= config.password_resets_per_account {
        let expires_at = (now + config.password_reset_lifetime).timestamp_micros();
        let requested = Requested { email: email.to_owned(), address, expires_at };
        password_resets::request(connection, &requested, now)?;
    }
    Ok(None)
}
