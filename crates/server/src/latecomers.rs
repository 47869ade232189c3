//! Connections that still wait in the listening socket when a process stops.
//!
//! Closing the socket would reset them, and their callers could not tell whether their requests were done.
//! They are answered 503 until nobody waits any more; whoever comes after that is refused by the system, and
//! asks elsewhere.

use std::convert::Infallible;
use std::io;
use std::time::Duration;

use billhook_api::problem::{Kind, MEDIA_TYPE, Problem};
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::header::{CONTENT_TYPE, RETRY_AFTER};
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::timeout;

/// For how long the socket is kept open beside the server that has been told to close it.
const KEPT_OPEN: Duration = Duration::from_millis(100);
/// How long one of them may take.
const PATIENCE: Duration = Duration::from_secs(1);
/// Somebody else may be listening by then.
const RETRY_AFTER_S: u64 = 1;

/// The listening socket once more: it stays open until this is dropped.
pub(crate) struct Latecomers(std::net::TcpListener);

impl Latecomers {
    /// Of this socket.
    pub(crate) fn of(listener: &std::net::TcpListener) -> io::Result<Self> {
        listener.try_clone().map(Self)
    }

    /// Answers whoever comes until the server, which is told to close the socket after `while_it_stops`, has
    /// done so; returns when the socket is closed.
    pub(crate) async fn turn_away(self, while_it_stops: Duration) -> io::Result<()> {
        self.0.set_nonblocking(true)?;
        let mut turned_away = JoinSet::new();
        let listener = TcpListener::from_std(self.0)?;
        let _ = timeout(while_it_stops + KEPT_OPEN, async {
            while let Ok((stream, _)) = listener.accept().await {
                turned_away.spawn(turn_away(stream));
            }
        })
        .await;
        let listener = listener.into_std()?;
        // Nothing comes between the last look and the end of the socket but what comes within microseconds.
        while let Ok((stream, _)) = listener.accept() {
            stream.set_nonblocking(true)?;
            turned_away.spawn(turn_away(TcpStream::from_std(stream)?));
        }
        drop(listener);
        turned_away.join_all().await;
        Ok(())
    }
}

async fn turn_away(stream: TcpStream) {
    let service = service_fn(|request: Request<Incoming>| async {
        // Read to its end: a caller that is still writing would never see an answer.
        let mut body = request.into_body();
        while let Some(Ok(_)) = body.frame().await {}
        Ok::<_, Infallible>(stopping())
    });
    let mut server = hyper::server::conn::http1::Builder::new();
    let conversation = server.keep_alive(false).serve_connection(TokioIo::new(stream), service);
    // However it ends, nothing was done.
    let _ = timeout(PATIENCE, conversation).await;
}

fn stopping() -> Response<Full<Bytes>> {
    let problem =
        Problem::new(Kind::Unavailable, "This process of Billhook is stopping. Nothing was done; try again.");
    let mut response = Response::new(Full::from(problem.to_json()));
    *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, hyper::header::HeaderValue::from_static(MEDIA_TYPE));
    headers.insert(RETRY_AFTER, RETRY_AFTER_S.into());
    response
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};

    use super::*;

    #[tokio::test]
    async fn who_waits_when_the_server_has_gone_is_asked_to_come_again() {
        let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let latecomers = Latecomers::of(&listener).unwrap();
        let mut late = std::net::TcpStream::connect(address).unwrap();
        late.write_all(b"POST /api/v1/events HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}").unwrap();
        drop(listener);
        latecomers.turn_away(Duration::ZERO).await.unwrap();
        let mut answer = String::new();
        late.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 503 "), "{answer}");
        assert!(answer.to_ascii_lowercase().contains("\r\nretry-after: 1\r\n"), "{answer}");
        assert!(answer.contains("\"type\":\"/problems/unavailable\""), "{answer}");
        assert!(std::net::TcpStream::connect(address).is_err(), "nobody listens any more");
    }
}
