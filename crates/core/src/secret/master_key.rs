//! The installation's master key, under which the secrets of hooks lie in the database.
//!
//! Where the key itself is kept (a file, the environment) is the server's business.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use aws_lc_rs::hkdf::{HKDF_SHA256, Salt};
use base64::Engine;

use super::fill_randomly;
use super::hmac::BASE64;
use crate::digest::{hex, sha256};

const KEY_LEN: usize = 32;
const VERSION: u8 = 1;
const FINGERPRINT_LEN: usize = 4;
/// Version and fingerprint, in clear and authenticated.
const HEAD_LEN: usize = 1 + FINGERPRINT_LEN;

/// Tells master keys apart without giving anything away: the first bytes of a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fingerprint([u8; FINGERPRINT_LEN]);

impl Fingerprint {
    /// The fingerprint of the key that sealed this, if it was sealed by any.
    pub fn of_sealed(sealed: &[u8]) -> Option<Self> {
        let (&version, rest) = sealed.split_first()?;
        let fingerprint = rest.first_chunk()?;
        (version == VERSION).then_some(Self(*fingerprint))
    }
}
impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

/// 32 bytes that seal and open with AES-256-GCM. `Debug` shows the fingerprint only.
#[derive(Clone)]
pub struct MasterKey {
    bytes: [u8; KEY_LEN],
    key: Arc<LessSafeKey>,
    fingerprint: Fingerprint,
}

impl MasterKey {
    /// A new random key.
    pub fn generate() -> Self {
        let mut bytes = [0; KEY_LEN];
        fill_randomly(&mut bytes);
        Self::from_bytes(bytes)
    }

    /// The key with these bytes.
    pub fn from_bytes(bytes: [u8; KEY_LEN]) -> Self {
        #[expect(
            clippy::expect_used,
            reason = "fails for a wrong length only, and the length is in the type"
        )]
        let key = UnboundKey::new(&AES_256_GCM, &bytes).expect("32 bytes are a key");
        let hash = sha256([b"billhook master key".as_slice(), &bytes]);
        let mut fingerprint = [0; FINGERPRINT_LEN];
        fingerprint.copy_from_slice(&hash[..FINGERPRINT_LEN]);
        Self { bytes, key: Arc::new(LessSafeKey::new(key)), fingerprint: Fingerprint(fingerprint) }
    }

    /// The key in base64, as [`FromStr`] reads it. For the key file only.
    pub fn expose(&self) -> String {
        BASE64.encode(self.bytes)
    }

    /// 32 bytes for one other purpose, which `info` names (HKDF with SHA-256, RFC 5869): always the same, and
    /// no way back to the key.
    #[expect(clippy::expect_used, reason = "fails for more than 255 hashes of output only")]
    pub fn derive(&self, info: &[u8]) -> [u8; 32] {
        let (key, info) = (Salt::new(HKDF_SHA256, b"billhook").extract(&self.bytes), [info]);
        let output = key.expand(&info, HKDF_SHA256).expect("32 bytes are one hash");
        let mut bytes = [0; 32];
        output.fill(&mut bytes).expect("the buffer has the length that was asked for");
        bytes
    }

    /// Which key this is.
    pub const fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// Seals `plain` so that only this key opens it, and only together with the same `context`.
    ///
    /// The context says whose secret it is, so that a sealed value moved to another row does not open there.
    /// The result is 33 bytes longer than `plain`: version, fingerprint, nonce, and the tag at the end.
    pub fn seal(&self, context: &[u8], plain: &[u8]) -> Vec<u8> {
        let mut nonce = [0; NONCE_LEN];
        fill_randomly(&mut nonce);
        let head = self.head();
        let mut body = plain.to_vec();
        #[expect(clippy::expect_used, reason = "fails for more than 64 GiB only")]
        self.key
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), aad(&head, context), &mut body)
            .expect("a secret is shorter than 64 GiB");
        [&head[..], &nonce, &body].concat()
    }

    /// Opens what [`MasterKey::seal`] sealed under the same context.
    pub fn open(&self, context: &[u8], sealed: &[u8]) -> Result<Vec<u8>, OpenError> {
        let sealed_by = Fingerprint::of_sealed(sealed).ok_or(OpenError::NotSealed)?;
        if sealed_by != self.fingerprint {
            return Err(OpenError::OtherKey { sealed_by, given: self.fingerprint });
        }
        let (nonce, body) =
            sealed[HEAD_LEN..].split_first_chunk::<NONCE_LEN>().ok_or(OpenError::NotSealed)?;
        let mut body = body.to_vec();
        let nonce = Nonce::assume_unique_for_key(*nonce);
        let plain = self.key.open_in_place(nonce, aad(&self.head(), context), &mut body);
        let len = plain.map_err(|_| OpenError::Altered)?.len();
        body.truncate(len);
        Ok(body)
    }

    fn head(&self) -> [u8; HEAD_LEN] {
        let [a, b, c, d] = self.fingerprint.0;
        [VERSION, a, b, c, d]
    }
}

