//! What a URL may be written with. Stricter than the URL standard, which repairs what it can: a repaired URL is not the
//! one that was configured.

use super::{MAX_URL_LEN, TargetError};

/// Splits a URL after its authority, refusing what could not be sent as it is written.
pub(super) fn split(text: &str) -> Result<(&str, &str), TargetError> {
    if text.len() > MAX_URL_LEN {
        return Err(TargetError::TooLong);
    }
    if let Some(bad) = text.chars().find(|&c| c.is_whitespace() || c.is_control() || c == '\\') {
        return Err(TargetError::Character(bad));
    }
    if text.contains('#') {
        return Err(TargetError::Fragment);
    }
    let rest = strip_scheme(text).ok_or(TargetError::Scheme)?;
    let (authority, path_and_query) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    if authority.is_empty() {
        return Err(TargetError::NoHost);
    }
    match path_and_query.chars().find(|&c| !may_stand_in_a_path(c)) {
        Some(bad) => Err(TargetError::Character(bad)),
        None => Ok((authority, path_and_query)),
    }
}

fn strip_scheme(text: &str) -> Option<&str> {
    let (scheme, rest) = text.split_once("://")?;
    let web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    web.then_some(rest)
}

/// RFC 3986's characters of paths and queries, and those that are commonly sent bare beside them.
fn may_stand_in_a_path(c: char) -> bool {
    c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '`')
}

/// True of what a name in DNS may look like, once it is in ASCII; a dot may end it.
pub(super) fn is_host_name(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    name.len() <= 253 && name.split('.').all(is_label)
}
