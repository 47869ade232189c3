//! What a failed exchange was: read out of the chain of causes.

use std::error::Error;
use std::io;

use billhook_core::outcome::{Outcome, OutcomeKind};

use super::connector::ConnectError;

/// The outcome of an exchange that ended in this error.
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
            ConnectError::Refused { .. } => OutcomeKind::Refused,
            ConnectError::NoHost => OutcomeKind::Error,
        };
        return Some(Outcome::without_answer(kind, error.to_string()));
    }
    if let Some(error) = error.downcast_ref::<rustls::Error>() {
        return Some(Outcome::without_answer(OutcomeKind::Tls, tls(error)));
    }
    let error = error.downcast_ref::<io::Error>().filter(|error| error.get_ref().is_none())?;
    let text = match error.kind() {
        io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe | io::ErrorKind::ConnectionAborted => {
            "the receiver closed the connection before it answered".to_owned()
        }
        _ => error.to_string(),
    };
    Some(Outcome::without_answer(OutcomeKind::Refused, text))
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