fn aad(head: &[u8; HEAD_LEN], context: &[u8]) -> Aad<Vec<u8>> {
    Aad::from([head.as_slice(), context].concat())
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MasterKey({}, redacted)", self.fingerprint)
    }
}

/// A sealed secret does not open.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// These bytes come from no version of `seal` that is known here.
    #[error("not a sealed secret of a known version")]
    NotSealed,
    /// Another master key sealed it.
    #[error("sealed under master key {sealed_by}, but the one given is {given}")]
    OtherKey {
        /// The key it needs.
        sealed_by: Fingerprint,
        /// The key it met.
        given: Fingerprint,
    },
    /// The bytes were changed, or belong to another row.
    #[error("the sealed secret was altered, or belongs elsewhere")]
    Altered,
}

/// The text is not a master key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a master key: use 32 bytes as base64 (44 characters) or hexadecimal (64 digits)")]
pub struct ParseMasterKeyError;

impl FromStr for MasterKey {
    type Err = ParseMasterKeyError;

    /// Reads base64 or hexadecimal, with white space around it as a file has.
    fn from_str(text: &str) -> Result<Self, ParseMasterKeyError> {
        let text = text.trim();
        let bytes = if text.len() == 2 * KEY_LEN { from_hex(text) } else { BASE64.decode(text).ok() };
        bytes.and_then(|bytes| bytes.try_into().ok()).map(Self::from_bytes).ok_or(ParseMasterKeyError)
    }
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    text.as_bytes().chunks(2).map(|pair| u8::try_from(digit(pair[0])? << 4 | digit(pair[1])?).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_sealed_opens_under_the_same_key_and_context(plain: Vec<u8>, context: Vec<u8>) {
            let key = MasterKey::generate();
            let sealed = key.seal(&context, &plain);
            prop_assert_eq!(sealed.len(), plain.len() + 33);
            prop_assert_eq!(key.open(&context, &sealed), Ok(plain));
            prop_assert!(key.open(&[&context[..], b"x"].concat(), &sealed).is_err());
        }

        #[test]
        fn one_flipped_bit_is_noticed(plain: Vec<u8>, place: proptest::sample::Index, bit in 0..8u8) {
            let key = MasterKey::generate();
            let mut sealed = key.seal(b"hk", &plain);
            let place = place.index(sealed.len());
            sealed[place] ^= 1 << bit;
            prop_assert!(key.open(b"hk", &sealed).is_err());
        }

        #[test]
        fn any_bytes_are_opened_or_refused(bytes: Vec<u8>) {
            prop_assert!(MasterKey::from_bytes([1; 32]).open(b"", &bytes).is_err());
        }
    }

    #[test]
    fn another_key_is_named_by_its_fingerprint() {
        let (old, new) = (MasterKey::from_bytes([1; 32]), MasterKey::from_bytes([2; 32]));
        let sealed = old.seal(b"", b"secret");
        assert_eq!(Fingerprint::of_sealed(&sealed), Some(old.fingerprint()));
        let refused = OpenError::OtherKey { sealed_by: old.fingerprint(), given: new.fingerprint() };
        assert_eq!(new.open(b"", &sealed), Err(refused));
    }

    #[test]
    fn what_is_derived_stays_the_same_for_its_key_and_purpose() {
        let derived = MasterKey::from_bytes([7; 32]).derive(b"session access token v1");
        // By Python: hmac(hmac("billhook", 32 * "\x07"), "session access token v1" + "\x01").
        let expected = "c42e19c59d8fc401b7c9cc33716a985d4d2aac205a2f73251aef689aaf266a10";
        assert_eq!(Some(derived.to_vec()), from_hex(expected));
        assert_ne!(derived, MasterKey::from_bytes([7; 32]).derive(b"something else"));
        assert_ne!(derived, MasterKey::from_bytes([8; 32]).derive(b"session access token v1"));
    }

    #[test]
    fn base64_and_hexadecimal_are_read() {
        let key = MasterKey::from_bytes([0xa5; 32]);
        let hex = format!("{}\n", "a5".repeat(32));
        assert_eq!(hex.parse::<MasterKey>().unwrap().fingerprint(), key.fingerprint());
        assert_eq!(key.expose().parse::<MasterKey>().unwrap().fingerprint(), key.fingerprint());
        for text in ["", "a5", &"zz".repeat(32), &"a5".repeat(33)] {
            assert!(text.parse::<MasterKey>().is_err());
        }
    }
}
