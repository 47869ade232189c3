//! The two cookies of a session: the access token for the whole site, the refresh credential for its one path.

use actix_web::HttpRequest;
use actix_web::cookie::time::Duration as CookieDuration;
use actix_web::cookie::{Cookie, SameSite};
use chrono::Duration;

use crate::state::ApiConfig;

/// Where the refresh credential is sent to, and nowhere else.
const REFRESH_PATH: &str = "/api/v1/session";

/// Makes the cookies as the installation is reached: `Secure` and with the `__Host-` prefix behind https.
pub(crate) struct CookieJar {
    is_https: bool,
}

impl CookieJar {
    /// The jar of this installation.
    pub(crate) fn new(config: &ApiConfig) -> Self {
        Self { is_https: config.is_https() }
    }

    /// The cookies of a session that begins or goes on.
    pub(crate) fn set(
        &self,
        access: String,
        refresh: Option<String>,
        lifetime: Duration,
    ) -> Vec<Cookie<'static>> {
        let age = CookieDuration::seconds(lifetime.num_seconds());
        // The access cookie outlives the token in it, so that an expired one says so and is refreshed.
        let access = self.cookie(access_name(self.is_https), access, "/", age);
        let refresh = refresh.map(|value| self.cookie(refresh_name(self.is_https), value, REFRESH_PATH, age));
        std::iter::once(access).chain(refresh).collect()
    }

    /// The cookies that take a session's away.
    pub(crate) fn clear(&self) -> Vec<Cookie<'static>> {
        self.set(String::new(), Some(String::new()), Duration::zero())
    }

    fn cookie(
        &self,
        name: &'static str,
        value: String,
        path: &'static str,
        age: CookieDuration,
    ) -> Cookie<'static> {
        Cookie::build(name, value)
            .path(path)
            .http_only(true)
            .secure(self.is_https)
            .same_site(SameSite::Strict)
            .max_age(age)
            .finish()
    }
}

/// The `__Host-` prefix binds a cookie to this host and to https (RFC 6265bis, section 4.1.3.2).
fn access_name(is_https: bool) -> &'static str {
    if is_https { "__Host-billhook_session" } else { "billhook_session" }
}

/// It has a path of its own, so only `__Secure-` is open to it.
fn refresh_name(is_https: bool) -> &'static str {
    if is_https { "__Secure-billhook_refresh" } else { "billhook_refresh" }
}

/// The access token that came with a request.
pub(super) fn read_access(request: &HttpRequest, config: &ApiConfig) -> Option<String> {
    request.cookie(access_name(config.is_https())).map(|cookie| cookie.value().to_owned())
}

/// The refresh credential that came with a request.
pub(crate) fn read_refresh(request: &HttpRequest, config: &ApiConfig) -> Option<String> {
    request.cookie(refresh_name(config.is_https())).map(|cookie| cookie.value().to_owned())
}
