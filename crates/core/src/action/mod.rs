//! An action binds a hook to event types, and if wanted to one app or one SKU.
//!
//! [`Pattern`] is what the binding says about the event type, [`ActionRule`] the whole binding, and [`Matcher`] all
//! bindings of a tenant, made ready to be asked for every event. Whether an owner may have a binding is decided with
//! [`Pattern::resource`] and the grants of [`crate::member`].

mod matcher;
mod pattern;

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
}

impl ActionRule {
    /// Takes every event of these types.
    pub fn new(pattern: Pattern) -> Self {
        Self { pattern, app: None, sku: None }
    }

    /// Narrows the rule to one app, to one SKU, or to one SKU of one app.
    pub fn only(self, app: Option<String>, sku: Option<String>) -> Self {
        Self { app, sku, ..self }
    }
}
