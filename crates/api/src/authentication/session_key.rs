//! The access token of a session: a JWT that says whose session it is and until when (RFC 7519).
//!
//! It saves no look at the session's row, which is read all the same so that sign-out works at once. It keeps the
//! cookie short-lived: what leaks from a log or a proxy is worth minutes.

use billhook_core::id::{SessionId, UserId};
use billhook_core::secret::MasterKey;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};

use crate::problem::Problem;

const AUDIENCE: &str = "billhook-console";

/// What an access token says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Claims {
    /// The user.
    pub(crate) sub: UserId,
    /// The session.
    pub(crate) sid: SessionId,
    /// When it expires, in seconds since 1970.
    pub(crate) exp: i64,
}

#[derive(Serialize, Deserialize)]
struct Token {
    #[serde(flatten)]
    claims: Claims,
    aud: String,
}

/// Signs and verifies access tokens.
pub(crate) struct SessionKey {
    encoding: EncodingKey,
    decoding: DecodingKey,
}

impl SessionKey {
    /// The key that belongs to a master key. Every process with the same master key has the same; another master key
    /// ends all access tokens, and the refresh credentials bring new ones.
    pub(crate) fn derive(master: &MasterKey) -> Self {
        let bytes = master.derive(b"session access token v1");
        Self { encoding: EncodingKey::from_secret(&bytes), decoding: DecodingKey::from_secret(&bytes) }
    }

    /// The access token with these claims.
    pub(crate) fn sign(&self, claims: Claims) -> Result<String, Problem> {
        let token = Token { claims, aud: AUDIENCE.to_owned() };
        jsonwebtoken::encode(&Header::new(Algorithm::HS256), &token, &self.encoding).map_err(|error| {
            tracing::error!(%error, "an access token cannot be signed");
            Problem::internal()
        })
    }

    /// The claims of a token that this key signed. Whether it has expired is for the caller's clock to say.
    pub(crate) fn verify(&self, token: &str) -> Option<Claims> {
        let mut validation = Validation::new(Algorithm::HS256);
        validation.validate_exp = false;
        validation.set_audience(&[AUDIENCE]);
        let token = jsonwebtoken::decode::<Token>(token, &self.decoding, &validation).ok()?;
        Some(token.claims.claims)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claims() -> Claims {
        Claims { sub: UserId::from_bytes([1; 16]), sid: SessionId::from_bytes([2; 16]), exp: 1_800_000_000 }
    }

    #[test]
    fn claims_are_read_back_under_the_same_key_only() {
        let master = MasterKey::from_bytes([7; 32]);
        let token = SessionKey::derive(&master).sign(claims()).unwrap();
        assert_eq!(SessionKey::derive(&master).verify(&token), Some(claims()));
        assert_eq!(SessionKey::derive(&MasterKey::from_bytes([8; 32])).verify(&token), None);
    }

    #[test]
    fn an_altered_or_unsigned_token_is_refused() {
        let key = SessionKey::derive(&MasterKey::from_bytes([7; 32]));
        let token = key.sign(claims()).unwrap();
        let (head, rest) = token.split_once('.').unwrap();
        let (_, signature) = rest.split_once('.').unwrap();
        // {"alg":"none"}
        let unsigned = format!("eyJhbGciOiJub25lIn0.{}.", rest.split_once('.').unwrap().0);
        let swapped = format!("{head}.eyJzdWIiOiJ4In0.{signature}");
        for text in ["", "a.b.c", &unsigned, &swapped, &token[..token.len() - 2]] {
            assert_eq!(key.verify(text), None, "{text} was accepted");
        }
    }
}
