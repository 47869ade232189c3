//! A receiver of webhooks that answers by script: `billhook listen`, and the other end of the stories in tests.
//!
//! It can be as bad as the internet is: silent, slow, endless, rude. What arrived is handed to an observer as it
//! came, byte for byte; judging it is the observer's business.

mod script;
mod trouble;

use std::convert::Infallible;
use std::future::poll_fn;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Incoming;
use hyper::header::{HeaderMap, LOCATION, RETRY_AFTER};
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode, Uri};
use hyper_util::rt::TokioIo;
use parking_lot::Mutex;
use tokio::net::{TcpListener, TcpStream};

pub use script::{Answer, ParseAnswerError, Script};
use trouble::{Breach, ResponseBody, dripping, flooding};

/// The largest request that is read, in bytes.
const MAX_BODY: usize = 64 << 20;
/// How long to wait when no connection can be taken.
const BREATH: Duration = Duration::from_millis(50);

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Received {
    /// Counts the requests from 1 on.
    pub number: usize,
    /// The method.
    pub method: Method,
    /// Path and query.
    pub target: Uri,
    /// The headers, in the order in which they came.
    pub headers: HeaderMap,
    /// The body's bytes.
    pub body: Bytes,
    /// How it will be answered.
    pub answer: Answer,
}

/// Is shown each request before it is answered.
pub type Observer = Box<dyn Fn(Received) + Send + Sync>;

/// A socket that waits for webhooks.
pub struct Receiver {
    listener: TcpListener,
    address: SocketAddr,
}

impl Receiver {
    /// Takes the address; port 0 takes any free port. Nothing is answered before [`Receiver::serve`].
    pub async fn bind(address: SocketAddr) -> std::io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        Ok(Self { listener, address })
    }

    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers by the script until it is dropped.
    pub async fn serve(self, script: Arc<Script>, observer: Observer) {
        let desk = Arc::new(Desk { script, observer });
        loop {
            // Too many open sockets, or a caller that left: the next one may have more luck.
            match self.listener.accept().await {
                Ok((stream, _)) => drop(tokio::spawn(converse(stream, desk.clone()))),
                Err(_) => tokio::time::sleep(BREATH).await,
            }
        }
    }
}

/// What all connections share.
struct Desk {
    script: Arc<Script>,
    observer: Observer,
}

async fn converse(stream: TcpStream, desk: Arc<Desk>) {
    let breach = Arc::new(Mutex::new(None));
    let service = service_fn(|request| {
        let (desk, breach) = (desk.clone(), breach.clone());
        // Boxed: hyper gives the socket back only from futures that may be moved.
        Box::pin(async move {
            let answer = desk.receive(request).await;
            answer.inspect_err(|how| *breach.lock() = Some(*how))
        })
    });
    let mut connection =
        hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    // Not shut down by hyper: a breach wants the socket as it is.
    let ended = poll_fn(|context| connection.poll_without_shutdown(context)).await;
    if ended.is_err() {
        let stream = connection.into_parts().io.into_inner();
        if let Some(breach) = breach.lock().take() {
            breach.commit(&stream);
        }
    }
}

impl Desk {
    async fn receive(&self, request: Request<Incoming>) -> Result<Response<ResponseBody>, Breach> {
        let (head, body) = request.into_parts();
        let body = Limited::new(body, MAX_BODY).collect().await.map_err(|_| Breach::Close)?.to_bytes();
        let (number, answer) = self.script.next();
        let received = Received {
            number,
            method: head.method,
            target: head.uri,
            headers: head.headers,
            body,
            answer: answer.clone(),
        };
        (self.observer)(received);
        self.answer(answer).await
    }

    async fn answer(&self, answer: Answer) -> Result<Response<ResponseBody>, Breach> {
        let ok = StatusCode::OK;
        match answer {
            Answer::Status { code, retry_after_s } => {
                let mut response = respond(code, Full::from(format!("{code}\n")).boxed_unsync());
                if let Some(seconds) = retry_after_s {
                    response.headers_mut().insert(RETRY_AFTER, seconds.into());
                }
                Ok(response)
            }
            Answer::Redirect => {
                let mut response = respond(StatusCode::FOUND, Full::default().boxed_unsync());
                response
                    .headers_mut()
                    .insert(LOCATION, hyper::header::HeaderValue::from_static("/elsewhere"));
                Ok(response)
            }
            Answer::Timeout => std::future::pending().await,
            Answer::Drip => Ok(respond(ok, dripping())),
            Answer::Flood => Ok(respond(ok, flooding())),
            Answer::Reset => Err(Breach::Reset),
            Answer::Close => Err(Breach::Close),
            Answer::Cut => Err(Breach::Cut),
            Answer::Garbage => Err(Breach::Garbage),
            Answer::Interim => Err(Breach::Interim),
        }
    }
}

fn respond(status: StatusCode, body: ResponseBody) -> Response<ResponseBody> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response
}

/// The error of a body that cannot fail.
type NoError = Infallible;

#[cfg(test)]
mod tests;
