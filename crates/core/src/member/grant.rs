//! Grants: which families of events a member may see and hook.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::event::{MAX_RESOURCE_LEN, is_segment};

/// A family of events that a member may see and hook: the resource of event types, or `*` for all.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Grant(String);

impl Grant {
    /// The resource, or `*`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
impl fmt::Display for Grant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The text is not a grant.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a grant: use the resource of event types, as in `invoice`, or `*`")]
pub struct ParseGrantError;

impl FromStr for Grant {
    type Err = ParseGrantError;
    fn from_str(text: &str) -> Result<Self, ParseGrantError> {
        if text == "*" || (is_segment(text) && text.len() <= MAX_RESOURCE_LEN) {
            Ok(Self(text.into()))
        } else {
            Err(ParseGrantError)
        }
    }
}
impl TryFrom<String> for Grant {
    type Error = ParseGrantError;
    fn try_from(text: String) -> Result<Self, ParseGrantError> {
        text.parse()
    }
}
impl From<Grant> for String {
    fn from(grant: Grant) -> Self {
        grant.0
    }
}

/// The grants of one member or token.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Grants(pub BTreeSet<Grant>);

impl Grants {
    /// The grant of everything.
    pub fn all() -> Self {
        Self(BTreeSet::from([Grant("*".into())]))
    }

    /// True if events of this resource are granted.
    pub fn cover(&self, resource: &str) -> bool {
        self.cover_everything() || self.0.iter().any(|grant| grant.0 == resource)
    }

    /// True if events of every resource are granted.
    pub fn cover_everything(&self) -> bool {
        self.0.iter().any(|grant| grant.0 == "*")
    }

    /// What both sides grant.
    pub fn intersection(&self, other: &Self) -> Self {
        match (self.cover_everything(), other.cover_everything()) {
            (true, _) => other.clone(),
            (_, true) => self.clone(),
            _ => Self(self.0.intersection(&other.0).cloned().collect()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::EventTypeName;

    fn grants(texts: &[&str]) -> Grants {
        Grants(texts.iter().map(|text| text.parse().unwrap()).collect())
    }

    #[test]
    fn an_intersection_never_grants_more_than_either_side() {
        assert_eq!(grants(&["*"]).intersection(&grants(&["order"])), grants(&["order"]));
        assert_eq!(
            grants(&["order", "invoice"]).intersection(&grants(&["invoice", "customer"])),
            grants(&["invoice"])
        );
        assert_eq!(grants(&["order"]).intersection(&grants(&[])), grants(&[]));
    }

    #[test]
    fn a_grant_covers_its_resource_only() {
        assert!(grants(&["order"]).cover("order"));
        assert!(!grants(&["order"]).cover("orders"));
        assert!(grants(&["*"]).cover("anything"));
    }

    #[test]
    fn the_longest_resource_of_an_event_type_can_be_granted() {
        let resource = "r".repeat(126);
        let event_type: EventTypeName = format!("{resource}.a").parse().unwrap();
        assert!(grants(&[&resource]).cover(event_type.resource()));
        assert!("r".repeat(127).parse::<Grant>().is_err());
    }
}
