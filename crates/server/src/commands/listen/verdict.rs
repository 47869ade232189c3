//! Whether a request was signed with the key at hand, by Standard Webhooks 1.0.0.

use std::fmt;
use std::str::FromStr;

use billhook_core::clock::Timestamp;
use billhook_core::secret::{ParseSecretError, PublicKey, Secret};
use billhook_core::signature::standard_webhooks::{
    ID_HEADER, Message, SIGNATURE_HEADER, TIMESTAMP_HEADER, Verifier,
};
use hyper::header::HeaderMap;

use crate::receiver::Received;

/// How far the timestamp may be from now, either way: what the specification's own libraries allow.
const TOLERANCE_S: i64 = 5 * 60;

/// What signatures are verified with.
pub(super) enum Key {
    Secret(Secret),
    Public(PublicKey),
}

impl FromStr for Key {
    type Err = ParseSecretError;

    fn from_str(text: &str) -> Result<Self, ParseSecretError> {
        if text.starts_with("whpk_") {
            text.parse().map(Self::Public)
        } else {
            text.parse().map(Self::Secret)
        }
    }
}

/// What is to be said about a request's signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Valid,
    /// The signature is right, but a receiver would fear a replay.
    Stale,
    Invalid,
    /// One of the three headers is missing.
    Unsigned,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Valid => "valid",
            Self::Stale => "valid, but its timestamp is more than five minutes from now",
            Self::Invalid => "INVALID: the request was changed, or signed with another secret",
            Self::Unsigned => "MISSING: no webhook-id, webhook-timestamp and webhook-signature",
        })
    }
}

impl Verdict {
    /// One word, for programs.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Stale => "stale",
            Self::Invalid => "invalid",
            Self::Unsigned => "unsigned",
        }
    }
}

impl Key {
    /// The verdict on a request that came at `now`.
    pub(super) fn judge(&self, received: &Received, now: Timestamp) -> Verdict {
        let header = |name| text(&received.headers, name);
        let (Some(id), Some(timestamp), Some(signatures)) =
            (header(ID_HEADER), header(TIMESTAMP_HEADER), header(SIGNATURE_HEADER))
        else {
            return Verdict::Unsigned;
        };
        let message = Message { id, timestamp, body: &received.body };
        if !message.is_signed_by(&self.verifier(), signatures) {
            return Verdict::Invalid;
        }
        let age_s = timestamp.parse::<i64>().ok().and_then(|then| now.timestamp().checked_sub(then));
        if age_s.is_some_and(|age| age.abs() <= TOLERANCE_S) { Verdict::Valid } else { Verdict::Stale }
    }

    const fn verifier(&self) -> Verifier<'_> {
        match self {
            Self::Secret(secret) => Verifier::Secret(secret),
            Self::Public(key) => Verifier::PublicKey(key),
        }
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

#[cfg(test)]
mod tests {
    use billhook_core::clock::from_micros;
    use billhook_core::secret::SecretKind;
    use bytes::Bytes;

    use super::*;
    use crate::receiver::Answer;

    const SENT_AT: i64 = 1_649_367_553;

    fn signed_by(secret: &Secret) -> Received {
        let body = Bytes::from_static(b"{}");
        let timestamp = SENT_AT.to_string();
        let message = Message { id: "msg_1", timestamp: &timestamp, body: &body };
        let signature = message.sign(std::slice::from_ref(secret)).unwrap();
        let mut headers = HeaderMap::new();
        headers.insert(ID_HEADER, "msg_1".parse().unwrap());
        headers.insert(TIMESTAMP_HEADER, timestamp.parse().unwrap());
        headers.insert(SIGNATURE_HEADER, signature.parse().unwrap());
        Received {
            number: 1,
            method: hyper::Method::POST,
            target: "/".parse().unwrap(),
            headers,
            body,
            answer: "200".parse::<Answer>().unwrap(),
        }
    }

    fn seconds_later(seconds: i64) -> Timestamp {
        from_micros((SENT_AT + seconds) * 1_000_000)
    }

    #[test]
    fn each_kind_of_key_verifies_what_it_signed() {
        let shared = Secret::generate(SecretKind::Hmac);
        let pair = Secret::generate(SecretKind::Ed25519);
        let public = pair.public_key().unwrap().to_string();
        for (secret, key) in [(&shared, shared.expose()), (&pair, pair.expose()), (&pair, public)] {
            let key: Key = key.parse().unwrap();
            assert_eq!(key.judge(&signed_by(secret), seconds_later(1)), Verdict::Valid);
            let other = Secret::generate(secret.kind());
            assert_eq!(key.judge(&signed_by(&other), seconds_later(1)), Verdict::Invalid);
        }
    }

    #[test]
    fn an_old_or_altered_or_bare_request_is_told_apart() {
        let secret = Secret::generate(SecretKind::Hmac);
        let key = Key::Secret(secret.clone());
        let mut received = signed_by(&secret);
        assert_eq!(key.judge(&received, seconds_later(300)), Verdict::Valid);
        assert_eq!(key.judge(&received, seconds_later(301)), Verdict::Stale);
        assert_eq!(key.judge(&received, seconds_later(-301)), Verdict::Stale);
        received.body = Bytes::from_static(b"{ }");
        assert_eq!(key.judge(&received, seconds_later(1)), Verdict::Invalid);
        received.headers.remove(SIGNATURE_HEADER);
        assert_eq!(key.judge(&received, seconds_later(1)), Verdict::Unsigned);
    }
}
