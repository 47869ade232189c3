//! What came of one HTTP exchange.

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;

/// The kind of an attempt's end, as stored and shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeKind {
    /// The receiver answered with a status.
    Response,
    /// The total deadline passed first.
    Timeout,
    /// No connection: refused, reset or unreachable.
    Refused,
    /// The TLS handshake failed, or the certificate was not accepted.
    Tls,
    /// The host's name did not resolve.
    Dns,
    /// The address is one that must not be called.
    Blocked,
    /// Anything else: the request could not be rendered, or the answer was no HTTP.
    Error,
}

/// What came of one HTTP exchange, as the decision needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// How it ended.
    pub kind: OutcomeKind,
    /// The status, if there was an answer.
    pub status: Option<u16>,
    /// When the receiver asks to be called again (RFC 9110 section 10.2.3), seconds and dates alike.
    pub retry_after: Option<Timestamp>,
    /// A sentence for people, where the kind does not say it all.
    pub error: Option<String>,
}

impl Outcome {
    /// The receiver answered.
    pub fn response(status: u16) -> Self {
        Self { kind: OutcomeKind::Response, status: Some(status), retry_after: None, error: None }
    }

    /// It ended without an answer.
    pub fn without_answer(kind: OutcomeKind, error: impl Into<String>) -> Self {
        Self { kind, status: None, retry_after: None, error: Some(error.into()) }
    }
}
