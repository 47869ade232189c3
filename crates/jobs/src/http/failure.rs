//! What a failed exchange was: read out of the chain of causes.

use std::error::Error;
use std::io;

use billhook_core::outcome::{Outcome, OutcomeKind};

use super::connector::ConnectError;

/// What an exchange ended in.
enum Failure {
    /// The receiver closed the connection.
    Left,
    Other(Outcome),
}

/// True if the receiver closed the connection.
pub(super) fn was_left(error: &(dyn Error + 'static)) -> bool {
    matches!(find(error), Failure::Left)
}

/// The outcome of an exchange that ended in this error after an answer had begun with this status.
pub(super) fn in_answer(status: u16, error: &(dyn Error + 'static)) -> Outcome {
    match find(error) {
        Failure::Left => Outcome::cut_short(
            OutcomeKind::Refused,
            status,
            format!("the answer began with {status}, but the receiver closed the connection before its end"),
        ),
        Failure::Other(Outcome { kind, error, .. }) => {
            Outcome::cut_short(kind, status, error.unwrap_or_default())
        }
    }
}

/// The outcome of an exchange that ended in this error before there was any answer.
pub(super) fn outcome(error: &(dyn Error + 'static)) -> Outcome {
    match find(error) {
        Failure::Left => Outcome::without_answer(
            OutcomeKind::Refused,
            "the receiver closed the connection before it answered",
        ),
        Failure::Other(outcome) => outcome,
    }
}

fn find(error: &(dyn Error + 'static)) -> Failure {
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
    let why = format!("the receiver's answer cannot be understood: {}", innermost(error));
    Failure::Other(Outcome::without_answer(OutcomeKind::Error, why))
}

fn read(error: &(dyn Error + 'static)) -> Option<Failure> {
    let other = |kind, why: String| Some(Failure::Other(Outcome::without_answer(kind, why)));
    if let Some(error) = error.downcast_ref::<ConnectError>() {
        let kind = match error {
            ConnectError::Blocked(_) => OutcomeKind::Blocked,
            ConnectError::Dns { .. } => OutcomeKind::Dns,
            ConnectError::Refused(_) => OutcomeKind::Refused,
            ConnectError::NoHost => OutcomeKind::Error,
        };
        return other(kind, error.to_string());
    }
    if let Some(error) = error.downcast_ref::<rustls::Error>() {
        return other(OutcomeKind::Tls, tls(error));
    }
    if error.downcast_ref::<hyper::Error>().is_some_and(is_closed) {
        return Some(Failure::Left);
    }
    let error = error.downcast_ref::<io::Error>()?;
    match error.kind() {
        // Also where TLS says so, which wraps a text of its own.
        io::ErrorKind::ConnectionReset
        | io::ErrorKind::BrokenPipe
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::UnexpectedEof => Some(Failure::Left),
        _ if error.get_ref().is_some() => None,
        _ => other(OutcomeKind::Refused, error.to_string()),
    }
}

/// True if the connection ended where an answer, or more of it, was to come.
fn is_closed(error: &hyper::Error) -> bool {
    // Without a cause, or that would say it.
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
        Error::InvalidCertificate(CertificateError::Other(other)) if is_an_authority(other) => say(
            "it is an authority's own, as a self-signed one often is: the receiver needs one that is not an authority (CA:FALSE)",
        ),
        other => format!("the TLS handshake failed: {other}"),
    }
}

fn is_an_authority(error: &rustls::OtherError) -> bool {
    matches!(error.0.downcast_ref(), Some(webpki::Error::CaUsedAsEndEntity))
}

fn innermost(error: &(dyn Error + 'static)) -> String {
    let mut innermost = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string()
}
