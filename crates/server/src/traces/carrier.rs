//! The HTTP client of the exporter, which runs in a thread without a runtime and tells nobody when it fails.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use opentelemetry_http::{Bytes, HttpClient, HttpError, Request, Response};
use reqwest::redirect::Policy;
use tokio::runtime::Handle;

/// For how long a collector may think about a batch.
const TIMEOUT: Duration = Duration::from_secs(10);
/// As much is read of its answer, which says how many spans it refused.
const MAX_OF_AN_ANSWER: usize = 64 << 10;

/// Brings batches to the collector, by the process's own runtime.
#[derive(Debug)]
pub(super) struct Carrier {
    client: reqwest::Client,
    runtime: Handle,
    is_failing: Arc<AtomicBool>,
}

impl Carrier {
    /// A client on the present Tokio runtime. It follows no redirects and knows no proxies, like everything that
    /// sends.
    pub(super) fn new() -> Result<Self, reqwest::Error> {
        let client =
            reqwest::Client::builder().timeout(TIMEOUT).redirect(Policy::none()).no_proxy().build()?;
        Ok(Self { client, runtime: Handle::current(), is_failing: Arc::default() })
    }

    /// Logs once that a collector has gone, and once that it is back: there is a batch every few seconds.
    fn note(&self, failure: Option<String>) {
        let was_failing = self.is_failing.swap(failure.is_some(), Ordering::Relaxed);
        match failure {
            Some(error) if !was_failing => {
                tracing::warn!(error, "the collector takes no traces; they are dropped until it does");
            }
            None if was_failing => tracing::info!("the collector takes traces again"),
            _ => {}
        }
    }
}

#[async_trait::async_trait]
impl HttpClient for Carrier {
    async fn send_bytes(&self, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
        let client = self.client.clone();
        let sent = self.runtime.spawn(async move { send(&client, request).await }).await;
        let sent = sent.map_err(HttpError::from).and_then(|sent| sent);
        self.note(match &sent {
            Ok(answer) if answer.status().is_success() => None,
            Ok(answer) => Some(format!("it answers {}", answer.status())),
            Err(error) => Some(error.to_string()),
        });
        sent
    }
}

async fn send(client: &reqwest::Client, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
    let mut answer = client.execute(request.try_into()?).await?;
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await? {
        if body.len() + chunk.len() > MAX_OF_AN_ANSWER {
            return Err("its answer has no end".into());
        }
        body.extend_from_slice(&chunk);
    }
    let mut response = Response::new(Bytes::from(body));
    *response.status_mut() = answer.status();
    *response.headers_mut() = answer.headers().clone();
    Ok(response)
}
