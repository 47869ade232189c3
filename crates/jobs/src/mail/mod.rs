//! Mail: notices of the outbox become letters, and letters go to a mail server or, without one, into a folder.
//!
//! `outbox` takes what is due and records what came of it, `compose` says it in words, `html` and `text` set the same
//! words in the two forms of a mail, `message` makes the MIME of it, and `carrier` takes it away. What there is to be
//! told, and to whom, was decided where it happened.

mod carrier;
mod compose;
mod folder;
mod html;
mod letter;
mod message;
mod outbox;
mod smtp;
mod text;

use chrono::TimeDelta;
use url::Url;

pub use carrier::Carrier;
pub use message::{Mailbox, ParseMailboxError};
pub(crate) use outbox::Outbox;
pub use smtp::{Credentials, Security, SmtpError, SmtpServer};

/// How a process sends mail.
#[derive(Clone, Debug)]
pub struct MailConfig {
    /// What takes letters away.
    pub carrier: Carrier,
    /// Who they are from.
    pub from: Mailbox,
    /// Where answers go, if not there.
    pub reply_to: Option<Mailbox>,
    /// Where people reach the installation: links begin with it.
    pub public_url: Url,
    /// For how long after a mail further notices of its kind to the same person are collected into one.
    pub window: TimeDelta,
    /// For how long a mail is tried.
    pub give_up_after: TimeDelta,
}
