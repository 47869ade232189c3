//! `POST /api/v1/session`

use actix_web::http::header::{HeaderValue, SET_COOKIE};
use actix_web::web::Data;
use actix_web::{HttpMessage, HttpRequest, HttpResponse, post};
use billhook_store::users::{self, User};
use serde::Deserialize;
use utoipa::ToSchema;

use super::view::{SessionView, read_view};
use crate::account;
use crate::authentication::{Beginning, Throttle, require_own_origin};
use crate::checks::{Checks, MAX_EMAIL_LEN};
use crate::extract::ShortJson;
use crate::problem::{Kind, Problem};
use crate::state::ApiState;

/// What somebody signs in with.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignIn {
    #[schema(example = "ann@example.com")]
    email: String,
    #[schema(format = Password)]
    password: String,
}

/// Sign in
///
/// Sets two cookies: a short-lived access token, and the credential that refreshes it. Failures are limited per
/// account and per address. Whether an account exists cannot be learned here.
#[utoipa::path(
    tag = "session",
    request_body = SignIn,
    responses((status = 201, description = "Signed in", body = SessionView)),
    security(())
)]
#[post("/session")]
pub(crate) async fn create_session(
    state: Data<ApiState>,
    request: HttpRequest,
    ShortJson(body): ShortJson<SignIn>,
) -> Result<HttpResponse, Problem> {
    require_own_origin(&request, &state.config)?;
    let email = body.email.trim().to_lowercase();
    let mut checks = Checks::default();
    let detail = format!("no e-mail address is longer than {MAX_EMAIL_LEN} bytes");
    checks.that(email.len() <= MAX_EMAIL_LEN, "/email", detail);
    checks.finish()?;
    let address = crate::client_address::of(&request, &state.config).map(|address| address.to_string());
    let throttle = Throttle::new(&state.config, &email, address);
    let user = check(&state, &request, &throttle, email, body.password).await?;
    let now = state.clock.now();
    let beginning = Beginning::new(&request, &state.config, user.id, now)?;
    let (beginning, view) = state
        .db
        .write(move |c| {
            throttle.succeeded(c)?;
            account::tell_new_address(c, &user, beginning.origin(), now)?;
            beginning.insert(c)?;
            let view = read_view(c, user.id)?;
            Ok::<_, Problem>((beginning, view))
        })
        .await?;
    state.wake.hint_mails();
    Ok(with_cookies(HttpResponse::Created().json(view), beginning.cookies(&state)?))
}

async fn check(
    state: &ApiState,
    request: &HttpRequest,
    throttle: &Throttle,
    email: String,
    password: String,
) -> Result<User, Problem> {
    begin(state, request, throttle).await?;
    let account = state.db.read(move |c| users::find_account(c, &email)).await.map_err(Problem::from)?;
    let (user, hash) = account.map(|account| (account.user, account.password_hash)).unzip();
    let verified = state.hasher.verify(password, hash.flatten()).await?;
    user.filter(|_| verified).ok_or_else(wrong)
}

/// Fails unless this is the account's password. Counts as a sign-in that failed, until the caller says that the
/// throttle succeeded.
pub(crate) async fn verify_password(
    state: &ApiState,
    request: &HttpRequest,
    throttle: &Throttle,
    hash: Option<String>,
    password: String,
) -> Result<(), Problem> {
    begin(state, request, throttle).await?;
    if state.hasher.verify(password, hash).await? { Ok(()) } else { Err(wrong()) }
}

async fn begin(state: &ApiState, request: &HttpRequest, throttle: &Throttle) -> Result<(), Problem> {
    let (throttle, now) = (throttle.clone(), state.clock.now());
    let begun = state.db.write(move |c| throttle.begin(c, now)).await.map_err(Problem::from)?;
    begun.map_err(|exhausted| {
        request.extensions_mut().insert(exhausted.rate_limit());
        exhausted.problem()
    })
}

fn wrong() -> Problem {
    Problem::new(Kind::WrongCredentials, "No account has this e-mail address with this password.")
}

/// The response with these cookies set.
pub(crate) fn with_cookies(mut response: HttpResponse, cookies: Vec<String>) -> HttpResponse {
    for cookie in cookies {
        match HeaderValue::try_from(cookie) {
            Ok(value) => response.headers_mut().append(SET_COOKIE, value),
            // Ours are letters and digits.
            Err(error) => tracing::error!(%error, "a cookie cannot be set"),
        }
    }
    response
}
