//! From the configuration to what takes mails away.

use std::path::{Path, PathBuf};

use billhook_jobs::mail::{Carrier, Credentials, MailConfig, Mailbox, Security, SmtpError, SmtpServer};
use chrono::TimeDelta;
use url::Url;

use crate::config::{Config, Mail, MailSecurity};

/// Who mails are from in files, where nobody checks it.
const NOBODY: &str = "Billhook <billhook@localhost>";

/// Mail cannot be sent as the configuration says.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The file with certificates to trust.
    #[error("the file {} (mail.ca_file) cannot be read: {error}", path.display())]
    CaFile {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// The mail server.
    #[error("the mail server {host} cannot be used: {error}")]
    Server {
        /// Which.
        host: String,
        /// Why.
        error: SmtpError,
    },
}

/// How this process sends mail, with links into `public_url`.
pub(crate) fn config(config: &Config, public_url: Url) -> Result<MailConfig, MailError> {
    let mail = &config.mail;
    let carrier = match server(mail)? {
        Some(server) => Carrier::Server(server),
        None => Carrier::Folder(folder(&config.data_dir)),
    };
    Ok(MailConfig {
        carrier,
        from: mail.from.clone().unwrap_or_else(nobody),
        reply_to: mail.reply_to.clone(),
        public_url,
        window: TimeDelta::seconds(mail.window_s.get().into()),
        give_up_after: TimeDelta::seconds(mail.give_up_after_s.get().into()),
    })
}

#[expect(clippy::expect_used, reason = "a constant, which a test reads")]
fn nobody() -> Mailbox {
    NOBODY.parse().expect("an address")
}

/// Where mails are written while there is no mail server.
pub(crate) fn folder(data_dir: &Path) -> PathBuf {
    data_dir.join("mail")
}

/// The mail server, if one is configured.
pub(crate) fn server(mail: &Mail) -> Result<Option<SmtpServer>, MailError> {
    let Some(host) = &mail.host else { return Ok(None) };
    let security = match mail.security {
        MailSecurity::StartTls => Security::StartTls,
        MailSecurity::Tls => Security::Tls,
        MailSecurity::None => Security::Plain,
    };
    let user = mail.user.clone();
    let credentials = user.map(|user| Credentials { user, password: mail.password.clone() });
    let trusted = mail
        .ca_file
        .as_ref()
        .map(|path| std::fs::read(path).map_err(|error| MailError::CaFile { path: path.clone(), error }));
    let server = SmtpServer::new(
        host,
        mail.port(),
        security,
        credentials,
        trusted.transpose()?.as_deref(),
        mail.timeout_ms.millis(),
    );
    server.map(Some).map_err(|error| MailError::Server { host: host.clone(), error })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_from_an_address() {
        assert_eq!(nobody().to_string(), "Billhook <billhook@localhost>");
    }
}
