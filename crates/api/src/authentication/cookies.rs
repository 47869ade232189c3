//! The two cookies of a session: the access token for the whole site, the refresh credential for its one path.
//!
//! A person's are `SameSite=Strict`. Those of a session that a link opened go into frames of other sites as
//! well, if the installation may be framed: then they are `SameSite=None` and kept apart for each site that
//! frames (`Partitioned`, CHIPS). What keeps other sites from using them is in `same_site`.

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
    may_be_framed: bool,
}

/// Where a session's cookies are sent along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// From the installation's own pages.
    Own,
    /// Also from its pages in frames of the sites that may frame it.
    Framed,
}

impl CookieJar {
    /// The jar of this installation.
    pub(crate) fn new(config: &ApiConfig) -> Self {
        let is_https = config.is_https();
        // Without https browsers take no cookie that reaches into frames.
        Self { is_https, may_be_framed: is_https && !config.frame_ancestors.is_empty() }
    }

    /// The `Set-Cookie` of a session that begins or goes on. Where cookies of the other reach may lie, they
    /// are taken away: a browser would send both.
    pub(crate) fn set(
        &self,
        access: String,
        refresh: Option<String>,
        lifetime: Duration,
        reach: Reach,
    ) -> Vec<String> {
        let (reach, other) = match reach {
            Reach::Framed if self.may_be_framed => (Reach::Framed, Some(Reach::Own)),
            Reach::Own if self.may_be_framed => (Reach::Own, Some(Reach::Framed)),
            _ => (Reach::Own, None),
        };
        let taken_away = other
            .into_iter()
            .flat_map(|other| self.pair(String::new(), Some(String::new()), Duration::zero(), other));
        taken_away.chain(self.pair(access, refresh, lifetime, reach)).collect()
    }

    /// The cookies that take a session's away, wherever they reach.
    pub(crate) fn clear(&self) -> Vec<String> {
        self.set(String::new(), Some(String::new()), Duration::zero(), Reach::Own)
    }

    fn pair(&self, access: String, refresh: Option<String>, lifetime: Duration, reach: Reach) -> Vec<String> {
        let age = CookieDuration::seconds(lifetime.num_seconds());
        // The access cookie outlives the token in it, so that an expired one says so and is refreshed.
        let access = self.cookie(access_name(self.is_https), access, "/", age, reach);
        let refresh =
            refresh.map(|value| self.cookie(refresh_name(self.is_https), value, REFRESH_PATH, age, reach));
        std::iter::once(access).chain(refresh).collect()
    }

    fn cookie(
        &self,
        name: &'static str,
        value: String,
        path: &'static str,
        age: CookieDuration,
        reach: Reach,
    ) -> String {
        let cookie = Cookie::build(name, value).path(path).http_only(true).secure(self.is_https).max_age(age);
        match reach {
            Reach::Own => cookie.same_site(SameSite::Strict).finish().to_string(),
            // The attribute is younger than the crate.
            Reach::Framed => format!("{}; Partitioned", cookie.same_site(SameSite::None).finish()),
        }
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
