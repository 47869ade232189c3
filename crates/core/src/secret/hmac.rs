//! The shared key of Standard Webhooks `v1`.

use std::sync::Arc;

use aws_lc_rs::{constant_time, hmac};
use base64::Engine;
pub(super) use base64::engine::general_purpose::STANDARD as BASE64;

use super::{ParseSecretError, fill_randomly};

pub(super) const PREFIX: &str = "whsec_";
const GENERATED_LEN: usize = 32;
/// Standard Webhooks 1.0.0, "Signature scheme": between 24 and 64 bytes.
const LENGTHS: std::ops::RangeInclusive<usize> = 24..=64;

/// A key of 24 to 64 bytes, ready to sign with HMAC-SHA256.
#[derive(Clone)]
pub struct HmacSecret {
    bytes: Arc<[u8]>,
    /// The prepared key is over a kilobyte.
    key: Arc<hmac::Key>,
}

impl HmacSecret {
    pub(super) fn generate() -> Self {
        let mut bytes = [0; GENERATED_LEN];
        fill_randomly(&mut bytes);
        Self::new(&bytes)
    }

    pub(super) fn parse(text: &str) -> Result<Self, ParseSecretError> {
        let encoded = text.strip_prefix(PREFIX).ok_or(ParseSecretError::Hmac)?;
        let bytes = BASE64.decode(encoded).map_err(|_| ParseSecretError::Hmac)?;
        if LENGTHS.contains(&bytes.len()) { Ok(Self::new(&bytes)) } else { Err(ParseSecretError::Hmac) }
    }

    fn new(bytes: &[u8]) -> Self {
        Self { bytes: bytes.into(), key: Arc::new(hmac::Key::new(hmac::HMAC_SHA256, bytes)) }
    }

    pub(super) fn expose(&self) -> String {
        format!("{PREFIX}{}", BASE64.encode(&self.bytes))
    }

    /// The key, for signing and verifying.
    pub(crate) fn key(&self) -> &hmac::Key {
        &self.key
    }
}

impl PartialEq for HmacSecret {
    fn eq(&self, other: &Self) -> bool {
        constant_time::verify_slices_are_equal(&self.bytes, &other.bytes).is_ok()
    }
}
impl Eq for HmacSecret {}
