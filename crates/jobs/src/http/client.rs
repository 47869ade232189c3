//! One request, one answer, one deadline.

use std::sync::Arc;
use std::time::Duration;

use billhook_core::clock::Timestamp;
use billhook_core::hook::Method;
use billhook_core::outcome::{Outcome, OutcomeKind, retry_after};
use billhook_core::profile::Request;
use billhook_core::target::AllowedNetworks;
use bytes::Bytes;
use http::header::RETRY_AFTER;
use http::{HeaderMap, HeaderName, HeaderValue, Uri};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use tokio::time::{Instant, timeout_at};

use super::answer::{self, Kept};
use super::carried;
use super::connector::GuardedConnector;
use super::failure;
use super::interim::{self, Interim};
use super::resolver::Resolver;

/// What the client never exceeds.
#[derive(Clone, Debug)]
pub struct ClientLimits {
    /// How much of a response's body is kept, in bytes.
    pub response_body_bytes: usize,
    /// How long a connection without requests is kept open.
    pub idle: Duration,
    /// How many such connections are kept for one host.
    pub idle_per_host: usize,
}

impl Default for ClientLimits {
    fn default() -> Self {
        Self { response_body_bytes: 16 * 1024, idle: Duration::from_secs(30), idle_per_host: 64 }
    }
}

/// The largest head of a response that is read, in bytes.
const MAX_HEAD: usize = 64 * 1024;

/// What came of a request.
#[derive(Debug)]
pub(crate) struct Exchanged {
    /// How it ended.
    pub outcome: Outcome,
    /// The headers of the answer, as a JSON list of pairs.
    pub response_headers: Option<String>,
    /// What was kept of its body.
    pub response_body: Option<Bytes>,
    /// True if there was more, or would have been.
    pub response_truncated: bool,
}

impl Exchanged {
    fn without_answer(outcome: Outcome) -> Self {
        Self { outcome, response_headers: None, response_body: None, response_truncated: false }
    }
}

type Pool = legacy::Client<HttpsConnector<GuardedConnector>, Full<Bytes>>;

/// Sends requests. Clones share the pool of connections.
///
/// Redirects are not followed, proxies of the environment are not asked, certificates are verified against the
/// machine's authorities.
#[derive(Clone)]
pub(crate) struct Client {
    pool: Pool,
    /// Makes a connection for each request, and keeps none.
    fresh: Pool,
    limits: ClientLimits,
}

impl Client {
    /// A client that calls public addresses and, beyond those, only `allowed` ones; `names` finds them.
    pub(crate) fn new(allowed: Arc<AllowedNetworks>, names: Resolver, limits: ClientLimits) -> Self {
        let connector = HttpsConnectorBuilder::new()
            .with_tls_config(tls())
            .https_or_http()
            .enable_http1()
            .wrap_connector(GuardedConnector::new(allowed, names));
        let pool = |kept: usize| {
            legacy::Client::builder(TokioExecutor::new())
                .pool_timer(TokioTimer::new())
                .pool_idle_timeout(limits.idle)
                .pool_max_idle_per_host(kept)
                .http1_max_buf_size(MAX_HEAD)
                .build(connector.clone())
        };
        Self { pool: pool(limits.idle_per_host), fresh: pool(0), limits }
    }

    /// Sends `request` and reads the answer, all within `deadline`. Where a connection that has rested ends
    /// before an answer begins, the request goes out once more, on a new one: most likely it has reached
    /// nobody, and whoever it has reached knows it by its id.
    pub(crate) async fn send(
        &self,
        request: &Request,
        deadline: Duration,
        now: impl Fn() -> Timestamp,
    ) -> Exchanged {
        let failed = |kind, why| Exchanged::without_answer(Outcome::without_answer(kind, why));
        let listened_enough = || {
            failed(OutcomeKind::Error, format!("more than {} interim answers (1xx)", interim::MAX_INTERIM))
        };
        let ends_at = Instant::now() + deadline;
        let mut pool = &self.pool;
        loop {
            let mut request = match build(request) {
                Ok(request) => request,
                Err(why) => return failed(OutcomeKind::Error, why),
            };
            let interim = Interim::watch(&mut request);
            let answer = tokio::select! {
                () = interim.too_many() => return listened_enough(),
                answer = timeout_at(ends_at, pool.request(request)) => answer,
            };
            // Whatever came after them came at the same moment: the end of the connection, for one.
            if interim.were_too_many() {
                return listened_enough();
            }
            match answer {
                Ok(Ok(response)) => {
                    carried::note(&response);
                    return self.read(response, deadline, ends_at, now).await;
                }
                Ok(Err(error)) => {
                    let is_first = std::ptr::eq(pool, &self.pool);
                    if !(is_first && failure::was_left(&error) && carried::had_carried(&error)) {
                        return Exchanged::without_answer(failure::outcome(&error));
                    }
                    pool = &self.fresh;
                }
                Err(_) => {
                    return failed(OutcomeKind::Timeout, format!("no answer within {}", spelled(deadline)));
                }
            }
        }
    }

