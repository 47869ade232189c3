//! The places of an event that a test may name.

use std::borrow::Cow;
use std::fmt;

use serde_json::Value;

use super::check::Subject;
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

    fn values(self, event_type: &EventTypeName, attributes: &Attributes) -> Vec<Value> {
        let text = |text: &Option<String>| text.iter().cloned().map(Value::String).collect();
        match self {
            Self::Type => vec![Value::String(event_type.as_str().to_owned())],
            Self::App => text(&attributes.app),
            Self::Sku => text(&attributes.sku),
            Self::Subjects => attributes.subjects.iter().cloned().map(Value::String).collect(),
            Self::Actor => text(&attributes.actor),
            Self::Origin => text(&attributes.origin),
            Self::Component => text(&attributes.component),
            Self::TestMode => vec![Value::Bool(attributes.test_mode)],
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
    pub(super) fn values<'a>(&self, event: &'a Subject<'_>) -> Vec<Cow<'a, Value>> {
        match self {
            Self::Field(pointer) => {
                event.data().and_then(|data| data.pointer(pointer)).map(Cow::Borrowed).into_iter().collect()
            }
            Self::Attribute(attribute) => {
                let values = attribute.values(event.facts.event_type, event.facts.attributes);
                values.into_iter().map(Cow::Owned).collect()
            }
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
