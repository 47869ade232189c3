//! The key pair of Standard Webhooks `v1a`.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use aws_lc_rs::constant_time;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::Engine;

use super::hmac::BASE64;
use super::{ParseSecretError, fill_randomly};

pub(super) const PRIVATE_PREFIX: &str = "whsk_";
pub(super) const PUBLIC_PREFIX: &str = "whpk_";
const SEED_LEN: usize = 32;

/// A private key, ready to sign with ed25519 (RFC 8032).
#[derive(Clone)]
pub struct Ed25519Secret {
    seed: [u8; SEED_LEN],
    pair: Arc<Ed25519KeyPair>,
}

impl Ed25519Secret {
    pub(super) fn generate() -> Self {
        let mut seed = [0; SEED_LEN];
        fill_randomly(&mut seed);
        #[expect(clippy::expect_used, reason = "every 32 bytes are a seed (RFC 8032 section 5.1.5)")]
        Self::from_seed(seed).expect("32 bytes are a seed")
    }

    /// Reads the seed alone, or seed and public key one after the other: implementations of Standard Webhooks
    /// write either. A public key that does not belong to the seed is refused.
    pub(super) fn parse(text: &str) -> Result<Self, ParseSecretError> {
        let refused = ParseSecretError::Ed25519;
        let encoded = text.strip_prefix(PRIVATE_PREFIX).ok_or(refused.clone())?;
        let bytes = BASE64.decode(encoded).map_err(|_| refused.clone())?;
        let (seed, public) = bytes.split_first_chunk::<SEED_LEN>().ok_or(refused.clone())?;
        let secret = Self::from_seed(*seed).ok_or(refused.clone())?;
        let belongs = public.is_empty() || public == secret.pair.public_key().as_ref();
        if belongs { Ok(secret) } else { Err(refused) }
    }

    fn from_seed(seed: [u8; SEED_LEN]) -> Option<Self> {
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed).ok()?;
        Some(Self { seed, pair: Arc::new(pair) })
    }

    /// Seed and public key, which is what the reference libraries of Standard Webhooks write.
    pub(super) fn expose(&self) -> String {
        let mut bytes = self.seed.to_vec();
        bytes.extend_from_slice(self.pair.public_key().as_ref());
        format!("{PRIVATE_PREFIX}{}", BASE64.encode(bytes))
    }

    pub(super) fn public_key(&self) -> PublicKey {
        let mut bytes = [0; 32];
        bytes.copy_from_slice(self.pair.public_key().as_ref());
        PublicKey(bytes)
    }

    /// The pair, for signing.
    pub(crate) fn pair(&self) -> &Ed25519KeyPair {
        &self.pair
    }
}

impl PartialEq for Ed25519Secret {
    fn eq(&self, other: &Self) -> bool {
        constant_time::verify_slices_are_equal(&self.seed, &other.seed).is_ok()
    }
}
impl Eq for Ed25519Secret {}

/// The public half of an ed25519 secret, written `whpk_…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublicKey([u8; 32]);

impl PublicKey {
    /// The 32 bytes of RFC 8032.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}
impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{PUBLIC_PREFIX}{}", BASE64.encode(self.0))
    }
}
impl FromStr for PublicKey {
    type Err = ParseSecretError;
    fn from_str(text: &str) -> Result<Self, ParseSecretError> {
        let encoded = text.strip_prefix(PUBLIC_PREFIX).ok_or(ParseSecretError::PublicKey)?;
        let bytes = BASE64.decode(encoded).map_err(|_| ParseSecretError::PublicKey)?;
        bytes.try_into().map(Self).map_err(|_| ParseSecretError::PublicKey)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8032 section 7.1, test 1.
    const SEED: &str = "nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=";
    const PUBLIC: &str = "whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

    #[test]
    fn the_seed_alone_and_the_seed_with_its_public_key_are_the_same_secret() {
        let short = Ed25519Secret::parse(&format!("whsk_{SEED}")).unwrap();
        let long = Ed25519Secret::parse(&short.expose()).unwrap();
        assert!(short == long);
        assert_eq!(long.public_key().to_string(), PUBLIC);
        assert_eq!(PUBLIC.parse(), Ok(long.public_key()));
    }

    #[test]
    fn a_public_key_of_another_seed_is_refused() {
        let mut bytes = BASE64.decode(SEED).unwrap();
        bytes.extend_from_slice(&[1; 32]);
        assert!(Ed25519Secret::parse(&format!("whsk_{}", BASE64.encode(&bytes))).is_err());
        assert!(Ed25519Secret::parse(&format!("whsk_{}", BASE64.encode(&bytes[..40]))).is_err());
    }
}
