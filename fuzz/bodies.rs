//! What is tried with any bytes: the parsers of what strangers send. A body fails by panicking, or by an
//! assertion about what it has read.
//!
//! Run by `make fuzz-parsers` (fuzz_targets/, needs a nightly compiler) and, with fewer inputs, by
//! `cargo test -p billhook-core --test parsers`.

use billhook_core::action::{Facts, Pattern};
use billhook_core::clock::from_micros;
use billhook_core::encoding::{Node, form, max_bytes, xml};
use billhook_core::event::{Attributes, EventTypeName, JsonBytes};
use billhook_core::event_schema::{EventSchema, MAX_VIOLATIONS};
use billhook_core::filter::{self, Filter, Subject};
use billhook_core::id::{self, EventId};
use billhook_core::outcome::retry_after;
use billhook_core::policy::{Policy, PolicyOverrides};
use billhook_core::preset::Preset;
use billhook_core::secret::{Secret, SecretKind};
use billhook_core::target::{AllowedNetworks, Target};
use billhook_core::trace::TraceParent;
use billhook_core::{credential, cursor};
use bytes::Bytes;

/// A body, by the name of its target.
pub type Body = fn(&[u8]);

/// Every body.
pub const ALL: &[(&str, Body)] = &[
    ("cursor", page_cursor),
    ("event", event),
    ("filter", conditions),
    ("pattern", pattern),
    ("policy", policy),
    ("rendering", rendering),
    ("retry_after", retry_after_header),
    ("schema", schema),
    ("secret", secret),
    ("target", target),
    ("token", token),
    ("trace", trace),
];

/// Cursors and ids: what is read is written the same, and belongs to one list only.
pub fn page_cursor(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    if let Ok(id) = text.parse::<EventId>() {
        assert_eq!(id.to_string(), text);
    }
    if let Some(id) = cursor::read::<id::Event>(text) {
        assert_eq!(cursor::after(id), text);
        assert_eq!(cursor::read::<id::Delivery>(text), None);
    }
}

/// Data of events and names of event types: what is accepted is kept byte for byte.
pub fn event(bytes: &[u8]) {
    if let Ok(data) = JsonBytes::parse(bytes.to_vec().into()) {
        assert_eq!(&data.as_bytes()[..], bytes);
    }
    if let Some(name) = text(bytes).and_then(|text| text.parse::<EventTypeName>().ok()) {
        assert_eq!((Some(name.as_str()), name.as_str().contains('.')), (text(bytes), true));
        assert!(!name.resource().is_empty() && !name.action().is_empty());
    }
}

