//! The mail server: how it is reached, and what its refusals mean.
//!
//! Each mail has a connection of its own. Mails are few, and a connection that is kept would have to be watched.

use std::fmt;
use std::time::Duration;

use lettre::transport::smtp::authentication::Credentials as LettreCredentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

/// How the connection to a mail server is secured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// Begins in clear and must turn to TLS before anything is said (RFC 3207).
    StartTls,
    /// TLS from the first byte (RFC 8314).
    Tls,
    /// None.
    Plain,
}

/// Who signs in to a mail server. `Debug` shows no password.
#[derive(Clone)]
pub struct Credentials {
    /// The user.
    pub user: String,
    /// The password.
    pub password: String,
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Credentials({}, redacted)", self.user)
    }
}

/// A mail server is not what it is said to be.
#[derive(Debug, thiserror::Error)]
pub enum SmtpError {
    /// The certificates to trust.
    #[error("the certificates to trust cannot be used: {0}")]
    Certificates(lettre::transport::smtp::Error),
    /// It does not answer as it should.
    #[error("{0}")]
    Server(String),
}

/// A mail server. Clones share nothing but the settings.
#[derive(Clone)]
pub struct SmtpServer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    name: String,
}

impl fmt::Debug for SmtpServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SmtpServer({})", self.name)
    }
}

/// What became of a mail that could not be handed over.
#[derive(Debug)]
pub(super) enum Refused {
    /// It may work another time.
    ForNow(String),
    /// It never will.
    ForGood(String),
}

impl SmtpServer {
    /// A server at this place. `trusted` holds certificates in PEM that are trusted beside the system's. `timeout`
    /// bounds each step of a conversation.
    ///
    /// # Errors
    /// If `trusted` holds no certificates.
    pub fn new(
        host: &str,
        port: u16,
        security: Security,
        credentials: Option<Credentials>,
        trusted: Option<&[u8]>,
        timeout: Duration,
    ) -> Result<Self, SmtpError> {
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host)
            .port(port)
            .timeout(Some(timeout))
            .tls(tls(host, security, trusted).map_err(SmtpError::Certificates)?);
        if let Some(Credentials { user, password }) = credentials {
            builder = builder.credentials(LettreCredentials::new(user, password));
        }
        Ok(Self { transport: builder.build(), name: format!("{host}:{port}") })
    }

    /// Connects, secures the connection, signs in, and leaves again without having sent anything.
    pub async fn check(&self) -> Result<(), SmtpError> {
        match self.transport.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => Err(SmtpError::Server("the connection was closed at once".into())),
            Err(error) => Err(SmtpError::Server(told(&error))),
        }
    }

    pub(super) async fn send(&self, message: Message) -> Result<(), Refused> {
        self.transport.send(message).await.map(drop).map_err(|error| {
            if is_final(error.status().map(u16::from)) {
                Refused::ForGood(told(&error))
            } else {
                Refused::ForNow(told(&error))
            }
        })
    }
}

impl fmt::Display for SmtpServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

fn tls(
    host: &str,
    security: Security,
    trusted: Option<&[u8]>,
) -> Result<Tls, lettre::transport::smtp::Error> {
    if security == Security::Plain {
        return Ok(Tls::None);
    }
    let mut parameters = TlsParameters::builder(host.to_owned());
    if let Some(certificate) = trusted.map(Certificate::from_pem).transpose()? {
        parameters = parameters.add_root_certificate(certificate);
    }
    let parameters = parameters.build_rustls()?;
    Ok(if security == Security::Tls { Tls::Wrapper(parameters) } else { Tls::Required(parameters) })
}

/// True for answers about this mail or its recipient that will be the same tomorrow. Every other refusal (a server
/// that is away, a password that is wrong) is one that an operator can put right.
fn is_final(status: Option<u16>) -> bool {
    matches!(status, Some(550..=554))
}

/// The error with its causes: the first of them alone says little.
fn told(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    let mut text = error.to_string();
    for cause in causes.map(ToString::to_string).filter(|cause| !cause.is_empty()) {
        if !text.contains(&cause) {
            text = format!("{text}: {cause}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_said_of_the_mail_itself_is_final() {
        for (status, expected) in [
            (Some(550), true),
            (Some(553), true),
            (Some(535), false),
            (Some(530), false),
            (Some(421), false),
            (Some(451), false),
            (None, false),
        ] {
            assert_eq!(is_final(status), expected, "{status:?}");
        }
    }

    #[test]
    fn a_password_is_not_shown() {
        let credentials = Credentials { user: "ann".into(), password: "geheim".into() };
        assert!(!format!("{credentials:?}").contains("geheim"));
    }
}
