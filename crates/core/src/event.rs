//! An event: what happened, immutable, with its data kept byte for byte.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use bytes::Bytes;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::clock::Timestamp;
use crate::id::{DeadlineId, EventId, TenantId};
use crate::trace::TraceContext;

/// The longest name of an event type, in bytes.
pub const MAX_EVENT_TYPE_LEN: usize = 128;
/// The longest resource of an event type, in bytes: a dot and an action of one letter have to follow it.
pub const MAX_RESOURCE_LEN: usize = MAX_EVENT_TYPE_LEN - 2;

/// The name of an event type, `resource.action` as in `invoice.paid`.
///
/// Two or more segments of lower-case letters, digits, `_` and `-`, joined by dots, 128 bytes at most.
/// The first segment is the resource; what follows is the action.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Cow<'_, str>", into = "String")]
pub struct EventTypeName(Box<str>);

impl EventTypeName {
    /// The whole name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part before the first dot.
    pub fn resource(&self) -> &str {
        self.0.split_once('.').map_or(&self.0, |(resource, _)| resource)
    }

    /// The part after the first dot.
    pub fn action(&self) -> &str {
        self.0.split_once('.').map_or("", |(_, action)| action)
    }
}

/// The text is not a name of an event type.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "not an event type: use `resource.action` in lower case, as in `invoice.paid` (letters, digits, `_`, `-`; at most 128 bytes)"
)]
pub struct ParseEventTypeError;

/// True of what may stand between the dots of an event type.
pub(crate) fn is_segment(segment: &str) -> bool {
    !segment.is_empty()
        && segment.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-')
}

impl FromStr for EventTypeName {
    type Err = ParseEventTypeError;
    fn from_str(text: &str) -> Result<Self, ParseEventTypeError> {
        let well_formed =
            text.len() <= MAX_EVENT_TYPE_LEN && text.contains('.') && text.split('.').all(is_segment);
        if well_formed { Ok(Self(text.into())) } else { Err(ParseEventTypeError) }
    }
}
impl TryFrom<Cow<'_, str>> for EventTypeName {
    type Error = ParseEventTypeError;
    fn try_from(text: Cow<'_, str>) -> Result<Self, ParseEventTypeError> {
        text.parse()
    }
}
impl From<EventTypeName> for String {
    fn from(name: EventTypeName) -> Self {
        name.0.into()
    }
}
impl fmt::Display for EventTypeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// JSON text kept as it was sent: number spelling, key order and unknown members included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonBytes(Bytes);

impl JsonBytes {
    /// Keeps `bytes` after making sure that they are one JSON value.
    pub fn parse(bytes: Bytes) -> Result<Self, serde_json::Error> {
        let _: &RawValue = serde_json::from_slice(&bytes)?;
        Ok(Self(bytes))
    }

    /// Keeps text that was checked before, as it comes back from the store.
    pub fn trusted(bytes: impl Into<Bytes>) -> Self {
        Self(bytes.into())
    }

    /// The text, UTF-8.
    pub fn as_bytes(&self) -> &Bytes {
        &self.0
    }
}
impl From<Box<RawValue>> for JsonBytes {
    fn from(raw: Box<RawValue>) -> Self {
        Self(Bytes::from(Box::<str>::from(raw).into_string()))
    }
}

/// What an event is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// Posted by a platform; goes to the hooks whose actions match.
    Event,
    /// Made by the test button; goes to the one hook under test.
    Ping,
}

/// What happened, as it is sent to hooks.
#[derive(Clone, Debug)]
pub struct Event {
    /// Billhook's identifier; every attempt and replay carries the same.
    pub id: EventId,
    /// Whose event it is.
    pub tenant_id: TenantId,
    /// A posted event or a ping.
    pub kind: EventKind,
    /// `resource.action`.
    pub event_type: EventTypeName,
    /// The event's own content.
    pub data: JsonBytes,
    /// When it happened, as the poster says, to the nanosecond (or when it was accepted).
    pub occurred_at: Timestamp,
    /// Everything else that a profile may take up.
    pub attributes: Attributes,
    /// The span of the post that brought it, if that is traced. No part of what is sent.
    pub trace: Option<TraceContext>,
}

/// The optional facts of an event. All are absent by default; a profile takes what it needs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Attributes {
    /// Key of the app the event is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app: Option<String>,
    /// Key of the SKU, inside the app.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sku: Option<String>,
    /// Identifiers of the things it is about; at most 5000 go into one request.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<String>,
    /// Who caused it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// Where it came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// The module responsible for it (default: the resource).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub component: Option<String>,
    /// True for events of a test environment.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub test_mode: bool,
    /// Until when its deliveries are held back, if it was posted so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deliver_at: Option<Timestamp>,
    /// What it follows from, if Billhook emitted it itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caused_by: Option<Cause>,
    /// The object as it was before, for profiles that show both.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous: Option<Box<RawJson>>,
    /// Members of the wire form's envelope that the event brings itself, an object; they win over the profile's own and
    /// are sent as they are spelled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub envelope: Option<Box<RawJson>>,
}

/// What an event that Billhook emits itself follows from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cause {
    /// The event that armed the deadline.
    pub event: EventId,
    /// The deadline.
    pub deadline: DeadlineId,
}

/// [`RawValue`] that can be compared.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RawJson(pub Box<RawValue>);

impl RawJson {
    /// Keeps this text after making sure that it is one JSON value.
    pub fn parse(text: &str) -> Result<Box<Self>, serde_json::Error> {
        RawValue::from_string(text.to_owned()).map(|raw| Box::new(Self(raw)))
    }

    /// The text, as it is spelled.
    pub fn get(&self) -> &str {
        self.0.get()
    }
}

impl PartialEq for RawJson {
    fn eq(&self, other: &Self) -> bool {
        self.0.get() == other.0.get()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_a_resource_and_an_action() {
        let name: EventTypeName = "subscription.plan-change.done".parse().unwrap();
        assert_eq!((name.resource(), name.action()), ("subscription", "plan-change.done"));
    }

    #[test]
    fn malformed_names_are_refused() {
        for text in [
            "",
            "invoice",
            "invoice.",
            ".paid",
            "Invoice.paid",
            "invoice..paid",
            "invoice.*",
            "in voice.paid",
            "ünvoice.paid",
        ] {
            assert!(text.parse::<EventTypeName>().is_err(), "{text:?} was accepted");
        }
        assert!(format!("a.{}", "b".repeat(126)).parse::<EventTypeName>().is_ok());
        assert!(format!("a.{}", "b".repeat(127)).parse::<EventTypeName>().is_err());
    }
}
