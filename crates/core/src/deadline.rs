//! Deadlines: "when A, unless B with the same key within T, emit C".
//!
//! Here is what a deadline says and what it makes of an event. When timers are armed, disarmed and fired is
//! the store's.

mod number;

use std::fmt;
use std::str::FromStr;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::clock::Timestamp;
use crate::digest::sha256;
use crate::encoding::json::Members;
use crate::event::{Attributes, Cause, Event, EventKind, EventTypeName, JsonBytes};
use crate::id::{DeadlineId, EventId};
use crate::pointer::{is_pointer, unescaped};

/// The longest pointer to a key, in bytes.
const MAX_POINTER_LEN: usize = 255;
/// How much of a key is shown, in characters.
const SHOWN: usize = 255;

/// What a deadline says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The type that arms it.
    pub when: EventTypeName,
    /// The type that disarms it.
    pub unless: EventTypeName,
    /// What has to be the same in both.
    pub key: KeyPointer,
    /// How long it waits.
    pub within: TimeDelta,
    /// The type that it emits.
    pub emit: EventTypeName,
}

/// A rule that makes no sense.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    /// What arms it disarms it.
    #[error("must be another event type than `when`")]
    Disarmed,
    /// What it emits arms it again, by itself or through other deadlines.
    #[error("would arm this deadline again, forever")]
    Endless,
}

impl Rule {
    /// Accepts the rule beside the tenant's others.
    pub fn check(&self, others: &[Self]) -> Result<(), RuleError> {
        if self.when == self.unless {
            return Err(RuleError::Disarmed);
        }
        let mut reached = vec![&self.emit];
        let mut next = 0;
        while let Some(&event_type) = reached.get(next) {
            if *event_type == self.when {
                return Err(RuleError::Endless);
            }
            for rule in others.iter().filter(|rule| rule.when == *event_type) {
                if !reached.contains(&&rule.emit) {
                    reached.push(&rule.emit);
                }
            }
            next += 1;
        }
        Ok(())
    }
}

/// Where the key stands in an event's data: a JSON pointer (RFC 6901) of 255 bytes at most.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct KeyPointer(String);

/// The text is not a pointer to a key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a JSON pointer: use steps with a `/` before each, as in `/customer/id` (255 bytes at most)")]
pub struct ParseKeyPointerError;

impl FromStr for KeyPointer {
    type Err = ParseKeyPointerError;
    fn from_str(text: &str) -> Result<Self, ParseKeyPointerError> {
        let well_formed = !text.is_empty() && text.len() <= MAX_POINTER_LEN && is_pointer(text);
        if well_formed { Ok(Self(text.to_owned())) } else { Err(ParseKeyPointerError) }
    }
}
impl TryFrom<String> for KeyPointer {
    type Error = ParseKeyPointerError;
    fn try_from(text: String) -> Result<Self, ParseKeyPointerError> {
        text.parse()
    }
}
impl From<KeyPointer> for String {
    fn from(pointer: KeyPointer) -> Self {
        pointer.0
    }
}
impl fmt::Display for KeyPointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What stands at a deadline's pointer in an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The text as it is spelled, cut to 255 characters.
    pub shown: String,
    /// SHA-256 of the whole text: what makes keys the same. A number counts by its value.
    pub digest: [u8; 32],
}

impl KeyPointer {
    /// The key of an event with this data. `None` if there is nothing, null, an object or a list.
    ///
    /// Keys are the same if their texts are, letter by letter. The text of a number is its value (`7`, `7.0`
    /// and `70e-1` are `7`), that of a truth value its name; so the number 7 and the text "7" are one key, and
    /// the text "7.0" or "007" is another: only what is a number is read as one.
    pub fn key(&self, data: &JsonBytes) -> Option<Key> {
        let mut found: &RawValue = serde_json::from_slice(data.as_bytes()).ok()?;
        for step in self.0.split('/').skip(1) {
            found = member(found, &unescaped(step))?;
        }
        let text = match found.get().as_bytes().first()? {
            b'"' => serde_json::from_str::<String>(found.get()).ok()?,
            b'{' | b'[' | b'n' => return None,
            _ => found.get().to_owned(),
        };
        let compared = match found.get().as_bytes().first()? {
            b'-' | b'0'..=b'9' => number::canonical(&text),
            _ => text.clone(),
        };
        // No database keeps U+0000 in a text.
        let shown = text.chars().filter(|letter| *letter != '\0').take(SHOWN).collect();
        Some(Key { shown, digest: sha256([compared.as_bytes()]) })
    }
}

fn member<'a>(value: &'a RawValue, name: &str) -> Option<&'a RawValue> {
    match value.get().as_bytes().first()? {
        b'{' => Members::of(value.get().as_bytes()).ok()?.get(name),
        b'[' => {
            let items: Vec<&RawValue> = serde_json::from_str(value.get()).ok()?;
            items.get(name.parse::<usize>().ok()?).copied()
        }
        _ => None,
    }
}

