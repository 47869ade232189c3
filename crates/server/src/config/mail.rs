//! How mail is sent, and what of that goes together.

use std::net::IpAddr;
use std::path::PathBuf;

use billhook_jobs::mail::Mailbox;
use serde::Deserialize;

use super::value::{Whole, optional};

/// How mail is sent.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// The mail server, if there is one.
    #[serde(deserialize_with = "optional")]
    pub host: Option<String>,
    /// Its port; 0 for the usual one.
    pub port: Whole<0, 65_535>,
    /// How the connection is secured.
    pub security: MailSecurity,
    /// Who signs in.
    #[serde(deserialize_with = "optional")]
    pub user: Option<String>,
    /// With which password.
    pub password: String,
    /// Certificates that are trusted beside the system's.
    #[serde(deserialize_with = "optional")]
    pub ca_file: Option<PathBuf>,
    /// Who mails are from.
    #[serde(deserialize_with = "optional")]
    pub from: Option<Mailbox>,
    /// Where answers go, if not there.
    #[serde(deserialize_with = "optional")]
    pub reply_to: Option<Mailbox>,
    /// How long a step of a conversation may take, in milliseconds.
    pub timeout_ms: Whole<1000, 60_000>,
    /// For how long notices are collected after a mail, in seconds.
    pub window_s: Whole<0, 86_400>,
    /// For how long a mail is tried, in seconds.
    pub give_up_after_s: Whole<60, 1_209_600>,
}

/// How the connection to the mail server is secured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MailSecurity {
    /// In clear, and then TLS.
    StartTls,
    /// TLS from the first byte.
    Tls,
    /// In clear.
    None,
}

impl std::fmt::Debug for Mail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { host, port, security, user, from, .. } = self;
        write!(f, "Mail({host:?}, {port:?}, {security:?}, {user:?}, {from:?}, redacted)")
    }
}

impl Mail {
    /// The port, which is the usual one unless another is set.
    pub fn port(&self) -> u16 {
        match (u16::try_from(self.port.get()), self.security) {
            (Ok(port), _) if port > 0 => port,
            (_, MailSecurity::StartTls) => 587,
            (_, MailSecurity::Tls) => 465,
            (_, MailSecurity::None) => 25,
        }
    }

    /// What does not go together: the key to change, and why.
    pub(super) fn contradiction(&self) -> Option<(&'static str, &'static str)> {
        let Some(host) = &self.host else { return None };
        if self.from.is_none() {
            return Some(("mail.from", "a mail server wants to know who a mail is from"));
        }
        if self.user.is_some() && self.password.is_empty() {
            return Some(("mail.password", "`mail.user` is set and has no password"));
        }
        if self.user.is_some() && self.security == MailSecurity::None && !is_this_machine(host) {
            return Some(("mail.security", "the password would travel in clear: use starttls or tls"));
        }
        None
    }
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}
