//! What is posted to make or change an action.

use billhook_core::action::ActionRule;
use billhook_core::filter::Filter;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::checks::Checks;
use crate::extract::given;
use crate::handlers::apps::check_key;

/// The most actions that a hook may have.
pub(super) const MAX_PER_HOOK: usize = 100;

/// An action to be made.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewAction {
    /// An event type, all of a resource (`invoice.*`), or all (`*`).
    #[schema(example = "invoice.*")]
    event_type: String,
    /// The key of an app: only events about it.
    #[schema(example = "game", max_length = 255)]
    app: Option<String>,
    /// The key of a SKU of that app: only events about it.
    #[schema(example = "coins-100", max_length = 255)]
    sku: Option<String>,
    /// Conditions on the event, its data and what it carries beside it; null: none.
    #[schema(value_type = Option<Object>, example = json!({"field": "/total", "gte": 1000}))]
    filter: Option<Value>,
}

/// Changes to an action; what is left out stays.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ActionPatch {
    #[schema(example = "invoice.*")]
    event_type: Option<String>,
    /// Null: events about any app, or none.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, max_length = 255)]
    app: Option<Option<String>>,
    /// Null: events about any SKU, or none.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, max_length = 255)]
    sku: Option<Option<String>>,
    /// Null: no conditions.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Object>)]
    filter: Option<Option<Value>>,
}

impl ActionPatch {
    /// The action with what changes.
    pub(super) fn onto(self, rule: ActionRule) -> NewAction {
        NewAction {
            event_type: self.event_type.unwrap_or_else(|| rule.pattern.to_string()),
            app: self.app.unwrap_or(rule.app),
            sku: self.sku.unwrap_or(rule.sku),
            filter: self.filter.unwrap_or_else(|| rule.filter.map(|filter| filter.source())),
        }
    }
}

impl NewAction {
    /// The rule that it says; what is wrong with it is noted under `pointer`.
    pub(super) fn checked(&self, pointer: &str, checks: &mut Checks) -> Option<ActionRule> {
        let at = |field: &str| format!("{pointer}/{field}");
        check_key(self.app.as_deref(), &at("app"), checks);
        check_key(self.sku.as_deref(), &at("sku"), checks);
        checks.that(
            self.sku.is_none() || self.app.is_some(),
            &at("sku"),
            "a SKU belongs to an app: name the app too",
        );
        let filter = self.filter.clone().and_then(|filter| checked_filter(filter, &at("filter"), checks));
        match self.event_type.parse() {
            Ok(pattern) => {
                let rule = ActionRule::new(pattern).only(self.app.clone(), self.sku.clone());
                Some(rule.filtered(filter))
            }
            Err(error) => {
                checks.that(false, &at("event_type"), format!("{error}"));
                None
            }
        }
    }
}

/// The filter; what is wrong with it is noted under `pointer`.
pub(crate) fn checked_filter(filter: Value, pointer: &str, checks: &mut Checks) -> Option<Filter> {
    match Filter::read(filter) {
        Ok(filter) => Some(filter),
        Err(errors) => {
            for error in errors {
                checks.that(false, &format!("{pointer}{}", error.pointer), error.detail);
            }
            None
        }
    }
}

/// The rules of a hook's actions; what is wrong with them is noted under `pointer`.
pub(crate) fn checked_rules(actions: &[NewAction], pointer: &str, checks: &mut Checks) -> Vec<ActionRule> {
    let few = actions.len() <= MAX_PER_HOOK;
    checks.that(few, pointer, format!("a hook may have {MAX_PER_HOOK} actions at most"));
    let numbered = actions.iter().take(MAX_PER_HOOK).enumerate();
    numbered.filter_map(|(index, action)| action.checked(&format!("{pointer}/{index}"), checks)).collect()
}
