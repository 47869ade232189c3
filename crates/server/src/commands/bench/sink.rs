//! The receivers of a measurement: count what arrives and note what arrives twice.

use std::collections::HashMap;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use parking_lot::Mutex;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

/// What has arrived.
#[derive(Default)]
pub(super) struct Arrived {
    seen: Mutex<Seen>,
    some: Notify,
}

#[derive(Default)]
struct Seen {
    events: HashMap<String, Event>,
    /// Arrivals, each event at each hook counted once.
    distinct: usize,
    repeats: u32,
}

/// An event's arrivals.
struct Event {
    last: Instant,
    hooks: Vec<String>,
}

impl Arrived {
    pub(super) fn distinct(&self) -> usize {
        self.seen.lock().distinct
    }

    pub(super) fn repeats(&self) -> u32 {
        self.seen.lock().repeats
    }

    /// When the event had arrived at this many hooks; `None` if it has not.
    pub(super) fn at_hooks(&self, id: &str, hooks: usize) -> Option<Instant> {
        self.seen.lock().events.get(id).filter(|event| event.hooks.len() >= hooks).map(|event| event.last)
    }

    /// At how many hooks the event has arrived.
    pub(super) fn hooks_of(&self, id: &str) -> usize {
        self.seen.lock().events.get(id).map_or(0, |event| event.hooks.len())
    }

    /// Returns when there may be more.
    pub(super) async fn more(&self) {
        self.some.notified().await;
    }

    fn note(&self, request: &Request<Incoming>) {
        let id = request.headers().get("webhook-id").and_then(|id| id.to_str().ok()).unwrap_or_default();
        self.seen.lock().note(id, request.uri().path());
        self.some.notify_one();
    }
}

impl Seen {
    fn note(&mut self, id: &str, hook: &str) {
        let now = Instant::now();
        let event =
            self.events.entry(id.to_owned()).or_insert_with(|| Event { last: now, hooks: Vec::new() });
        if event.hooks.iter().any(|known| known == hook) {
            self.repeats += 1;
            return;
        }
        event.hooks.push(hook.to_owned());
        event.last = now;
        self.distinct += 1;
    }
}

/// Starts a receiver that takes everything; answers its address.
pub(super) async fn start(arrived: Arc<Arrived>) -> std::io::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let _ = stream.set_nodelay(true);
            tokio::spawn(serve(stream, arrived.clone()));
        }
    });
    Ok(address)
}

async fn serve(stream: TcpStream, arrived: Arc<Arrived>) {
    let service = service_fn(move |request: Request<Incoming>| {
        arrived.note(&request);
        async move {
            // Read to the end, so that the connection can be used again.
            let _ = request.into_body().collect().await;
            Ok::<_, Infallible>(Response::new(Full::<Bytes>::default()))
        }
    });
    let _ = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

/// Starts a receiver that accepts connections and never answers; answers its address.
pub(super) async fn start_hanging() -> std::io::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move {
        let mut held = Vec::new();
        while let Ok((stream, _)) = listener.accept().await {
            held.push(stream);
        }
    });
    Ok(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_counts_once_at_each_hook() {
        let mut seen = Seen::default();
        for (id, hook) in [("a", "/0"), ("a", "/1"), ("b", "/0"), ("a", "/0")] {
            seen.note(id, hook);
        }
        assert_eq!((seen.distinct, seen.repeats), (3, 1));
    }
}
