//! What of a request is hidden from those who may not see a hook's secrets.
//!
//! Secrets travel in headers that a member set, in signatures, in the values of the URL's query, and (Upodi) as the
//! member `Signature` of the body. An MD5 of the payload is not a secret: everyone who has the payload can make it.

use std::borrow::Cow;

use billhook_core::action::ActionRule;
use billhook_core::member::Permission;
pub(crate) use billhook_core::secret::MASK;
use serde_json::value::RawValue;

use crate::principal::Principal;

/// Headers that every request has and that say nothing secret; all others are hidden.
const OPEN_HEADERS: [&str; 8] = [
    "accept",
    "accept-encoding",
    "content-length",
    "content-type",
    "host",
    "user-agent",
    "webhook-id",
    "webhook-timestamp",
];

/// How much of a request somebody sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sight {
    /// Everything.
    Whole,
    /// Everything but secrets.
    Masked,
}

impl Sight {
    /// Who may change a hook with these rules may see its secrets: with the permission, and granted all that
    /// it gets. With a secret they could sign for all of it.
    pub(crate) fn of<'a>(principal: &Principal, rules: impl IntoIterator<Item = &'a ActionRule>) -> Self {
        let may_change = principal.permissions.contains(&Permission::HooksEdit)
            && rules.into_iter().all(|rule| principal.grants.cover(rule.pattern.grant()));
        if may_change { Self::Whole } else { Self::Masked }
    }

    /// The URL, with the values of its query hidden.
    pub(crate) fn url(self, url: &str) -> Cow<'_, str> {
        match (self, url.split_once('?')) {
            (Self::Masked, Some((base, query))) => format!("{base}?{}", mask_query(query)).into(),
            _ => url.into(),
        }
    }

    /// The value of a header.
    pub(crate) fn header<'a>(self, name: &str, value: &'a str) -> &'a str {
        let is_open = OPEN_HEADERS.iter().any(|open| name.eq_ignore_ascii_case(open));
        if self == Self::Whole || is_open { value } else { MASK }
    }

    /// The body that was sent to `url`, which some wire forms repeat in it.
    pub(crate) fn body<'a>(self, url: &str, body: &'a str) -> Cow<'a, str> {
        if self == Self::Whole {
            return body.into();
        }
        let body = mask_signature(body);
        match url.split_once('?') {
            Some((_, query)) => body.replace(&format!("?{query}"), &format!("?{}", mask_query(query))).into(),
            None => body,
        }
    }
}

fn mask_query(query: &str) -> String {
    let pair = |pair: &str| match pair.split_once('=') {
        Some((name, value)) if !value.is_empty() => format!("{name}={MASK}"),
        // A value without a name may be the secret itself.
        None if !pair.is_empty() => MASK.to_owned(),
        _ => pair.to_owned(),
    };
    query.split('&').map(pair).collect::<Vec<_>>().join("&")
}

/// Hides the string that is the member `Signature` of a JSON object; every other byte stays.
fn mask_signature(body: &str) -> Cow<'_, str> {
    #[derive(serde::Deserialize)]
    struct Signed<'a> {
        #[serde(borrow, rename = "Signature")]
        signature: &'a RawValue,
    }
    // A list would be read as the members in order.
    let object = Some(body).filter(|body| body.trim_start().starts_with('{'));
    let Some(Ok(Signed { signature })) = object.map(serde_json::from_str) else { return body.into() };
    let start = signature.get().as_ptr() as usize - body.as_ptr() as usize;
    let end = start + signature.get().len();
    format!("{}\"{MASK}\"{}", &body[..start], &body[end..]).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const URL: &str = "https://example.com/in?token=s3&flag&empty=&x=1=2";

    #[test]
    fn who_may_see_everything_sees_everything() {
        assert_eq!(Sight::Whole.url(URL), URL);
        assert_eq!(Sight::Whole.header("authorization", "Basic x"), "Basic x");
        assert_eq!(Sight::Whole.body(URL, r#"{"Signature":"t"}"#), r#"{"Signature":"t"}"#);
    }

    #[test]
    fn values_of_a_query_are_hidden_and_names_are_not() {
        assert_eq!(Sight::Masked.url(URL), "https://example.com/in?token=***&***&empty=&x=***");
        assert_eq!(Sight::Masked.url("https://example.com/in"), "https://example.com/in");
    }

    #[test]
    fn headers_are_hidden_unless_they_are_known_to_be_harmless() {
        assert_eq!(Sight::Masked.header("Content-Type", "application/json"), "application/json");
        assert_eq!(Sight::Masked.header("webhook-id", "evt_1"), "evt_1");
        for name in ["authorization", "webhook-signature", "x-anything"] {
            assert_eq!(Sight::Masked.header(name, "s3"), MASK, "{name}");
        }
    }

    #[test]
    fn a_signature_in_the_body_is_hidden_and_its_surroundings_are_kept() {
        let body = r#"{"ID": 1.0, "Signature" : "a\"b",  "Data":null}"#;
        assert_eq!(
            Sight::Masked.body("https://e.com", body),
            r#"{"ID": 1.0, "Signature" : "***",  "Data":null}"#
        );
        for other in ["", "[1]", r#"{"a":1}"#, "<Signature>x</Signature>", r#"{"Signature": "#] {
            assert_eq!(Sight::Masked.body("https://e.com", other), other);
        }
    }

    #[test]
    fn a_url_that_the_body_repeats_is_hidden_there_too() {
        let body =
            r#"{"destination":"https://example.com/in?token=s3&flag&empty=&x=1=2","md5":"900150983cd2"}"#;
        let shown = Sight::Masked.body(URL, body);
        assert!(
            !shown.contains("s3") && shown.contains("token=***") && shown.contains("900150983cd2"),
            "{shown}"
        );
    }
}
