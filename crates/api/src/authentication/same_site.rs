//! Requests that change something by cookie must come from the console itself.
//!
//! `SameSite=Strict` keeps the cookie from other sites; a header that no form can send, and the origin where the
//! browser names it, keep out what shares the site.

use actix_web::HttpRequest;
use actix_web::http::{Method, header};
use url::Url;

use crate::problem::{Kind, Problem};
use crate::state::ApiConfig;

/// What the console sends with every request.
pub(crate) const CONSOLE_HEADER: &str = "Billhook-Console";

/// Fails with 403 unless the request only reads, or is the console's own.
pub(crate) fn require_same_site(request: &HttpRequest, config: &ApiConfig) -> Result<(), Problem> {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return Ok(());
    }
    if request.headers().get(CONSOLE_HEADER).is_none_or(|value| value != "1") {
        let detail = format!("Send the header `{CONSOLE_HEADER}: 1`, or use a token instead of the cookie.");
        return Err(Problem::new(Kind::CrossSite, detail));
    }
    require_own_origin(request, config)
}

/// Fails with 403 if the browser says that the request comes from another origin. For requests that need no
/// cookie, and set one: a foreign page must not sign its visitor in.
pub(crate) fn require_own_origin(request: &HttpRequest, config: &ApiConfig) -> Result<(), Problem> {
    match request.headers().get(header::ORIGIN) {
        None => Ok(()),
        Some(origin) if origin.to_str().is_ok_and(|origin| is_ours(origin, request, config)) => Ok(()),
        Some(_) => {
            Err(Problem::new(Kind::CrossSite, "The origin of the request is not this installation's."))
        }
    }
}

/// The installation's public origin, or the very host that the browser asked.
fn is_ours(origin: &str, request: &HttpRequest, config: &ApiConfig) -> bool {
    if origin == config.public_url.origin().ascii_serialization() {
        return true;
    }
    let asked = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let named = Url::parse(origin).ok().map(|url| url.authority().to_owned());
    asked.is_some() && named.as_deref() == asked
}
