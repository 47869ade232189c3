//! What is tried with any bytes: the parsers of what strangers send. A body fails by panicking, or by an assertion about
//! what it has read.
//!
//! Run by `cargo fuzz run <target>` (fuzz_targets/, needs a nightly compiler) and, with fewer inputs, by
//! `cargo test -p billhook-core --test parsers`.

use billhook_core::action::Pattern;
use billhook_core::clock::from_micros;
use billhook_core::encoding::{Node, form, xml};
use billhook_core::event::{EventTypeName, JsonBytes};
use billhook_core::outcome::retry_after;
use billhook_core::policy::{Policy, PolicyOverrides};
use billhook_core::preset::Preset;
use billhook_core::secret::{Secret, SecretKind};
use billhook_core::target::{AllowedNetworks, Target};

/// A body, by the name of its target.
pub type Body = fn(&[u8]);

/// Every body.
pub const ALL: &[(&str, Body)] = &[
    ("event", event),
    ("pattern", pattern),
    ("policy", policy),
    ("rendering", rendering),
    ("retry_after", retry_after_header),
    ("secret", secret),
    ("target", target),
];

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

/// XML and form data: any JSON is written or refused, and what is written is text.
pub fn rendering(bytes: &[u8]) {
    if let Ok(node) = Node::parse(bytes) {
        assert!(std::str::from_utf8(&xml::element("notification", &node)).is_ok());
        for items in [form::Items::Numbered, form::Items::InOrder] {
            assert!(form::pairs("payload", &node, items).is_ascii());
            let _ = form::document(&node, items);
        }
    }
}

/// `Retry-After` headers: never further away than a year and a day, unless as a date.
pub fn retry_after_header(bytes: &[u8]) {
    let now = from_micros(1_795_176_000_000_000);
    if let Some(at) = text(bytes).and_then(|text| retry_after(text, now)) {
        let digits = bytes.iter().any(u8::is_ascii_alphabetic);
        assert!(digits || at >= now);
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

fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}
