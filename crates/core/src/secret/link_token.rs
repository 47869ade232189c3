//! The token of a link in a mail: whoever has it may do the one thing that the link is for.

use std::fmt;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

use super::fill_randomly;
use super::master_key::{MasterKey, OpenError};
use crate::digest::sha256;
use crate::id::MailId;

const RANDOM_LEN: usize = 32;

/// 256 random bits as 43 characters that stand in a URL as they are. `Debug` does not show them.
#[derive(Clone, PartialEq, Eq)]
pub struct LinkToken(String);

impl LinkToken {
    /// A new one.
    pub fn generate() -> Self {
        let mut bytes = [0; RANDOM_LEN];
        fill_randomly(&mut bytes);
        Self(BASE64_URL_SAFE_NO_PAD.encode(bytes))
    }

    /// The text that goes into the link.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The SHA-256 of a token, by which the database knows it. With 256 random bits there is nothing to guess that
    /// stretching would protect.
    pub fn hash_of(token: &str) -> [u8; 32] {
        sha256([token.as_bytes()])
    }

    /// The same of this token.
    pub fn hash(&self) -> [u8; 32] {
        Self::hash_of(&self.0)
    }

    /// The token as it lies beside its mail until that is sent.
    pub fn seal(&self, key: &MasterKey, mail: MailId) -> Vec<u8> {
        key.seal(mail.as_bytes(), self.0.as_bytes())
    }

    /// Opens what [`LinkToken::seal`] sealed for the same mail.
    pub fn open(key: &MasterKey, mail: MailId, sealed: &[u8]) -> Result<Self, OpenError> {
        let plain = key.open(mail.as_bytes(), sealed)?;
        String::from_utf8(plain).map(Self).map_err(|_| OpenError::Altered)
    }
}

impl fmt::Debug for LinkToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LinkToken(redacted)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_whole_in_a_url_and_opens_for_its_own_mail_only() {
        let (token, key) = (LinkToken::generate(), MasterKey::from_bytes([7; 32]));
        assert_eq!(token.as_str().len(), 43);
        assert!(token.as_str().bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
        let (mail, other) = (MailId::from_bytes([1; 16]), MailId::from_bytes([2; 16]));
        let sealed = token.seal(&key, mail);
        assert_eq!(LinkToken::open(&key, mail, &sealed).unwrap(), token);
        assert!(LinkToken::open(&key, other, &sealed).is_err());
        assert!(!format!("{token:?}").contains(token.as_str()));
        assert_ne!(LinkToken::generate(), token);
    }
}
