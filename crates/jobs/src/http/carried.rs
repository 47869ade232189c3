//! Whether a connection has carried a request to its answer. A receiver may close one that rests at the very
//! moment when the next request goes out on it: that request has not reached anybody, and says nothing about
//! the receiver.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use http::Extensions;
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::client::legacy;
use hyper_util::client::legacy::connect::{Connected, Connection};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// What is known of one connection.
#[derive(Clone, Debug, Default)]
struct Carried(Arc<AtomicBool>);

/// Notes that the connection of this answer has carried one.
pub(super) fn note<B>(response: &http::Response<B>) {
    if let Some(carried) = response.extensions().get::<Carried>() {
        carried.0.store(true, Ordering::Relaxed);
    }
}

/// True if the connection on which this error came had carried an answer before.
pub(super) fn had_carried(error: &legacy::Error) -> bool {
    let mut known = Extensions::new();
    if let Some(connection) = error.connect_info() {
        connection.get_extras(&mut known);
    }
    known.get::<Carried>().is_some_and(|carried| carried.0.load(Ordering::Relaxed))
}

/// A socket with what is known of it.
pub(super) struct Socket {
    stream: TokioIo<TcpStream>,
    carried: Carried,
}

impl Socket {
    pub(super) fn new(stream: TcpStream) -> Self {
        Self { stream: TokioIo::new(stream), carried: Carried::default() }
    }

    fn stream(self: Pin<&mut Self>) -> Pin<&mut TokioIo<TcpStream>> {
        Pin::new(&mut self.get_mut().stream)
    }
}

impl Connection for Socket {
    fn connected(&self) -> Connected {
        self.stream.connected().extra(self.carried.clone())
    }
}

impl Read for Socket {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        self.stream().poll_read(cx, buffer)
    }
}

impl Write for Socket {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.stream().poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        pieces: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.stream().poll_write_vectored(cx, pieces)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream().poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream().poll_shutdown(cx)
    }
}
