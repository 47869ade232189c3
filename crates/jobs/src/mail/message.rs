//! The MIME of a letter: headers, the text, and the same as HTML.

use std::fmt;
use std::str::FromStr;

use billhook_core::clock::Timestamp;
use billhook_core::id::MailId;
use lettre::Message;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Body, MultiPart, SinglePart};

use super::letter::Letter;
use super::{html, text};

/// An address with or without a name: `Billhook <billhook@example.com>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox(lettre::message::Mailbox);

/// The text is not an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an address: use `name@example.com` or `Name <name@example.com>`")]
pub struct ParseMailboxError;

impl FromStr for Mailbox {
    type Err = ParseMailboxError;
    fn from_str(text: &str) -> Result<Self, ParseMailboxError> {
        text.parse().map(Self).map_err(|_| ParseMailboxError)
    }
}

impl fmt::Display for Mailbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// On the outside of a letter.
pub(super) struct Envelope<'a> {
    pub(super) id: MailId,
    pub(super) from: &'a Mailbox,
    pub(super) reply_to: Option<&'a Mailbox>,
    pub(super) to: &'a str,
    pub(super) at: Timestamp,
}

/// What a text that is not ASCII is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextForm {
    /// In a form that every mail server carries.
    Carried,
    /// As it is, so that a person can read the file.
    Plain,
}

/// Why there is no message.
#[derive(Debug, thiserror::Error)]
pub(super) enum MessageError {
    #[error("the recipient's address cannot be used: {0}")]
    Recipient(#[from] lettre::address::AddressError),
    #[error("the message cannot be made: {0}")]
    Build(#[from] lettre::error::Error),
}

/// The message of a letter.
pub(super) fn message(
    letter: &Letter,
    envelope: &Envelope<'_>,
    form: TextForm,
) -> Result<Message, MessageError> {
    let domain = envelope.from.0.email.domain();
    let mut builder = Message::builder()
        .from(envelope.from.0.clone())
        .to(envelope.to.parse()?)
        .subject(single_line(&letter.subject))
        .date(envelope.at.into())
        .message_id(Some(format!("<{}@{domain}>", envelope.id)))
        // Asks autoresponders to be silent (RFC 3834, section 5).
        .raw_header(raw("Auto-Submitted", "auto-generated"));
    if let Some(reply_to) = envelope.reply_to {
        builder = builder.reply_to(reply_to.0.clone());
    }
    let plain = SinglePart::builder().header(ContentType::TEXT_PLAIN).body(body(text::text(letter), form));
    let html = SinglePart::builder().header(ContentType::TEXT_HTML).body(body(html::html(letter), form));
    Ok(builder.multipart(MultiPart::alternative().singlepart(plain).singlepart(html))?)
}

/// RFC 5322, section 2.1.1, without the line's end.
const MAX_LINE_LEN: usize = 998;

/// The text as it is wherever mail allows that. Left to itself lettre breaks lines of more than 76 characters, and
/// with them the links for whoever reads the source.
fn body(text: String, form: TextForm) -> Body {
    let encoding = match form {
        _ if text.lines().any(|line| line.len() > MAX_LINE_LEN) => return Body::new(text),
        _ if text.is_ascii() => ContentTransferEncoding::SevenBit,
        TextForm::Plain => ContentTransferEncoding::EightBit,
        TextForm::Carried => return Body::new(text),
    };
    Body::dangerous_pre_encoded(text.replace('\n', "\r\n").into_bytes(), encoding)
}

fn raw(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

/// A header is one line, whatever a name has in it.
fn single_line(text: &str) -> String {
    text.split(char::is_control).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use billhook_core::clock::from_micros;

    fn formatted(subject: &str, form: TextForm) -> String {
        let letter = Letter { subject: subject.into(), blocks: Vec::new(), footer: "Why.".into() };
        let from: Mailbox = "Billhook <billhook@example.com>".parse().unwrap();
        let envelope = Envelope {
            id: MailId::from_bytes([1; 16]),
            from: &from,
            reply_to: Some(&from),
            to: "ann@example.com",
            at: from_micros(1_795_176_000_000_000),
        };
        String::from_utf8(message(&letter, &envelope, form).unwrap().formatted()).unwrap()
    }

    #[test]
    fn a_message_has_the_headers_of_one_that_a_program_sent() {
        let mail = formatted("Hello", TextForm::Carried);
        let head = mail.split("\r\n\r\n").next().unwrap();
        for line in [
            "From: Billhook <billhook@example.com>",
            "To: ann@example.com",
            "Reply-To: Billhook <billhook@example.com>",
            "Subject: Hello",
            "Date: Fri, 20 Nov 2026 12:00:00 +0000",
            "Message-ID: <mail_01040g2081040g2081040g2081@example.com>",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
        ] {
            assert!(head.lines().any(|given| given == line), "{line} is not in\n{head}");
        }
        assert!(head.contains("Content-Type: multipart/alternative"), "{head}");
    }

    #[test]
    fn a_name_cannot_add_headers() {
        let mail = formatted("Hello\r\nBcc: eve@example.com", TextForm::Carried);
        let head = mail.split("\r\n\r\n").next().unwrap();
        assert!(head.contains("Subject: Hello  Bcc: eve@example.com\r\n"), "{head}");
    }

    #[test]
    fn links_are_whole_in_the_source() {
        let link = format!("https://hooks.example.com/invitation?token={}", "x".repeat(43));
        assert!(formatted(&link, TextForm::Carried).contains(&format!("\r\n{link}\r\n")));
    }

    #[test]
    fn letters_beyond_ascii_are_carried_by_every_server_and_readable_in_a_file() {
        assert!(formatted("Grüße", TextForm::Carried).is_ascii());
        assert!(formatted("Grüße", TextForm::Plain).contains("\r\nGrüße\r\n"));
    }
}
