//! The sender of a measurement: posts events over so many connections, as quickly as they are answered.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::Request;
use hyper_util::rt::TokioIo;
use serde::Deserialize;
use tokio::net::TcpStream;

use crate::commands::Failure;

/// What is posted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Load {
    pub(super) events: usize,
    pub(super) connections: usize,
    pub(super) payload: usize,
    /// Events in one post.
    pub(super) batch: usize,
}

/// An accepted event and when its answer came.
pub(super) struct Posted {
    pub(super) id: String,
    pub(super) begun: Instant,
    pub(super) answered: Instant,
}

/// Posts everything; answers what was accepted.
pub(super) async fn post(target: SocketAddr, token: &str, load: Load) -> Result<Vec<Posted>, Failure> {
    let posts = Arc::new(AtomicUsize::new(load.events.div_ceil(load.batch)));
    let mut connections = Vec::new();
    for _ in 0..load.connections {
        connections.push(tokio::spawn(connection(target, token.to_owned(), load, posts.clone())));
    }
    let mut accepted = Vec::with_capacity(load.events);
    for connection in connections {
        let part = connection.await.map_err(|error| Failure::new(error.to_string()))?;
        accepted.extend(part.map_err(|error| Failure::new(format!("a post failed: {error}")))?);
    }
    Ok(accepted)
}

type Error = Box<dyn std::error::Error + Send + Sync>;

async fn connection(
    target: SocketAddr,
    token: String,
    load: Load,
    posts: Arc<AtomicUsize>,
) -> Result<Vec<Posted>, Error> {
    let stream = TcpStream::connect(target).await?;
    stream.set_nodelay(true)?;
    let (mut sender, driver) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(driver);
    let (path, body) = body(load);
    let mut accepted = Vec::new();
    while posts.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok() {
        let request = Request::post(path)
            .header("host", target.to_string())
            .header("authorization", format!("Bearer {token}"))
            .header("content-type", "application/json")
            .body(Full::new(body.clone()))?;
        let begun = Instant::now();
        let response = sender.send_request(request).await?;
        let status = response.status();
        let answer = response.into_body().collect().await?.to_bytes();
        if status != 202 {
            return Err(format!("{status}: {}", String::from_utf8_lossy(&answer)).into());
        }
        let answered = Instant::now();
        accepted.extend(ids(&answer, load.batch)?.into_iter().map(|id| Posted { id, begun, answered }));
    }
    Ok(accepted)
}

#[derive(Deserialize)]
struct Accepted {
    id: String,
}

#[derive(Deserialize)]
struct Answers {
    data: Vec<Accepted>,
}

fn ids(answer: &[u8], batch: usize) -> Result<Vec<String>, serde_json::Error> {
    if batch == 1 {
        return Ok(vec![serde_json::from_slice::<Accepted>(answer)?.id]);
    }
    let answers: Answers = serde_json::from_slice(answer)?;
    Ok(answers.data.into_iter().map(|answer| answer.id).collect())
}

/// The path and the body of every post; the data is about `payload` bytes.
fn body(load: Load) -> (&'static str, Bytes) {
    let event = format!(
        r#"{{"type":"bench.event","data":{{"text":"{}"}}}}"#,
        "x".repeat(load.payload.saturating_sub(11))
    );
    if load.batch == 1 {
        return ("/api/v1/events", event.into());
    }
    ("/api/v1/events/batch", format!(r#"{{"events":[{}]}}"#, vec![event; load.batch].join(",")).into())
}
