//! What goes around every request: its id, its log line, its figures, and the headers that every response bears.

use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpMessage};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use tracing::Instrument;

use crate::figures;
use crate::rate_limit::RateLimitState;
use crate::single_headers::require_single;
use crate::state::ApiState;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const MAX_REQUEST_ID_LEN: usize = 64;

/// The console's own files and nothing else. Components set sizes and places in attributes; there is no style
/// element. Who may frame it follows.
const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; \
    img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors ";
const PERMISSIONS_POLICY: &str = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
/// One year (RFC 6797).
const STRICT_TRANSPORT_SECURITY: &str = "max-age=31536000; includeSubDomains";

/// The middleware. It goes around everything.
pub(crate) async fn envelope(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let (id, method, started) = (request_id(&request), request.method().clone(), Instant::now());
    // Whatever answers GET answers HEAD; the connection knows to leave the body out (RFC 9110, section 9.3.2).
    if method == Method::HEAD {
        request.head_mut().method = Method::GET;
    }
    // The query may hold what is nobody's business, so the log has the path only.
    let span = tracing::info_span!("request", %id, %method, path = %request.path());
    let state = request.app_data::<Data<ApiState>>().cloned();
    let mut response = match require_single(request.headers()) {
        Ok(()) => next.call(request).instrument(span.clone()).await?.map_into_left_body(),
        Err(problem) => request.error_response(problem).map_into_right_body(),
    };
    span.in_scope(|| note(&response, &method, started));
    let rate_limit = response.request().extensions().get::<RateLimitState>().copied();
    let headers = response.headers_mut();
    set_rate_limit(headers, rate_limit);
    if let Some(state) = state {
        set_security(headers, &state);
    }
    // What says nothing about it may be kept by whoever it passes (RFC 9111, section 4.2.2), a 404 of a new file too.
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if let Ok(id) = HeaderValue::try_from(id) {
        headers.insert(REQUEST_ID, id);
    }
    Ok(response)
}

/// The caller's own id for the request, if it has a sensible one; otherwise a new one.
fn request_id(request: &ServiceRequest) -> String {
    let given = request.headers().get(REQUEST_ID).and_then(|value| value.to_str().ok());
    let is_sensible = |id: &&str| {
        (1..=MAX_REQUEST_ID_LEN).contains(&id.len())
            && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
    };
    given.filter(is_sensible).map_or_else(new_request_id, str::to_owned)
}

fn new_request_id() -> String {
    let mut bytes = [0; 18];
    // It tells requests apart and gives access to nothing, so it may be guessed.
    fastrand::fill(&mut bytes);
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

fn note<B>(response: &ServiceResponse<B>, method: &Method, started: Instant) {
    let (elapsed, status) = (started.elapsed(), response.status());
    figures::count(method, response.request().match_pattern(), status, elapsed);
    let elapsed_ms = elapsed.as_millis();
    // Whatever makes this process answer 503 is logged where it happens, once, and not by each request.
    if status.is_server_error() && status != StatusCode::SERVICE_UNAVAILABLE {
        tracing::warn!(status = status.as_u16(), elapsed_ms, "answered");
    } else {
        tracing::debug!(status = status.as_u16(), elapsed_ms, "answered");
    }
}

/// After draft-ietf-httpapi-ratelimit-headers-07, in the form with three headers that most clients read.
fn set_rate_limit(headers: &mut HeaderMap, rate_limit: Option<RateLimitState>) {
    let Some(rate_limit) = rate_limit else { return };
    headers.insert(HeaderName::from_static("ratelimit-limit"), rate_limit.limit.into());
    headers.insert(HeaderName::from_static("ratelimit-remaining"), rate_limit.remaining.into());
    headers.insert(HeaderName::from_static("ratelimit-reset"), rate_limit.reset_s.into());
}

fn set_security(headers: &mut HeaderMap, state: &ApiState) {
    state.framing.set(headers);
    let mut set = |name, value| headers.insert(name, HeaderValue::from_static(value));
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "no-referrer");
    set(HeaderName::from_static("permissions-policy"), PERMISSIONS_POLICY);
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    if state.config.is_https() {
        set(header::STRICT_TRANSPORT_SECURITY, STRICT_TRANSPORT_SECURITY);
    }
}

/// Who may show the console in a frame, as the headers say it.
pub(crate) struct Framing {
    policy: Option<HeaderValue>,
    by_nobody: bool,
}

impl Framing {
    /// By pages of these origins.
    pub(crate) fn by(ancestors: &[String]) -> Self {
        let listed = if ancestors.is_empty() { "'none'".to_owned() } else { ancestors.join(" ") };
        let policy = HeaderValue::try_from(format!("{CONTENT_SECURITY_POLICY}{listed}"));
        // The configuration lets origins through and nothing else.
        let policy = policy
            .inspect_err(|error| tracing::error!(%error, "the content security policy is not a header"));
        Self { policy: policy.ok(), by_nobody: ancestors.is_empty() }
    }

    /// `X-Frame-Options` knows no list of origins, so it stands only where nobody may frame the console.
    fn set(&self, headers: &mut HeaderMap) {
        if let Some(policy) = &self.policy {
            headers.insert(header::CONTENT_SECURITY_POLICY, policy.clone());
        }
        if self.by_nobody {
            headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
        }
    }
}
