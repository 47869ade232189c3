//! Secrets: those of hooks and of links in mails, how they are written, and (in [`master_key`]) how they are sealed
//! at rest.
//!
//! What is signed with them is `signature`'s business.

mod ed25519;
mod hmac;
mod link_token;
pub mod master_key;
mod token;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

pub use self::ed25519::{Ed25519Secret, PublicKey};
pub use self::hmac::HmacSecret;
pub use self::link_token::LinkToken;
pub use self::master_key::{Fingerprint, MasterKey};
pub use self::token::Token;

/// What stands where a secret was, in what is shown and recorded.
pub const MASK: &str = "***";

/// What a secret is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SecretKind {
    /// Signs with HMAC-SHA256: Standard Webhooks `v1`.
    Hmac,
    /// Signs with ed25519: Standard Webhooks `v1a`.
    Ed25519,
    /// Is itself sent along: Upodi's `Signature`.
    Token,
}

impl fmt::Display for SecretKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Hmac => "HMAC",
            Self::Ed25519 => "ed25519",
            Self::Token => "token",
        })
    }
}

/// A secret of a hook. `Debug` shows the kind only.
#[derive(Clone, PartialEq, Eq)]
pub enum Secret {
    /// A shared key, `whsec_…`.
    Hmac(HmacSecret),
    /// A key pair, `whsk_…`, of which the receiver gets the public half, `whpk_…`.
    Ed25519(Ed25519Secret),
    /// An authenticity token.
    Token(Token),
}

impl Secret {
    /// A new random secret.
    pub fn generate(kind: SecretKind) -> Self {
        match kind {
            SecretKind::Hmac => Self::Hmac(HmacSecret::generate()),
            SecretKind::Ed25519 => Self::Ed25519(Ed25519Secret::generate()),
            SecretKind::Token => Self::Token(Token::generate()),
        }
    }

    /// Reads a secret that has to be of this kind.
    pub fn import(kind: SecretKind, text: &str) -> Result<Self, ParseSecretError> {
        match kind {
            SecretKind::Hmac => HmacSecret::parse(text).map(Self::Hmac),
            SecretKind::Ed25519 => Ed25519Secret::parse(text).map(Self::Ed25519),
            SecretKind::Token => Token::parse(text).map(Self::Token),
        }
    }

    /// The kind.
    pub const fn kind(&self) -> SecretKind {
        match self {
            Self::Hmac(_) => SecretKind::Hmac,
            Self::Ed25519(_) => SecretKind::Ed25519,
            Self::Token(_) => SecretKind::Token,
        }
    }

    /// The secret in clear, as [`FromStr`] reads it. For the owner's eyes and for sealing.
    pub fn expose(&self) -> String {
        match self {
            Self::Hmac(secret) => secret.expose(),
            Self::Ed25519(secret) => secret.expose(),
            Self::Token(token) => token.as_str().to_owned(),
        }
    }

    /// The half that the receiver verifies with, where that is not the secret itself.
    pub fn public_key(&self) -> Option<PublicKey> {
        match self {
            Self::Ed25519(secret) => Some(secret.public_key()),
            Self::Hmac(_) | Self::Token(_) => None,
        }
    }
}

impl FromStr for Secret {
    type Err = ParseSecretError;

    /// Reads what [`Secret::expose`] writes; the prefix tells the kind, and without one it is a token.
    fn from_str(text: &str) -> Result<Self, ParseSecretError> {
        let kind = if text.starts_with(hmac::PREFIX) {
            SecretKind::Hmac
        } else if text.starts_with(ed25519::PRIVATE_PREFIX) {
            SecretKind::Ed25519
        } else {
            SecretKind::Token
        };
        Self::import(kind, text)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secret({}, redacted)", self.kind())
    }
}

/// The text is no such secret. The text itself is never repeated.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseSecretError {
    /// No shared key.
    #[error("not an HMAC secret: use `whsec_` and the base64 of 24 to 64 bytes")]
    Hmac,
    /// No private key.
    #[error(
        "not an ed25519 secret: use `whsk_` and the base64 of the 32 bytes of the seed, or of seed and public key"
    )]
    Ed25519,
    /// No public key.
    #[error("not an ed25519 public key: use `whpk_` and the base64 of its 32 bytes")]
    PublicKey,
    /// No token.
    #[error(
        "not an authenticity token: use 8 to 256 printable ASCII characters without spaces, other than `whsec_…`, `whsk_…` and `whpk_…`"
    )]
    Token,
}

/// Fills `bytes` from the operating system's random source.
fn fill_randomly(bytes: &mut [u8]) {
    #[expect(
        clippy::expect_used,
        reason = "without randomness no secret may be made; the source fails only when broken"
    )]
    aws_lc_rs::rand::fill(bytes).expect("the random source of the operating system answers");
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const KINDS: [SecretKind; 3] = [SecretKind::Hmac, SecretKind::Ed25519, SecretKind::Token];

    #[test]
    fn a_generated_secret_is_read_back_from_its_text() {
        for kind in KINDS {
            let secret = Secret::generate(kind);
            assert_eq!(secret.kind(), kind);
            assert_eq!(secret.expose().parse(), Ok(secret.clone()));
            assert_ne!(secret, Secret::generate(kind));
        }
    }

    #[test]
    fn debug_shows_no_secret() {
        for kind in KINDS {
            let secret = Secret::generate(kind);
            let text = secret.expose();
            let tail = &text[text.len() - 12..];
            assert!(!format!("{secret:?}").contains(tail));
        }
    }

    #[test]
    fn a_key_of_the_wrong_length_is_refused() {
        let short = format!("whsec_{}", base64::Engine::encode(&crate::secret::hmac::BASE64, [7; 23]));
        assert_eq!(short.parse::<Secret>(), Err(ParseSecretError::Hmac));
        let long = format!("whsec_{}", base64::Engine::encode(&crate::secret::hmac::BASE64, [7; 65]));
        assert_eq!(long.parse::<Secret>(), Err(ParseSecretError::Hmac));
    }

    #[test]
    fn a_key_given_for_a_token_is_refused() {
        let key = Secret::generate(SecretKind::Hmac).expose();
        assert_eq!(Secret::import(SecretKind::Token, &key), Err(ParseSecretError::Token));
        assert!(Secret::import(SecretKind::Token, "with space").is_err());
        assert!(Secret::import(SecretKind::Token, "kurz").is_err());
        assert!(
            Secret::import(SecretKind::Token, "YTYxNWEzMdItZTBgg5i00YWE4LTk5tu6rh2JiZmEyODk5OGMz").is_ok()
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text: String) {
            if let Ok(secret) = text.parse::<Secret>() {
                prop_assert_eq!(secret.expose().parse(), Ok(secret));
            }
        }
    }
}
