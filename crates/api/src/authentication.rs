//! From credentials to a principal: a token by its header, or a session by its cookie. The operator's likewise.

mod cookies;
mod operator;
mod operator_cookie;
mod same_site;
mod session;
mod session_key;
mod sign_in;
mod throttle;
mod token;

use actix_web::HttpRequest;
use actix_web::http::header;
use actix_web::web::Data;

pub(crate) use self::cookies::{CookieJar, read_refresh};
pub(crate) use self::operator::{
    PosterCache, authenticate_operator, operator_credential, operator_of, poster_of_operator,
};
pub(crate) use self::operator_cookie::{no_operator_cookie, operator_cookie, read_operator_key};
pub(crate) use self::same_site::{CONSOLE_HEADER, require_own_origin, require_same_site};
pub(crate) use self::session::{SignedIn, TENANT_HEADER, of_session, session_of};
pub(crate) use self::session_key::SessionKey;
pub(crate) use self::sign_in::{Beginning, Refreshed, origin, refresh};
pub(crate) use self::throttle::{Throttle, forget_failures};
pub(crate) use self::token::PrincipalCache;
use crate::principal::Principal;
use crate::problem::{Kind, Problem};
use crate::rate_limit;
use crate::state::ApiState;

/// How much a principal has to be up to date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Freshness {
    /// As last read; somebody else compares its version.
    Cached,
    /// As last read, if its version is still the tenant's.
    Verified,
    /// Read now.
    Read,
}

/// Who makes this request. 401 if nobody can be told, 429 if they make too many.
pub(crate) async fn authenticate(request: &HttpRequest, freshness: Freshness) -> Result<Principal, Problem> {
    let state = request.app_data::<Data<ApiState>>().ok_or_else(Problem::internal)?;
    if let Some(credential) = operator_credential(request) {
        return Err(operator::refuse(request, credential).await);
    }
    let principal = match request.headers().get(header::AUTHORIZATION) {
        Some(value) => {
            session::in_the_tenant_it_names(request, token::authenticate(state, value, freshness).await?)?
        }
        None => session::authenticate(request, state).await?,
    };
    rate_limit::admit(request, state, principal.tenant_id, freshness)?;
    let address = crate::client_address::of(request, &state.config).map(|address| address.to_string().into());
    Ok(Principal { address, ..principal })
}

/// 401 with what to send.
pub(crate) fn unauthenticated() -> Problem {
    Problem::new(
        Kind::Unauthenticated,
        "Send `Authorization: Bearer bh_…` with a token that is neither revoked nor expired, or sign in.",
    )
}
