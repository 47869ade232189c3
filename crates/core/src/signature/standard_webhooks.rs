//! The signature of Standard Webhooks 1.0.0: `v1` is HMAC-SHA256, `v1a` is ed25519.
//!
//! Signed are the id, the timestamp in seconds and the body, joined by dots. The header holds one signature
//! per live secret, separated by spaces, so that a receiver verifies with the old or the new one during a
//! rotation. <https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md>

use aws_lc_rs::hmac;
use aws_lc_rs::signature::{ED25519, UnparsedPublicKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;

use crate::secret::{PublicKey, Secret};

/// Header of the message's id.
pub const ID_HEADER: &str = "webhook-id";
/// Header of the attempt's instant, in whole seconds since 1970-01-01.
pub const TIMESTAMP_HEADER: &str = "webhook-timestamp";
/// Header of the signatures.
pub const SIGNATURE_HEADER: &str = "webhook-signature";

/// What is signed. The id holds no dot, else two messages could share one signature.
#[derive(Clone, Copy, Debug)]
pub struct Message<'a> {
    /// The id, the same at every attempt.
    pub id: &'a str,
    /// The timestamp header's text.
    pub timestamp: &'a str,
    /// The body's bytes.
    pub body: &'a [u8],
}

impl Message<'_> {
    /// The value of the signature header: one signature for each secret that can sign, in their order.
    ///
    /// `None` if none can: tokens do not sign.
    pub fn sign(&self, secrets: &[Secret]) -> Option<String> {
        let mut header = String::with_capacity(48 * secrets.len());
        for secret in secrets {
            self.append_signature(secret, &mut header);
        }
        (!header.is_empty()).then_some(header)
    }

    fn append_signature(&self, secret: &Secret, header: &mut String) {
        let separator = if header.is_empty() { "" } else { " " };
        match secret {
            Secret::Hmac(secret) => {
                header.extend([separator, "v1,"]);
                BASE64.encode_string(self.mac(secret.key()), header);
            }
            Secret::Ed25519(secret) => {
                header.extend([separator, "v1a,"]);
                BASE64.encode_string(secret.pair().sign(&self.content()), header);
            }
            Secret::Token(_) => {}
        }
    }

    /// True if one of the header's signatures is this key's over this message.
    ///
    /// Whether the timestamp is recent enough is the caller's question.
    pub fn is_signed_by(&self, verifier: &Verifier<'_>, header: &str) -> bool {
        let signatures = header.split(' ').filter_map(|signature| signature.split_once(','));
        signatures.filter(|(version, _)| *version == verifier.version()).any(|(_, encoded)| {
            BASE64.decode(encoded).is_ok_and(|signature| verifier.accepts(self, &signature))
        })
    }

    fn mac(&self, key: &hmac::Key) -> hmac::Tag {
        let mut context = hmac::Context::with_key(key);
        for part in self.parts() {
            context.update(part);
        }
        context.sign()
    }

    fn content(&self) -> Vec<u8> {
        self.parts().concat()
    }

    fn parts(&self) -> [&[u8]; 5] {
        [self.id.as_bytes(), b".", self.timestamp.as_bytes(), b".", self.body]
    }
}

/// What a receiver verifies with.
#[derive(Clone, Copy, Debug)]
pub enum Verifier<'a> {
    /// A secret that is shared with the sender, or the sender's own key pair. A token accepts nothing.
    Secret(&'a Secret),
    /// The public half of the sender's key pair.
    PublicKey(&'a PublicKey),
}

impl Verifier<'_> {
    fn version(&self) -> &'static str {
        match self {
            Self::Secret(Secret::Hmac(_)) => "v1",
            _ => "v1a",
        }
    }

    fn accepts(&self, message: &Message<'_>, signature: &[u8]) -> bool {
        let public = match self {
            Self::Secret(Secret::Hmac(secret)) => {
                return hmac::verify(secret.key(), &message.content(), signature).is_ok();
            }
            Self::Secret(secret) => secret.public_key(),
            Self::PublicKey(key) => Some(**key),
        };
        public.is_some_and(|key| {
            UnparsedPublicKey::new(&ED25519, key.as_bytes()).verify(&message.content(), signature).is_ok()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secret::SecretKind;
    use proptest::prelude::*;

    #[test]
    fn the_known_answer_of_the_specification_comes_out() {
        let secret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD".parse().unwrap();
        let message = Message {
            id: "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk",
            timestamp: "1649367553",
            body: br#"{"email":"test@example.com","username":"test_user"}"#,
        };
        let header = message.sign(&[secret]);
        assert_eq!(header.as_deref(), Some("v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw="));
    }

    #[test]
    fn a_token_signs_and_verifies_nothing() {
        let token = Secret::generate(SecretKind::Token);
        let message = Message { id: "a", timestamp: "1", body: b"" };
        assert_eq!(message.sign(std::slice::from_ref(&token)), None);
        assert!(!message.is_signed_by(&Verifier::Secret(&token), "v1a,AAAA v1,AAAA"));
    }

    proptest! {
        #[test]
        fn every_live_secret_verifies_and_no_other_does(body: Vec<u8>, id in "[a-z0-9_]{1,40}", seconds: u32) {
            let live = [SecretKind::Hmac, SecretKind::Ed25519, SecretKind::Hmac].map(Secret::generate);
            let timestamp = seconds.to_string();
            let message = Message { id: &id, timestamp: &timestamp, body: &body };
            let header = message.sign(&live).unwrap();
            for secret in &live {
                prop_assert!(message.is_signed_by(&Verifier::Secret(secret), &header));
            }
            let public = live[1].public_key().unwrap();
            prop_assert!(message.is_signed_by(&Verifier::PublicKey(&public), &header));
            for kind in [SecretKind::Hmac, SecretKind::Ed25519] {
                prop_assert!(!message.is_signed_by(&Verifier::Secret(&Secret::generate(kind)), &header));
            }
            let other = [&body[..], b"x"].concat();
            let altered = Message { body: &other, ..message };
            prop_assert!(!altered.is_signed_by(&Verifier::Secret(&live[0]), &header));
            prop_assert!(!altered.is_signed_by(&Verifier::PublicKey(&public), &header));
        }

        #[test]
        fn any_header_is_read(header: String) {
            let secret = Secret::generate(SecretKind::Hmac);
            let message = Message { id: "a", timestamp: "1", body: b"" };
            prop_assert!(!message.is_signed_by(&Verifier::Secret(&secret), &header));
        }
    }
}
