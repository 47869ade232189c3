//! Random texts that prove something, of which the database keeps the SHA-256 only.
//!
//! They have 256 random bits, so a plain hash is enough: there is nothing to guess that stretching would protect.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use billhook_core::credential::{OPERATOR_PREFIX, TOKEN_PREFIX};
use billhook_core::digest::{hex, sha256};
use billhook_store::sessions::RefreshHashes;

use crate::problem::Problem;

const RANDOM_BYTES: usize = 32;

/// The SHA-256 of a credential.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct TokenHash([u8; 32]);

impl TokenHash {
    /// The hash of this text.
    pub(crate) fn of(text: &str) -> Self {
        Self(sha256([text.as_bytes()]))
    }

    /// The bytes.
    pub(crate) fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The bytes in hexadecimal.
    pub(crate) fn to_hex(self) -> String {
        hex(&self.0)
    }
}

/// A new API token.
pub(crate) fn new_token() -> Result<String, Problem> {
    Ok(format!("{TOKEN_PREFIX}{}", random_text()?))
}

/// A new token of the operator.
pub(crate) fn new_operator_token() -> Result<String, Problem> {
    Ok(format!("{OPERATOR_PREFIX}{}", random_text()?))
}

/// The key of a new session of the operator.
pub(crate) fn new_session_key() -> Result<String, Problem> {
    random_text()
}

/// The refresh credential of a session: `<family>.<secret>`. The family stays when the credential is replaced,
/// so that an old one is known as such for as long as the session lasts.
#[derive(Clone, Debug)]
pub(crate) struct RefreshText(String);

impl RefreshText {
    /// One for a new session.
    pub(crate) fn generate() -> Result<Self, Problem> {
        Ok(Self(format!("{}.{}", random_text()?, random_text()?)))
    }

    /// What was presented, whatever it is.
    pub(crate) fn presented(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The one that takes its place.
    pub(crate) fn next(&self) -> Result<Self, Problem> {
        match self.0.split_once('.') {
            Some((family, _)) => Ok(Self(format!("{family}.{}", random_text()?))),
            // From before there were families.
            None => Self::generate(),
        }
    }

    /// As it is kept.
    pub(crate) fn hashes(&self) -> RefreshHashes {
        let family = self.0.split_once('.').map_or(self.0.as_str(), |(family, _)| family);
        RefreshHashes { whole: *TokenHash::of(&self.0).as_bytes(), family: *TokenHash::of(family).as_bytes() }
    }

    /// The text itself, for the cookie.
    pub(crate) fn into_text(self) -> String {
        self.0
    }
}

/// A new token for a one-time link.
pub(crate) fn new_link_token() -> Result<String, Problem> {
    random_text()
}

fn random_text() -> Result<String, Problem> {
    let mut bytes = [0; RANDOM_BYTES];
    aws_lc_rs::rand::fill(&mut bytes).map_err(|_| {
        tracing::error!("the random source of the operating system does not answer");
        Problem::internal()
    })?;
    Ok(BASE64_URL_SAFE_NO_PAD.encode(bytes))
}

#[cfg(test)]
mod tests {
    use billhook_core::credential::{is_operator_token, is_token, shown_prefix};

    use super::*;

    #[test]
    fn a_token_is_recognised_and_its_prefix_gives_little_away() {
        let token = new_token().unwrap();
        assert!(is_token(&token) && is_operator_token(&new_operator_token().unwrap()));
        assert_eq!(shown_prefix(&token), token[..11]);
        assert_ne!(new_token().unwrap(), token);
    }
}
