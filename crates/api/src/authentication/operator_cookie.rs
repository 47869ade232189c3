//! The cookie with the key of the operator's session while they are at the console. It is `HttpOnly` and
//! `SameSite=Strict`, and changes nothing without what only the console sends; see `same_site`. The token with
//! which they signed in is not in it.

use actix_web::HttpRequest;
use actix_web::cookie::time::Duration as CookieDuration;
use actix_web::cookie::{Cookie, SameSite};
use chrono::Duration;

use crate::state::ApiConfig;

/// The `__Host-` prefix binds a cookie to this host and to https (RFC 6265bis, section 4.1.3.2).
fn name(config: &ApiConfig) -> &'static str {
    if config.is_https() { "__Host-billhook_operator" } else { "billhook_operator" }
}

/// The `Set-Cookie` that keeps this key for as long as its session lasts.
pub(crate) fn operator_cookie(config: &ApiConfig, key: &str, lifetime: Duration) -> String {
    cookie(config, key, CookieDuration::seconds(lifetime.num_seconds()))
}

/// The `Set-Cookie` that takes it away.
pub(crate) fn no_operator_cookie(config: &ApiConfig) -> String {
    cookie(config, "", CookieDuration::ZERO)
}

fn cookie(config: &ApiConfig, key: &str, age: CookieDuration) -> String {
    let cookie = Cookie::build(name(config), key).path("/").http_only(true).secure(config.is_https());
    cookie.max_age(age).same_site(SameSite::Strict).finish().to_string()
}

/// The key that came with a request.
pub(crate) fn read_operator_key(request: &HttpRequest, config: &ApiConfig) -> Option<String> {
    let cookie = request.cookie(name(config))?;
    Some(cookie.value().to_owned()).filter(|key| !key.is_empty())
}
