//! The sender of a measurement: posts events over this many connections, at a pace or as quickly as they are answered.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::Request;
use hyper::client::conn::http1::SendRequest;
use hyper_util::rt::TokioIo;
use serde::Deserialize;
use tokio::net::TcpStream;

use super::scenario::Load;
use crate::commands::Failure;

/// An accepted event and when its answer came.
pub(super) struct Posted {
    pub(super) id: String,
    /// When its post was begun or, at a pace, should have been: a post that waits for the one before it is late.
    pub(super) begun: Instant,
    pub(super) answered: Instant,
}

/// Where posts go, and in whose name: by turns.
#[derive(Clone)]
pub(super) struct Target {
    pub(super) address: SocketAddr,
    pub(super) tokens: Arc<[String]>,
}

/// Posts everything; answers what was accepted.
pub(super) async fn post(target: &Target, load: Load) -> Result<Vec<Posted>, Failure> {
    let schedule = Arc::new(Schedule::of(load));
    let connections: Vec<_> = (0..load.connections)
        .map(|_| tokio::spawn(connection(target.clone(), load, schedule.clone())))
        .collect();
    let mut accepted = Vec::with_capacity(load.events);
    for connection in connections {
        let part = connection.await.map_err(|error| Failure::new(error.to_string()))?;
        accepted.extend(part.map_err(|error| Failure::new(format!("a post failed: {error}")))?);
    }
    Ok(accepted)
}

/// Posts until it is dropped; posts that are turned away are part of it.
pub(super) struct Flood {
    schedule: Arc<Schedule>,
}

/// How long a connection of a flood rests after it was turned away.
const TURNED_AWAY: Duration = Duration::from_millis(5);

impl Flood {
    pub(super) fn start(target: &Target, load: Load) -> Self {
        let schedule = Arc::new(Schedule { posts: usize::MAX, ..Schedule::of(load) });
        for _ in 0..load.connections {
            let (target, schedule) = (target.clone(), schedule.clone());
            tokio::spawn(async move {
                while connection(target.clone(), load, schedule.clone()).await.is_err() {
                    tokio::time::sleep(TURNED_AWAY).await;
                }
            });
        }
        Self { schedule }
    }
}

impl Drop for Flood {
    fn drop(&mut self) {
        self.schedule.is_over.store(true, Ordering::Relaxed);
    }
}

/// Which post comes next, and when.
struct Schedule {
    begun: Instant,
    posts: usize,
    next: AtomicUsize,
    gap: Option<Duration>,
    is_over: AtomicBool,
}

impl Schedule {
    fn of(load: Load) -> Self {
        Self {
            begun: Instant::now(),
            posts: load.events.div_ceil(load.batch),
            next: AtomicUsize::new(0),
            gap: load.pace.map(|pace| Duration::from_secs(1) / pace),
            is_over: AtomicBool::new(false),
        }
    }

    /// The number of the next post, and its instant, once that has come; `None` when there are no more.
    async fn next(&self) -> Option<(usize, Instant)> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        if number >= self.posts || self.is_over.load(Ordering::Relaxed) {
            return None;
        }
        let Some(gap) = self.gap else { return Some((number, Instant::now())) };
        let due = self.begun + gap.mul_f64(number as f64);
        tokio::time::sleep_until(due.into()).await;
        Some((number, due))
    }
}

type Error = Box<dyn std::error::Error + Send + Sync>;

async fn connection(target: Target, load: Load, schedule: Arc<Schedule>) -> Result<Vec<Posted>, Error> {
    let stream = TcpStream::connect(target.address).await?;
    stream.set_nodelay(true)?;
    let (mut sender, driver) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(driver);
    let (path, body) = body(load);
    let mut accepted = Vec::new();
    while let Some((number, begun)) = schedule.next().await {
        let token = &target.tokens[number % target.tokens.len()];
        let answer = send(&mut sender, target.address, token, path, body.clone()).await?;
        let answered = Instant::now();
        accepted.extend(ids(&answer, load.batch)?.into_iter().map(|id| Posted { id, begun, answered }));
    }
    Ok(accepted)
}

async fn send(
    sender: &mut SendRequest<Full<Bytes>>,
    address: SocketAddr,
    token: &str,
    path: &str,
    body: Bytes,
) -> Result<Bytes, Error> {
    let request = Request::post(path)
        .header("host", address.to_string())
        .header("authorization", format!("Bearer {token}"))
        .header("content-type", "application/json")
        .body(Full::new(body))?;
    let response = sender.send_request(request).await?;
    let status = response.status();
    let answer = response.into_body().collect().await?.to_bytes();
    if status == 202 {
        Ok(answer)
    } else {
        Err(format!("{status}: {}", String::from_utf8_lossy(&answer)).into())
    }
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
