//! An action binds a hook to event types, and if wanted to one app or one SKU.
//!
//! [`Pattern`] is what the binding says about the event type, [`ActionRule`] the whole binding, and [`Matcher`] all
//! bindings of a tenant, made ready to be asked for every event. Whether an owner may have a binding is decided with
//! [`Pattern::resource`] and the grants of [`crate::member`].

mod matcher;
mod pattern;

use crate::filter::{Failing, Filter, Subject};
pub use matcher::{Facts, Fate, Matcher, Route};
pub use pattern::{ParsePatternError, Pattern};

/// Which events an action takes. Each condition narrows it; what is `None` is no condition.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ActionRule {
    /// The event types.
    pub pattern: Pattern,
    /// Only events about the app with this key.
    pub app: Option<String>,
    /// Only events about the SKU with this key.
    pub sku: Option<String>,
    /// Only events that this lets through.
    pub filter: Option<Filter>,
}

impl ActionRule {
    /// Takes every event of these types.
    pub fn new(pattern: Pattern) -> Self {
        Self { pattern, app: None, sku: None, filter: None }
    }

    /// Narrows the rule to one app, to one SKU, or to one SKU of one app.
    pub fn only(self, app: Option<String>, sku: Option<String>) -> Self {
        Self { app, sku, ..self }
    }

    /// Narrows the rule to events that the filter lets through.
    pub fn filtered(self, filter: Option<Filter>) -> Self {
        Self { filter, ..self }
    }

    /// What keeps the rule from taking the event, the first of them in the order of the fields; `None` if it takes it.
    pub fn misfit(&self, event: &Subject<'_>) -> Option<Misfit> {
        let facts = event.facts();
        if !self.pattern.matches(facts.event_type) {
            return Some(Misfit::Type);
        }
        if self.app.is_some() && self.app != facts.attributes.app {
            return Some(Misfit::App);
        }
        if self.sku.is_some() && self.sku != facts.attributes.sku {
            return Some(Misfit::Sku);
        }
        self.filter.as_ref()?.failing(event).map(Misfit::Filter)
    }
}

/// Why a rule does not take an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// It is of another type.
    Type,
    /// It is about another app, or about none.
    App,
    /// It is about another SKU, or about none.
    Sku,
    /// The filter keeps it out, by this clause.
    Filter(Failing),
}
