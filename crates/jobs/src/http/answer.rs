//! Reading an answer without being its victim.

use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;
use hyper::body::Incoming;

/// What was kept of an answer's body, also while it is still being read.
#[derive(Default)]
pub(super) struct Kept {
    body: BytesMut,
    /// How much came.
    read: usize,
}

impl Kept {
    /// The bytes, and whether there was more.
    pub(super) fn take(self) -> (Bytes, bool) {
        let truncated = self.read > self.body.len();
        (self.body.freeze(), truncated)
    }
}

/// A body that goes on for no longer than this past what is kept is read to its end, so that the connection can be
/// used again; one that is longer costs its connection.
const READ_PAST: usize = 64 * 1024;

/// Reads a body and keeps its first `most` bytes. The caller bounds the time, and finds in `kept` what came until then.
pub(super) async fn read(mut body: Incoming, most: usize, kept: &mut Kept) -> Result<(), hyper::Error> {
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame?.into_data() else { continue };
        kept.read = kept.read.saturating_add(data.len());
        let room = most - kept.body.len();
        kept.body.extend_from_slice(&data[..data.len().min(room)]);
        if kept.read > most.saturating_add(READ_PAST) {
            break;
        }
    }
    Ok(())
}
