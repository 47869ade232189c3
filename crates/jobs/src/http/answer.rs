//! Reading an answer without being its victim.

use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;
use hyper::body::Incoming;

/// What was kept of an answer's body.
pub(super) struct Kept {
    pub(super) body: Bytes,
    /// True if there was more.
    pub(super) truncated: bool,
}

/// A body that goes on for no longer than this past what is kept is read to its end, so that the connection can be
/// used again; one that is longer costs its connection.
const READ_PAST: usize = 64 * 1024;

/// Reads a body and keeps its first `most` bytes. The caller bounds the time.
pub(super) async fn read(mut body: Incoming, most: usize) -> Result<Kept, hyper::Error> {
    let mut kept = BytesMut::new();
    let mut read = 0usize;
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame?.into_data() else { continue };
        read = read.saturating_add(data.len());
        let room = most - kept.len();
        kept.extend_from_slice(&data[..data.len().min(room)]);
        if read > most.saturating_add(READ_PAST) {
            break;
        }
    }
    Ok(Kept { truncated: read > kept.len(), body: kept.freeze() })
}