/// The event that a deadline emits at `due_at` because nothing has followed `armed_by`.
///
/// It has that event's data, byte for byte, and its app, SKU, subjects, actor, origin, component and test mode; it
/// says what caused it. What that event said about its own wire form, and its object as it was before, stay behind.
pub fn emitted(
    emit: EventTypeName,
    deadline: DeadlineId,
    armed_by: &Event,
    due_at: Timestamp,
    id: EventId,
) -> Event {
    let Attributes { app, sku, subjects, actor, origin, component, test_mode, .. } =
        armed_by.attributes.clone();
    let caused_by = Some(Cause { event: armed_by.id, deadline });
    Event {
        id,
        tenant_id: armed_by.tenant_id,
        kind: EventKind::Event,
        event_type: emit,
        data: armed_by.data.clone(),
        occurred_at: due_at,
        attributes: Attributes {
            app,
            sku,
            subjects,
            actor,
            origin,
            component,
            test_mode,
            caused_by,
            ..Attributes::default()
        },
        trace: armed_by.trace,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(when: &str, unless: &str, emit: &str) -> Rule {
        Rule {
            when: when.parse().unwrap(),
            unless: unless.parse().unwrap(),
            key: "/id".parse().unwrap(),
            within: TimeDelta::hours(1),
            emit: emit.parse().unwrap(),
        }
    }

    #[test]
    fn a_rule_that_would_never_end_is_refused() {
        assert_eq!(rule("a.a", "b.b", "c.c").check(&[]), Ok(()));
        assert_eq!(rule("a.a", "a.a", "c.c").check(&[]), Err(RuleError::Disarmed));
        assert_eq!(rule("a.a", "b.b", "a.a").check(&[]), Err(RuleError::Endless));
        let others = [rule("c.c", "x.x", "d.d"), rule("d.d", "x.x", "a.a"), rule("d.d", "x.x", "c.c")];
        assert_eq!(rule("a.a", "b.b", "c.c").check(&others), Err(RuleError::Endless));
        assert_eq!(rule("b.b", "a.a", "c.c").check(&others), Ok(()));
    }

    #[test]
    fn a_key_is_what_stands_at_the_pointer() {
        let key = |pointer: &str, data: &'static str| {
            pointer.parse::<KeyPointer>().unwrap().key(&JsonBytes::trusted(data)).map(|key| key.shown)
        };
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(key("/customer/id", r#"{"customer": {"id": "c\u0031"}}"#), some("c1"));
        assert_eq!(key("/id", r#"{"id": 1.50}"#), some("1.50"));
        assert_eq!(key("/a~1b/1/~0", r#"{"a/b": [0, {"~": true}]}"#), some("true"));
        for (pointer, data) in [
            ("/id", "{}"),
            ("/id", r#"{"id":null}"#),
            ("/id", r#"{"id":{}}"#),
            ("/id/x", r#"{"id":1}"#),
            ("/id", "7"),
        ] {
            assert_eq!(key(pointer, data), None, "{pointer} {data}");
        }
        let long = format!(r#"{{"id":"{}"}}"#, "x".repeat(1_000));
        let pointer: KeyPointer = "/id".parse().unwrap();
        let (a, b) = (
            pointer.key(&JsonBytes::trusted(long.clone())),
            pointer.key(&JsonBytes::trusted(long.replace("x\"", "y\""))),
        );
        assert_eq!(a.as_ref().unwrap().shown, b.as_ref().unwrap().shown);
        assert_ne!(a.unwrap().digest, b.unwrap().digest, "the whole key counts");
    }

    #[test]
    fn keys_are_the_same_by_value_if_they_are_numbers_and_by_letter_if_they_are_texts() {
        let key = |value: &str| {
            let data = JsonBytes::trusted(format!(r#"{{"id": {value}}}"#));
            "/id".parse::<KeyPointer>().unwrap().key(&data).unwrap().digest
        };
        for same in ["7", "7.0", "7e0", "70E-1", r#""7""#, r#""\u0037""#] {
            assert_eq!(key(same), key("7"), "{same}");
        }
        for other in [r#""7.0""#, r#""07""#, r#"" 7""#, "-7", "7.000000000000000000001", "70"] {
            assert_ne!(key(other), key("7"), "{other}");
        }
        assert_eq!(key("-0.0"), key("0"));
        assert_eq!(key("true"), key(r#""true""#));
    }

    #[test]
    fn what_is_no_pointer_is_refused() {
        for text in ["", "id", "/a~2", "/a~", &format!("/{}", "x".repeat(255))] {
            assert!(text.parse::<KeyPointer>().is_err(), "{text:?} was accepted");
        }
    }
}
