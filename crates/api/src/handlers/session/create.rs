//! `POST /api/v1/session`

use actix_web::cookie::Cookie;
use actix_web::web::Data;
use actix_web::{HttpMessage, HttpRequest, HttpResponse, post};
use billhook_core::id::UserId;
use billhook_store::users;
use serde::Deserialize;
use utoipa::ToSchema;

use super::view::{SessionView, read_view};
use crate::authentication::{Beginning, Throttle, require_own_origin};
use crate::extract::Json;
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
    responses((status = 201, description = "Signed in", body = SessionView)),
    security(())
)]
#[post("/session")]
pub(crate) async fn create_session(
    state: Data<ApiState>,
    request: HttpRequest,
    Json(body): Json<SignIn>,
) -> Result<HttpResponse, Problem> {
    require_own_origin(&request, &state.config)?;
    let email = body.email.trim().to_lowercase();
    let address = crate::address::of(&request, &state.config).map(|address| address.to_string());
    let throttle = Throttle::new(&state.config, &email, address);
    let user = check(&state, &request, &throttle, email, body.password).await?;
    let beginning = Beginning::new(&request, &state.config, user, state.clock.now())?;
    let (beginning, view) = state
        .db
        .write(move |c| {
            throttle.succeeded(c)?;
            beginning.insert(c)?;
            let view = read_view(c, user)?;
            Ok::<_, Problem>((beginning, view))
        })
        .await?;
    Ok(with_cookies(HttpResponse::Created().json(view), beginning.cookies(&state)?))
}

async fn check(
    state: &ApiState,
    request: &HttpRequest,
    throttle: &Throttle,
    email: String,
    password: String,
) -> Result<UserId, Problem> {
    let (throttle, now) = (throttle.clone(), state.clock.now());
    let begun = state.db.write(move |c| throttle.begin(c, now)).await.map_err(Problem::from)?;
    begun.map_err(|exhausted| {
        request.extensions_mut().insert(exhausted.standing());
        exhausted.problem()
    })?;
    let account = state.db.read(move |c| users::find_account(c, &email)).await.map_err(Problem::from)?;
    let (user, hash) = account.map(|account| (account.user.id, account.password_hash)).unzip();
    let verified = state.hasher.verify(password, hash.flatten()).await?;
    user.filter(|_| verified).ok_or_else(|| {
        Problem::new(Kind::WrongCredentials, "No account has this e-mail address with this password.")
    })
}

/// The response with these cookies set.
pub(crate) fn with_cookies(mut response: HttpResponse, cookies: Vec<Cookie<'static>>) -> HttpResponse {
    for cookie in cookies {
        // Fails for a cookie that is no header value; ours are letters and digits.
        if let Err(error) = response.add_cookie(&cookie) {
            tracing::error!(%error, "a cookie cannot be set");
        }
    }
    response
}
