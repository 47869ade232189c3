//! What a failed exchange was: read out of the chain of causes.

use std::error::Error;
use std::io;

use billhook_core::outcome::{Outcome, OutcomeKind};

use super::connector::ConnectError;

/// What a receiver has done that leaves before it answers.
const CLOSED: &str = "the receiver closed the connection before it answered";

/// True if the receiver left before it answered.
pub(super) fn was_left(outcome: &Outcome) -> bool {
    outcome.kind == OutcomeKind::Refused && outcome.error.as_deref() == Some(CLOSED)
}

/// The outcome of an exchange that ended in this error after an answer had begun with this status.
pub(super) fn in_answer(status: u16, error: &(dyn Error + 'static)) -> Outcome {
    let Outcome { kind, error, .. } = outcome(error);
    let error = match error {
        Some(text) if text == CLOSED => {
            format!("the answer began with {status}, but the receiver closed the connection before its end")
        }
        text => text.unwrap_or_default(),
    };
    Outcome::cut_short(kind, status, error)
}

/// The outcome of an exchange that ended in this error before there was any answer.
pub(super) fn outcome(error: &(dyn Error + 'static)) -> Outcome {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(found) = read(error) {
            return found;
        }
        // An io::Error keeps what it wraps to itself: `source` skips it.
        cause = match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => error.source(),
        };
    }
    Outcome::without_answer(
        OutcomeKind::Error,
        format!("the receiver's answer cannot be understood: {}", innermost(error)),
    )
}

fn read(error: &(dyn Error + 'static)) -> Option<Outcome> {
    if let Some(error) = error.downcast_ref::<ConnectError>() {
        let kind = match error {
            ConnectError::Blocked(_) => OutcomeKind::Blocked,
            ConnectError::Dns { .. } => OutcomeKind::Dns,
            ConnectError::Refused(_) => OutcomeKind::Refused,
            ConnectError::NoHost => OutcomeKind::Error,
        };
        return Some(Outcome::without_answer(kind, error.to_string()));
    }
    if let Some(error) = error.downcast_ref::<rustls::Error>() {
        return Some(Outcome::without_answer(OutcomeKind::Tls, tls(error)));
    }
    if error.downcast_ref::<hyper::Error>().is_some_and(is_closed) {
        return Some(Outcome::without_answer(OutcomeKind::Refused, CLOSED));
    }
    let error = error.downcast_ref::<io::Error>()?;
    match error.kind() {
        // Also where TLS says so, which wraps a text of its own.
        io::ErrorKind::ConnectionReset
        | io::ErrorKind::BrokenPipe
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::UnexpectedEof => Some(Outcome::without_answer(OutcomeKind::Refused, CLOSED)),
        _ if error.get_ref().is_some() => None,
        _ => Some(Outcome::without_answer(OutcomeKind::Refused, error.to_string())),
    }
}

/// True if the connection ended where an answer, or more of it, was to come.
fn is_closed(error: &hyper::Error) -> bool {
    // Without a cause, or it would be told by that.
    error.source().is_none() && (error.is_incomplete_message() || error.is_closed() || error.is_canceled())
}

fn tls(error: &rustls::Error) -> String {
    use rustls::{CertificateError, Error};
    let say = |what: &str| format!("the receiver's certificate was not accepted: {what}");
    match error {
        Error::InvalidCertificate(CertificateError::UnknownIssuer) => {
            say("it is self-signed, or signed by an authority that this machine does not know")
        }
        Error::InvalidCertificate(CertificateError::Expired | CertificateError::ExpiredContext { .. }) => {
            say("it has expired")
        }
        Error::InvalidCertificate(
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
        ) => say("it is for another name"),
        other => format!("the TLS handshake failed: {other}"),
    }
}

fn innermost(error: &(dyn Error + 'static)) -> String {
    let mut innermost = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string()
}
