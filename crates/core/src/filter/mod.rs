//! Filters: conditions on an event, as an action carries them.
//!
//! A filter is JSON. A *test* names one place of the event and what must hold there; `all`, `any` and `not` join them:
//!
//! ```json
//! {"all": [
//!   {"field": "/total", "gte": 1000},
//!   {"any": [{"attribute": "app", "in": ["game", "shop"]}, {"field": "/vip", "equals": true}]},
//!   {"not": {"attribute": "test_mode", "equals": true}}
//! ]}
//! ```
//!
//! `field` is a JSON pointer (RFC 6901) into the event's data, `attribute` one of [`Attribute`]. What is asked of a
//! place: `equals`, `in`, `gt`, `gte`, `lt`, `lte`, `exists`; several in one test must all hold. Nothing holds
//! of a place that is not there but `"exists": false`. The module `order` says how values compare. Pure,
//! bounded and without side effects: a filter costs at most [`MAX_TESTS`] look-ups, each of which compares
//! every subject where it is about those.

mod check;
mod error;
mod order;
mod place;
mod read;

use serde::{Serialize, Serializer};
use serde_json::Value;

pub use self::check::{Failing, Subject};
pub use self::error::FilterError;
pub use self::place::Attribute;
use self::place::Place;

/// The most levels of `all`, `any` and `not`.
pub const MAX_LEVELS: usize = 8;
/// The most tests in a filter.
pub const MAX_TESTS: usize = 50;
/// The most values in one `in`.
pub const MAX_VALUES: usize = 100;
/// The most bytes of a filter's JSON, without white space.
pub const MAX_BYTES: usize = 8192;

/// A filter that is well-formed and within its bounds.
#[derive(Clone, Debug)]
pub struct Filter {
    /// As text: a tenant may have thousands of filters, and values take twenty times as much memory.
    source: Box<str>,
    root: Clause,
}

/// One node of a filter.
#[derive(Clone, Debug)]
enum Clause {
    All(Vec<Clause>),
    Any(Vec<Clause>),
    Not(Box<Clause>),
    Test(Place, Vec<Condition>),
}

/// What must hold of a place.
#[derive(Clone, Debug)]
enum Condition {
    Equals(Value),
    In(Vec<Value>),
    Range(Bound, Value),
    Exists(bool),
}

/// A side of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bound {
    Gt,
    Gte,
    Lt,
    Lte,
}

impl Filter {
    /// Reads a filter.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with a JSON pointer into the filter.
    pub fn read(source: Value) -> Result<Self, Vec<FilterError>> {
        let text = source.to_string().into_boxed_str();
        read::read(&source, text.len()).map(|root| Self { source: text, root })
    }

    /// True if the filter lets the event through.
    pub fn takes(&self, event: &Subject<'_>) -> bool {
        self.root.holds(event)
    }

    /// The clause that keeps the event out; `None` if the filter lets it through.
    pub fn failing(&self, event: &Subject<'_>) -> Option<Failing> {
        self.root.check(event, &mut String::new()).err()
    }

    /// How long it is as JSON without white space.
    pub fn bytes(&self) -> usize {
        self.source.len()
    }

    /// The filter as it was written, as JSON without white space.
    pub fn text(&self) -> &str {
        &self.source
    }

    /// The filter as it was written.
    pub fn source(&self) -> Value {
        serde_json::from_str(&self.source).unwrap_or_default()
    }
}

/// Two filters are the same if they were written the same.
impl PartialEq for Filter {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}
impl Eq for Filter {}

impl Serialize for Filter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.source().serialize(serializer)
    }
}

#[cfg(test)]
mod tests;
