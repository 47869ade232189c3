//! Headers of which a request has one at most.
//!
//! Of two, whoever stands in front of the service may have looked at the other one. So nobody chooses here:
//! the request is refused before anything reads it.

use actix_web::http::header::HeaderMap;

use crate::authentication::{CONSOLE_HEADER, TENANT_HEADER};
use crate::idempotency;
use crate::problem::{Kind, Problem};

/// What is read as one value. Whatever may be a list (RFC 9110, section 5.3) is none of these; of `Host` two
/// are forbidden by RFC 9112, section 3.2.
const SINGLE: [&str; 8] = [
    "Authorization",
    TENANT_HEADER,
    CONSOLE_HEADER,
    idempotency::HEADER,
    "Content-Type",
    "Host",
    "Last-Event-ID",
    "Origin",
];

/// Fails with 400, naming the header, for a request that has one of them more than once.
pub(crate) fn require_single(headers: &HeaderMap) -> Result<(), Problem> {
    // Most requests have no name twice, so there is nothing to look for.
    if headers.len() == headers.len_keys() {
        return Ok(());
    }
    match SINGLE.into_iter().find(|name| headers.get_all(*name).count() > 1) {
        Some(name) => {
            let detail =
                format!("`{name}` is in the request more than once. Send only the one that you mean.");
            Err(Problem::new(Kind::InvalidHeader, detail))
        }
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{HeaderName, HeaderValue};

    use super::*;

    fn twice(name: &str) -> HeaderMap {
        let name: HeaderName = name.parse().unwrap();
        let mut headers = HeaderMap::new();
        headers.append(name.clone(), HeaderValue::from_static("a"));
        headers.append(name, HeaderValue::from_static("a"));
        headers
    }

    #[test]
    fn a_header_that_is_read_as_one_value_is_refused_twice_and_by_name() {
        for name in SINGLE {
            let refused = require_single(&twice(name)).unwrap_err();
            assert_eq!(refused.kind(), Kind::InvalidHeader);
            assert!(refused.detail().contains(name), "{refused}");
        }
    }

    #[test]
    fn a_header_that_may_be_a_list_may_stand_on_several_lines() {
        for name in ["X-Forwarded-For", "Cookie", "Accept", "X-Team"] {
            assert!(require_single(&twice(name)).is_ok(), "{name}");
        }
    }
}
