//! The places of an event that a test may name.

use std::cmp::Ordering;
use std::fmt;

use serde_json::Value;

use super::check::Subject;
use super::order::{equal, order};
use crate::event::{Attributes, EventTypeName};

/// A fact that an event carries beside its data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attribute {
    /// The event type.
    Type,
    /// The key of the app.
    App,
    /// The key of the SKU.
    Sku,
    /// The identifiers of what it is about: a test holds if it holds of one of them.
    Subjects,
    /// Who caused it.
    Actor,
    /// Where it came from.
    Origin,
    /// The module responsible for it.
    Component,
    /// Whether it is of a test environment; always there.
    TestMode,
}

impl Attribute {
    /// Every attribute there is.
    pub const ALL: &[Self] = &[
        Self::Type,
        Self::App,
        Self::Sku,
        Self::Subjects,
        Self::Actor,
        Self::Origin,
        Self::Component,
        Self::TestMode,
    ];

    /// The name in a filter, which is the event's own.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::App => "app",
            Self::Sku => "sku",
            Self::Subjects => "subjects",
            Self::Actor => "actor",
            Self::Origin => "origin",
            Self::Component => "component",
            Self::TestMode => "test_mode",
        }
    }

    fn values<'a>(self, event_type: &'a EventTypeName, attributes: &'a Attributes) -> Vec<Found<'a>> {
        let text = |text: &'a Option<String>| text.as_deref().map(Found::Text).into_iter().collect();
        match self {
            Self::Type => vec![Found::Text(event_type.as_str())],
            Self::App => text(&attributes.app),
            Self::Sku => text(&attributes.sku),
            Self::Subjects => attributes.subjects.iter().map(String::as_str).map(Found::Text).collect(),
            Self::Actor => text(&attributes.actor),
            Self::Origin => text(&attributes.origin),
            Self::Component => text(&attributes.component),
            Self::TestMode => vec![Found::Flag(attributes.test_mode)],
        }
    }
}

/// What stands at a place. Borrowed: an event may have many subjects, at which every test looks.
#[derive(Clone, Copy, Debug)]
pub(super) enum Found<'a> {
    /// A value of the data.
    Value(&'a Value),
    Text(&'a str),
    Flag(bool),
}

impl Found<'_> {
    /// True if it is equal to this value, as the module `order` has it.
    pub(super) fn equals(self, wanted: &Value) -> bool {
        match self {
            Self::Value(value) => equal(value, wanted),
            Self::Text(text) => wanted.as_str() == Some(text),
            Self::Flag(flag) => wanted.as_bool() == Some(flag),
        }
    }

    /// On which side of the limit it is; `None` if they have no order.
    pub(super) fn order(self, limit: &Value) -> Option<Ordering> {
        match self {
            Self::Value(value) => order(value, limit),
            Self::Text(text) => limit.as_str().map(|limit| text.cmp(limit)),
            Self::Flag(_) => None,
        }
    }
}

/// As JSON.
impl fmt::Display for Found<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value(value) => write!(f, "{value}"),
            Self::Text(text) => write!(f, "{}", Value::from(*text)),
            Self::Flag(flag) => write!(f, "{flag}"),
        }
    }
}

/// One place of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A JSON pointer into the data.
    Field(String),
    Attribute(Attribute),
}

impl Place {
    /// What stands there: nothing, one value, or several, of which one has to do.
    pub(super) fn values<'a>(&self, event: &'a Subject<'_>) -> Vec<Found<'a>> {
        match self {
            Self::Field(pointer) => {
                event.data().and_then(|data| data.pointer(pointer)).map(Found::Value).into_iter().collect()
            }
            Self::Attribute(attribute) => attribute.values(event.facts.event_type, event.facts.attributes),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(pointer) if pointer.is_empty() => f.write_str("the data"),
            Self::Field(pointer) => write!(f, "`{pointer}`"),
            Self::Attribute(attribute) => write!(f, "`{}`", attribute.as_str()),
        }
    }
}