/// Filters, on data of two kinds: what is accepted keeps to its bounds, reads the same when it is written, and
/// is kept from an event by a clause that it has.
pub fn conditions(bytes: &[u8]) {
    let Some(filter) = serde_json::from_slice(bytes).ok().and_then(|source| Filter::read(source).ok()) else {
        return;
    };
    assert!(filter.bytes() <= filter::MAX_BYTES);
    let again =
        serde_json::from_str(&filter.source().to_string()).ok().and_then(|source| Filter::read(source).ok());
    assert_eq!(again.as_ref(), Some(&filter));
    let (event_type, attributes) = ("invoice.paid".parse().expect("a name"), Attributes::default());
    for data in [Bytes::copy_from_slice(bytes), Bytes::from_static(br#"{"total": 1000, "vip": true}"#)] {
        let data = JsonBytes::parse(data).expect("it was read before");
        let event = Subject::new(Facts { event_type: &event_type, attributes: &attributes, data: &data });
        let failing = filter.failing(&event);
        assert_eq!(filter.takes(&event), failing.is_none());
        if let Some(failing) = failing {
            assert!(filter.source().pointer(&failing.clause).is_some(), "{}", failing.clause);
        }
    }
}

/// Patterns of actions: what is accepted reads the same when it is written.
pub fn pattern(bytes: &[u8]) {
    if let Some(pattern) = text(bytes).and_then(|text| text.parse::<Pattern>().ok()) {
        assert_eq!(pattern.to_string().parse::<Pattern>().ok(), Some(pattern));
    }
}

/// Policies: what is accepted keeps to its own bounds.
pub fn policy(bytes: &[u8]) {
    let Ok(overrides) = serde_json::from_slice::<PolicyOverrides>(bytes) else { return };
    for preset in [Preset::Standard, Preset::Upgates] {
        if let Ok(policy) = Policy::of(preset).with(&overrides) {
            assert!(policy.timeout_ms <= billhook_core::policy::limits::MAX_TIMEOUT_MS);
            for attempt in 1..200 {
                let _ = policy.schedule.wait_ms(attempt);
            }
        }
    }
}

/// XML and form data: any JSON is written or refused, and what is written is text and as long as it may be.
pub fn rendering(bytes: &[u8]) {
    if let Ok(node) = Node::parse(bytes) {
        let most = max_bytes(bytes.len());
        if let Ok(xml) = xml::element("notification", &node, most) {
            assert!(std::str::from_utf8(&xml).is_ok() && xml.len() <= most);
        }
        for items in [form::Items::Numbered, form::Items::InOrder] {
            if let Ok(form) = form::pairs("payload", &node, items, most) {
                assert!(form.is_ascii() && form.len() <= most);
            }
            let _ = form::document(&node, items, most);
        }
    }
}

/// `Retry-After` headers: never further away than a year and a day, unless as a date.
pub fn retry_after_header(bytes: &[u8]) {
    let now = from_micros(1_795_176_000_000_000);
    if let Some(at) = text(bytes).and_then(|text| retry_after(text, now)) {
        let is_date = bytes.iter().any(u8::is_ascii_alphabetic);
        let latest = from_micros(now.timestamp_micros() + 366 * 86_400 * 1_000_000);
        assert!(is_date || (now..=latest).contains(&at));
    }
}

/// Schemas of event types, with themselves as data: what compiles judges any data in time.
pub fn schema(bytes: &[u8]) {
    if let Some(schema) = text(bytes).and_then(|text| EventSchema::compile(text).ok()) {
        for data in [bytes, b"{}", b"[1, \"a\", null]"] {
            assert!(schema.violations(data).len() <= MAX_VIOLATIONS);
        }
    }
}

/// Secrets from elsewhere: what is taken over is what was given.
pub fn secret(bytes: &[u8]) {
    for kind in [SecretKind::Hmac, SecretKind::Ed25519, SecretKind::Token] {
        if let Some(secret) = text(bytes).and_then(|text| Secret::import(kind, text).ok()) {
            let again = Secret::import(kind, &secret.expose()).expect("what is exposed can be imported");
            assert_eq!(again.expose(), secret.expose());
        }
    }
}

/// URLs of hooks: what is accepted can be called as it was written, and leads to no special address.
pub fn target(bytes: &[u8]) {
    let none = AllowedNetworks::default();
    if let Some(target) = text(bytes).and_then(|text| Target::parse(text, &none).ok()) {
        assert!(target.uri().starts_with("http://") || target.uri().starts_with("https://"));
        assert_eq!(
            Target::parse(target.uri(), &none).map(|again| again.uri().to_owned()),
            Ok(target.uri().to_owned())
        );
    }
}

/// `Authorization` headers: what is taken for a token has its form, and shows little of itself.
pub fn token(bytes: &[u8]) {
    let Some(credential) = text(bytes).and_then(credential::bearer) else { return };
    assert!(!(credential::is_token(credential) && credential::is_operator_token(credential)));
    if credential::is_token(credential) {
        let shown = credential::shown_prefix(credential);
        assert!(credential.starts_with(&shown) && shown.chars().count() < credential.chars().count());
    }
}

/// `traceparent` headers: what is read is written the same.
pub fn trace(bytes: &[u8]) {
    if let Some(parent) = text(bytes).and_then(|text| text.parse::<TraceParent>().ok()) {
        let again: TraceParent = parent.context.to_string().parse().expect("it was written by us");
        assert_eq!(again.context, parent.context);
    }
}

fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}