    /// What came of the request once the head of its answer is there.
    async fn read(
        &self,
        response: http::Response<Incoming>,
        deadline: Duration,
        ends_at: Instant,
        now: impl Fn() -> Timestamp,
    ) -> Exchanged {
        let (head, body) = response.into_parts();
        let status = head.status.as_u16();
        let asked = head.headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok());
        let retry_after = asked.and_then(|value| retry_after(value, now()));
        let mut kept = Kept::default();
        let outcome =
            match timeout_at(ends_at, answer::read(body, self.limits.response_body_bytes, &mut kept)).await {
                Ok(Ok(())) => Outcome::response(status),
                Ok(Err(error)) => failure::in_answer(status, &error),
                Err(_) => Outcome::cut_short(
                    OutcomeKind::Timeout,
                    status,
                    format!(
                        "the answer began with {status}, but was not complete within {}",
                        spelled(deadline)
                    ),
                ),
            };
        let (body, truncated) = kept.take();
        Exchanged {
            response_truncated: truncated || outcome.kind != OutcomeKind::Response,
            outcome: Outcome { retry_after, ..outcome },
            response_headers: Some(headers_text(&head.headers)),
            response_body: Some(body),
        }
    }
}

fn build(request: &Request) -> Result<http::Request<Full<Bytes>>, String> {
    let uri: Uri = request.url.parse().map_err(|error| format!("the URL cannot be called: {error}"))?;
    let method = match request.method {
        Method::Post => http::Method::POST,
        Method::Put => http::Method::PUT,
    };
    let mut built = http::Request::new(Full::new(request.body.clone()));
    *built.uri_mut() = uri;
    *built.method_mut() = method;
    for (name, value) in &request.headers {
        let name =
            HeaderName::from_bytes(name.as_bytes()).map_err(|error| format!("header `{name}`: {error}"))?;
        let value = HeaderValue::from_str(value).map_err(|error| format!("header `{name}`: {error}"))?;
        built.headers_mut().append(name, value);
    }
    Ok(built)
}

/// A time as people say it: whole seconds where it is.
fn spelled(time: Duration) -> String {
    match time.as_millis() {
        ms if ms > 0 && ms % 1000 == 0 => format!("{} s", ms / 1000),
        ms => format!("{ms} ms"),
    }
}

/// A JSON list of pairs, in the order in which they came; bytes that are no UTF-8 are shown as such.
fn headers_text(headers: &HeaderMap) -> String {
    let pairs: Vec<(&str, std::borrow::Cow<'_, str>)> = headers
        .iter()
        .map(|(name, value)| (name.as_str(), String::from_utf8_lossy(value.as_bytes())))
        .collect();
    serde_json::to_string(&pairs).unwrap_or_else(|_| "[]".into())
}

/// TLS 1.2 and 1.3 with the machine's authorities. A machine without any can still call plain http; each https call
/// then fails and says why.
#[expect(clippy::expect_used, reason = "the provider has both versions")]
fn tls() -> rustls::ClientConfig {
    let found = rustls_native_certs::load_native_certs();
    let mut authorities = rustls::RootCertStore::empty();
    let (added, _) = authorities.add_parsable_certificates(found.certs);
    if added == 0 {
        tracing::warn!("this machine has no certificate authorities: every https receiver will be refused");
    }
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("the provider knows TLS 1.2 and 1.3")
        .with_root_certificates(authorities)
        .with_no_client_auth()
}
