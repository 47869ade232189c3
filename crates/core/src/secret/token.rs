//! A token that goes along with each request, for receivers that only compare.

use aws_lc_rs::constant_time;
use base64::Engine;

use super::hmac::BASE64;
use super::{ParseSecretError, ed25519, fill_randomly, hmac};

/// 36 bytes give 48 characters without padding, the length of the token in Upodi's document.
const GENERATED_LEN: usize = 36;
const LENGTHS: std::ops::RangeInclusive<usize> = 8..=256;
/// What a key of another kind begins with: such a text in a token's place is a mistake that would publish the
/// key.
const FOREIGN: [&str; 3] = [hmac::PREFIX, ed25519::PRIVATE_PREFIX, ed25519::PUBLIC_PREFIX];

/// 8 to 256 printable ASCII characters without spaces.
#[derive(Clone)]
pub struct Token(Box<str>);

impl Token {
    pub(super) fn generate() -> Self {
        let mut bytes = [0; GENERATED_LEN];
        fill_randomly(&mut bytes);
        Self(BASE64.encode(bytes).into())
    }

    pub(super) fn parse(text: &str) -> Result<Self, ParseSecretError> {
        let well_formed = LENGTHS.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
        let foreign = FOREIGN.iter().any(|prefix| text.starts_with(prefix));
        if well_formed && !foreign { Ok(Self(text.into())) } else { Err(ParseSecretError::Token) }
    }

    /// The text that is sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl PartialEq for Token {
    fn eq(&self, other: &Self) -> bool {
        constant_time::verify_slices_are_equal(self.0.as_bytes(), other.0.as_bytes()).is_ok()
    }
}
impl Eq for Token {}
