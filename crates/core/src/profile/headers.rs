//! The headers of a request: the profile's, the Standard Webhooks ones, and the hook's own.

use std::borrow::Cow;

use super::{RenderError, Sending};
use crate::encoding::content_type;
use crate::event::Event;
use crate::secret::SecretKind;
use crate::signature::standard_webhooks::{ID_HEADER, Message, SIGNATURE_HEADER, TIMESTAMP_HEADER};

/// How a request introduces itself, unless the hook has a `user-agent` of its own.
pub const USER_AGENT: &str = concat!("Billhook/", env!("CARGO_PKG_VERSION"));
/// The most headers of its own that a hook may have.
pub const MAX_HEADERS: usize = 20;
/// The most bytes that names and values of a hook's own headers may have together.
pub const MAX_BYTES: usize = 4096;

/// Names that the connection or the body decides: RFC 9110 sections 7.6.1 and 8, RFC 9112 section 6.
const NOT_THE_HOOKS: [&str; 15] = [
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "expect",
    "host",
    "http2-settings",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// One of a hook's own headers is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HeaderError {
    /// RFC 9110 section 5.6.2 (`token`).
    #[error("not a header name: {0:?}")]
    Name(String),
    /// RFC 9110 section 5.5; of the optional bytes, only visible ASCII, spaces and tabs inside are accepted.
    #[error(
        "the value of the header `{0}` may hold visible ASCII characters, and spaces or tabs between them"
    )]
    Value(String),
    /// The name belongs to the connection, the body or the signature.
    #[error("the header `{0}` is set by the service and cannot be a hook's own")]
    NotTheHooks(String),
    /// Names are compared without regard to case.
    #[error("the header `{0}` is given twice")]
    Twice(String),
    /// More than [`MAX_HEADERS`].
    #[error("more than {MAX_HEADERS} headers")]
    TooMany,
    /// More than [`MAX_BYTES`].
    #[error("names and values of the headers have more than {MAX_BYTES} bytes together")]
    TooLong,
}

/// Accepts the headers that a hook may add to its requests.
pub fn check(headers: &[(String, String)]) -> Result<(), HeaderError> {
    if headers.len() > MAX_HEADERS {
        return Err(HeaderError::TooMany);
    }
    if headers.iter().map(|(name, value)| name.len() + value.len()).sum::<usize>() > MAX_BYTES {
        return Err(HeaderError::TooLong);
    }
    headers.iter().enumerate().try_for_each(|(place, header)| check_one(header, &headers[..place]))
}

fn check_one((name, value): &(String, String), before: &[(String, String)]) -> Result<(), HeaderError> {
    if !is_token(name) {
        return Err(HeaderError::Name(name.clone()));
    }
    if is_not_the_hooks(name) {
        return Err(HeaderError::NotTheHooks(name.clone()));
    }
    if !is_value(value) {
        return Err(HeaderError::Value(name.clone()));
    }
    if find(before, name).is_some() { Err(HeaderError::Twice(name.clone())) } else { Ok(()) }
}

fn is_token(name: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(allowed)
}

fn is_value(value: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_graphic() || byte == b' ' || byte == b'\t';
    value.bytes().all(allowed) && value.trim_matches([' ', '\t']).len() == value.len()
}

fn is_not_the_hooks(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    NOT_THE_HOOKS.contains(&name.as_str()) || name.starts_with("webhook-")
}

fn find<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
}

/// All headers of a request with this body.
pub(super) fn assemble(sending: &Sending<'_>, body: &[u8]) -> Result<Vec<(String, String)>, RenderError> {
    let own = &sending.wire.headers;
    let mut headers = Vec::with_capacity(5 + own.len());
    headers.push(("content-type".to_owned(), content_type(sending.wire.format).to_owned()));
    if find(own, "user-agent").is_none() {
        headers.push(("user-agent".to_owned(), USER_AGENT.to_owned()));
    }
    if sending.wire.standard_headers {
        headers.extend(sign(sending, body)?);
    }
    headers.extend_from_slice(own);
    Ok(headers)
}

fn sign(sending: &Sending<'_>, body: &[u8]) -> Result<[(String, String); 3], RenderError> {
    let id = message_id(sending.event, sending.part);
    let timestamp = sending.at.timestamp().to_string();
    let message = Message { id: &id, timestamp: &timestamp, body };
    let signature = message.sign(sending.secrets).ok_or(RenderError::NoSecret(SecretKind::Hmac))?;
    Ok([
        (ID_HEADER.to_owned(), id),
        (TIMESTAMP_HEADER.to_owned(), timestamp),
        (SIGNATURE_HEADER.to_owned(), signature),
    ])
}

/// The event's id, the same at every attempt and replay. Further parts have `-1`, `-2`, … after it, so that a
/// receiver that drops repeated ids takes them all.
fn message_id(event: &Event, part: u32) -> String {
    let suffix = if part == 0 { Cow::Borrowed("") } else { Cow::Owned(format!("-{part}")) };
    format!("{}{suffix}", event.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(headers: &[(&str, &str)]) -> Result<(), HeaderError> {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        check(&headers.iter().map(owned).collect::<Vec<_>>())
    }

    #[test]
    fn ordinary_headers_are_accepted() {
        let headers = [
            ("X-Team", "billing"),
            ("authorization", "Basic YTpi\t="),
            ("user-agent", "me"),
            ("x-empty", ""),
        ];
        assert_eq!(checked(&headers), Ok(()));
    }

    #[test]
    fn headers_of_the_connection_the_body_and_the_signature_are_refused() {
        for name in [
            "Host",
            "Content-Length",
            "transfer-encoding",
            "TE",
            "webhook-id",
            "Webhook-Anything",
            "content-type",
        ] {
            assert_eq!(checked(&[(name, "x")]), Err(HeaderError::NotTheHooks(name.to_owned())));
        }
    }

    #[test]
    fn nothing_can_be_smuggled_through_a_name_or_a_value() {
        for name in ["", "a b", "a:b", "ä", "a\r\nb"] {
            assert_eq!(checked(&[(name, "x")]), Err(HeaderError::Name(name.to_owned())));
        }
        for value in ["a\r\nb: c", "\0", "ä", " a", "a\t", "\u{7f}"] {
            assert_eq!(checked(&[("x", value)]), Err(HeaderError::Value("x".to_owned())));
        }
    }

    #[test]
    fn number_and_length_are_bounded() {
        let many: Vec<_> = (0..21).map(|n| (format!("x-{n}"), String::new())).collect();
        assert_eq!(check(&many), Err(HeaderError::TooMany));
        assert_eq!(check(&many[..20]), Ok(()));
        assert_eq!(checked(&[("x", &"v".repeat(4095))]), Ok(()));
        assert_eq!(checked(&[("x", &"v".repeat(4096))]), Err(HeaderError::TooLong));
        assert_eq!(checked(&[("x-a", "1"), ("X-A", "2")]), Err(HeaderError::Twice("X-A".to_owned())));
    }
}
