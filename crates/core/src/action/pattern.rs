//! What an action says about event types: `invoice.paid`, `invoice.*` or `*`.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::event::{EventTypeName, MAX_EVENT_TYPE_LEN, is_segment};

/// A set of event types.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Cow<'_, str>", into = "String")]
pub enum Pattern {
    /// One type, declared or not.
    Exact(EventTypeName),
    /// Every type of one resource: `invoice.*`.
    Resource(Box<str>),
    /// Every type: `*`.
    Any,
}

impl Pattern {
    /// True if the pattern takes events of this type.
    pub fn matches(&self, event_type: &EventTypeName) -> bool {
        match self {
            Self::Exact(name) => name == event_type,
            Self::Resource(resource) => **resource == *event_type.resource(),
            Self::Any => true,
        }
    }

    /// The resource that the owner needs a grant for; `None` if it is the grant of everything.
    pub fn resource(&self) -> Option<&str> {
        match self {
            Self::Exact(name) => Some(name.resource()),
            Self::Resource(resource) => Some(resource),
            Self::Any => None,
        }
    }

    /// The grant that it takes to hook these events: the resource, or `*` for all.
    pub fn grant(&self) -> &str {
        self.resource().unwrap_or("*")
    }
}

/// The text is not a pattern of event types.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "not an event type or a pattern of them: use `invoice.paid` for one type, `invoice.*` for all types of a resource, \
     or `*` for all (lower-case letters, digits, `_`, `-`; at most 128 bytes)"
)]
pub struct ParsePatternError;

impl FromStr for Pattern {
    type Err = ParsePatternError;

    fn from_str(text: &str) -> Result<Self, ParsePatternError> {
        match (text, text.strip_suffix(".*")) {
            ("*", _) => Ok(Self::Any),
            (_, Some(resource)) if is_segment(resource) && text.len() <= MAX_EVENT_TYPE_LEN => {
                Ok(Self::Resource(resource.into()))
            }
            _ => text.parse().map(Self::Exact).map_err(|_| ParsePatternError),
        }
    }
}
impl TryFrom<Cow<'_, str>> for Pattern {
    type Error = ParsePatternError;
    fn try_from(text: Cow<'_, str>) -> Result<Self, ParsePatternError> {
        text.parse()
    }
}
impl From<Pattern> for String {
    fn from(pattern: Pattern) -> Self {
        pattern.to_string()
    }
}
impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(name) => name.fmt(f),
            Self::Resource(resource) => write!(f, "{resource}.*"),
            Self::Any => f.write_str("*"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_pattern_takes_its_types_and_needs_the_grant_of_its_resource() {
        for (pattern, event_type, takes, resource) in [
            ("invoice.paid", "invoice.paid", true, Some("invoice")),
            ("invoice.paid", "invoice.paid.late", false, Some("invoice")),
            ("invoice.*", "invoice.paid", true, Some("invoice")),
            ("invoice.*", "invoice.paid.late", true, Some("invoice")),
            ("invoice.*", "invoices.paid", false, Some("invoice")),
            ("*", "anything.at-all", true, None),
        ] {
            let pattern: Pattern = pattern.parse().unwrap();
            assert_eq!(pattern.matches(&event_type.parse().unwrap()), takes, "{pattern} {event_type}");
            assert_eq!(pattern.resource(), resource);
        }
    }

    #[test]
    fn malformed_patterns_are_refused() {
        let long = format!("{}.*", "a".repeat(127));
        for text in [
            "",
            "**",
            "*.paid",
            ".*",
            "invoice*",
            "invoice.*.*",
            "invoice.paid.*",
            "Invoice.*",
            "invoice",
            "* ",
            &long,
        ] {
            assert!(text.parse::<Pattern>().is_err(), "{text:?} was accepted");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_as_written_or_refused(text in "[a-z*._-]{0,12}|\\PC*") {
            if let Ok(pattern) = text.parse::<Pattern>() {
                prop_assert_eq!(pattern.to_string(), text);
            }
        }
    }
}
