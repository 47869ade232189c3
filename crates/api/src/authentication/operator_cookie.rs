//! The cookie in which the operator's token lies while they are at the console. It is `HttpOnly` and `SameSite=Strict`, and
//! changes nothing without what only the console sends; see `same_site`.

use actix_web::HttpRequest;
use actix_web::cookie::time::Duration as CookieDuration;
use actix_web::cookie::{Cookie, SameSite};

use crate::state::ApiConfig;

/// For how long the operator stays signed in.
const LIFETIME: CookieDuration = CookieDuration::hours(8);

/// The `__Host-` prefix binds a cookie to this host and to https (RFC 6265bis, section 4.1.3.2).
fn name(config: &ApiConfig) -> &'static str {
    if config.is_https() { "__Host-billhook_operator" } else { "billhook_operator" }
}

/// The `Set-Cookie` that keeps this token.
pub(crate) fn operator_cookie(config: &ApiConfig, token: &str) -> String {
    cookie(config, token, LIFETIME)
}

/// The `Set-Cookie` that takes it away.
pub(crate) fn no_operator_cookie(config: &ApiConfig) -> String {
    cookie(config, "", CookieDuration::ZERO)
}

fn cookie(config: &ApiConfig, token: &str, age: CookieDuration) -> String {
    let cookie = Cookie::build(name(config), token).path("/").http_only(true).secure(config.is_https());
    cookie.max_age(age).same_site(SameSite::Strict).finish().to_string()
}

/// The token that came with a request.
pub(super) fn read(request: &HttpRequest, config: &ApiConfig) -> Option<String> {
    let cookie = request.cookie(name(config))?;
    Some(cookie.value().to_owned()).filter(|token| !token.is_empty())
}
