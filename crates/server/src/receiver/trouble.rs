//! Bodies without end, and ways to break off.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use futures::stream;
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, StreamBody};
use hyper::body::Frame;
use tokio::net::TcpStream;

use super::NoError;

/// The body of an answer.
pub(super) type ResponseBody = UnsyncBoxBody<Bytes, NoError>;

/// A byte per second, without end.
pub(super) fn dripping() -> ResponseBody {
    endless(Bytes::from_static(b"."), Duration::from_secs(1))
}

/// As much as the caller takes, without end.
pub(super) fn flooding() -> ResponseBody {
    endless(Bytes::from_static(&[b'.'; 64 * 1024]), Duration::ZERO)
}

fn endless(piece: Bytes, pause: Duration) -> ResponseBody {
    let pieces = stream::unfold(piece, move |piece| async move {
        tokio::time::sleep(pause).await;
        Some((Ok::<_, NoError>(Frame::data(piece.clone())), piece))
    });
    StreamBody::new(pieces).boxed_unsync()
}

/// How a conversation ends without an answer.
#[derive(Clone, Copy, Debug)]
pub(super) enum Breach {
    /// Without a word: also when the request could not be read.
    Close,
    /// With a TCP RST.
    Reset,
    /// In the middle of an answer.
    Cut,
    /// After bytes that are no HTTP.
    Garbage,
    /// After a number of interim answers.
    Interim,
}

impl Breach {
    /// Does it; the socket is closed when the caller drops it. What cannot be written to a caller who left is lost.
    pub(super) fn commit(self, stream: &TcpStream) {
        match self {
            Self::Close => {}
            Self::Reset => drop(stream.set_zero_linger()),
            Self::Cut => drop(stream.try_write(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf")),
            Self::Interim => drop(stream.try_write(&b"HTTP/1.1 103 Early Hints\r\n\r\n".repeat(100))),
            Self::Garbage => drop(stream.try_write(b"\x16\x03\x01 this is no HTTP\r\n\r\n")),
        }
    }
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the script says so")
    }
}

impl std::error::Error for Breach {}
