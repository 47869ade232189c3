//! A body that is being written, up to a length.

use std::io;

use super::EncodeError;

/// Bytes that may become this many and no more. XML and form data repeat names, so that a small event could
/// become a body that no memory holds.
pub(super) struct Body {
    bytes: Vec<u8>,
    most: usize,
}

impl Body {
    pub(super) const fn of_at_most(most: usize) -> Self {
        Self { bytes: Vec::new(), most }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    pub(super) fn push(&mut self, bytes: &[u8]) -> Result<(), EncodeError> {
        if bytes.len() > self.most - self.bytes.len() {
            return Err(EncodeError::TooLong { most: self.most });
        }
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

impl io::Write for Body {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.push(bytes).map_err(io::Error::other)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
