//! The receiver of a measurement: counts what arrives and notes what arrives twice.

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
use tokio::net::TcpListener;
use tokio::sync::Notify;

/// What has arrived.
#[derive(Default)]
pub(super) struct Arrived {
    /// The ids, with the instant of the first arrival and how often.
    seen: Mutex<HashMap<String, (Instant, u32)>>,
    some: Notify,
}

impl Arrived {
    pub(super) fn distinct(&self) -> usize {
        self.seen.lock().len()
    }

    pub(super) fn repeats(&self) -> u32 {
        self.seen.lock().values().map(|(_, times)| times - 1).sum()
    }

    pub(super) fn first_arrival(&self, id: &str) -> Option<Instant> {
        self.seen.lock().get(id).map(|(at, _)| *at)
    }

    /// Returns when there may be more.
    pub(super) async fn more(&self) {
        self.some.notified().await;
    }

    fn note(&self, request: &Request<Incoming>) {
        let id = request
            .headers()
            .get("webhook-id")
            .and_then(|id| id.to_str().ok())
            .unwrap_or_default()
            .to_owned();
        self.seen.lock().entry(id).and_modify(|(_, times)| *times += 1).or_insert((Instant::now(), 1));
        self.some.notify_one();
    }
}

/// Starts the receiver; answers its address.
pub(super) async fn start(arrived: Arc<Arrived>) -> std::io::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let _ = stream.set_nodelay(true);
            let arrived = arrived.clone();
            tokio::spawn(async move {
                let service = service_fn(move |request: Request<Incoming>| {
                    arrived.note(&request);
                    async move {
                        // Read to the end, so that the connection can be used again.
                        let _ = request.into_body().collect().await;
                        Ok::<_, Infallible>(Response::new(Full::<Bytes>::default()))
                    }
                });
                let _ = hyper::server::conn::http1::Builder::new()
                    .serve_connection(TokioIo::new(stream), service)
                    .await;
            });
        }
    });
    Ok(address)
}
