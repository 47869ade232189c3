//! What came of one HTTP exchange.

use chrono::{NaiveDateTime, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;

/// The longest wait that [`retry_after`] reads; longer ones are cut to it.
const MAX_RETRY_AFTER_S: u64 = 366 * 86_400;

/// The kind of an attempt's end, as stored and shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeKind {
    /// The receiver answered with a status.
    Response,
    /// The total deadline passed first, before an answer or before its end; in the latter case there is a status.
    Timeout,
    /// No connection, or none for long enough: refused, unreachable, or closed before the answer was whole.
    Refused,
    /// The TLS handshake failed, or the certificate was not accepted.
    Tls,
    /// The host's name did not resolve.
    Dns,
    /// The address is one that must not be called.
    Blocked,
    /// Anything else: the request could not be rendered, or the answer was no HTTP.
    Error,
}

/// What came of one HTTP exchange, as the decision needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// How it ended.
    pub kind: OutcomeKind,
    /// The status, if there was an answer or the head of one.
    pub status: Option<u16>,
    /// When the receiver asks to be called again (RFC 9110 section 10.2.3), seconds and dates alike.
    pub retry_after: Option<Timestamp>,
    /// A sentence for people, where the kind does not say it all.
    pub error: Option<String>,
}

impl Outcome {
    /// The receiver answered.
    pub fn response(status: u16) -> Self {
        Self { kind: OutcomeKind::Response, status: Some(status), retry_after: None, error: None }
    }

    /// It ended without an answer.
    pub fn without_answer(kind: OutcomeKind, error: impl Into<String>) -> Self {
        Self { kind, status: None, retry_after: None, error: Some(error.into()) }
    }

    /// It ended after the head of an answer with this status, but before the end of it.
    pub fn cut_short(kind: OutcomeKind, status: u16, error: impl Into<String>) -> Self {
        Self { status: Some(status), ..Self::without_answer(kind, error) }
    }
}

/// When the value of a `Retry-After` header asks to be called again (RFC 9110 section 10.2.3).
///
/// Reads seconds and the three forms of HTTP dates (section 5.6.7); a date may lie in the past. What is neither, or is
/// a date with the wrong day of the week, gives `None`.
pub fn retry_after(header_value: &str, received_at: Timestamp) -> Option<Timestamp> {
    let value = header_value.trim_matches([' ', '\t']);
    if !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit()) {
        // Only a number too large for 64 bits fails to parse here.
        let seconds = value.parse().unwrap_or(u64::MAX).min(MAX_RETRY_AFTER_S);
        return received_at.checked_add_signed(TimeDelta::try_seconds(i64::try_from(seconds).ok()?)?);
    }
    ["%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(value, form).ok())
        .map(|date| date.and_utc())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::clock::from_micros;

    /// 1994-11-06T08:49:37Z, the instant of RFC 9110's own examples.
    const EXAMPLE: i64 = 784_111_777;

    fn read(value: &str) -> Option<i64> {
        retry_after(value, from_micros(EXAMPLE * 1_000_000)).map(|at| at.timestamp())
    }

    #[test]
    fn seconds_count_from_the_answer() {
        assert_eq!(read("120"), Some(EXAMPLE + 120));
        assert_eq!(read(" 0\t"), Some(EXAMPLE));
        assert_eq!(read("99999999999999999999999999"), Some(EXAMPLE + 366 * 86_400));
    }

    #[test]
    fn all_three_forms_of_http_dates_are_read() {
        for value in
            ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"]
        {
            assert_eq!(read(value), Some(EXAMPLE), "{value}");
        }
        assert_eq!(read("Wed, 31 Dec 2026 23:59:59 GMT"), None, "a Thursday");
        assert_eq!(read("Thu, 31 Dec 2026 23:59:59 GMT"), Some(1_798_761_599));
    }

    #[test]
    fn garbage_is_nothing() {
        for value in [
            "",
            " ",
            "-1",
            "+5",
            "1.5",
            "5s",
            "soon",
            "٣",
            "Sun, 06 Nov 1994 08:49:37 CET",
            "Sun, 32 Nov 1994 08:49:37 GMT",
        ] {
            assert_eq!(read(value), None, "{value:?}");
        }
    }

    #[test]
    fn the_edge_of_the_calendar_is_not_crossed() {
        assert_eq!(retry_after("1", from_micros(i64::MAX)), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_nothing_and_a_number_is_a_year_and_a_day_at_most(
            value in "\\PC*|[0-9]{0,40}|[A-Z][a-z]{2,5}, [0-9]{1,2}[ -][A-Z][a-z]{2}[ -][0-9]{1,6} [0-9:]{5,10} GMT",
            micros: i64,
        ) {
            let now = from_micros(micros);
            if let Some(at) = retry_after(&value, now) {
                let is_date = value.contains(|letter: char| letter.is_ascii_alphabetic());
                prop_assert!(is_date || (TimeDelta::zero()..=TimeDelta::days(366)).contains(&(at - now)));
            }
        }
    }
}
