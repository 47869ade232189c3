//! An action as the API shows it.

use billhook_core::clock::Timestamp;
use billhook_core::id::{ActionId, HookId};
use billhook_store::actions::Action;
use serde::Serialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;

/// Binds a hook to event types.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Action)]
pub(crate) struct ActionView {
    #[schema(value_type = String, example = "act_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    id: ActionId,
    #[schema(value_type = String, example = "hk_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    hook_id: HookId,
    #[schema(example = "invoice.*")]
    event_type: String,
    app: Option<String>,
    sku: Option<String>,
    /// Conditions on the event; null: none.
    #[schema(value_type = Option<Object>)]
    filter: Option<Box<RawValue>>,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    updated_at: Timestamp,
}

impl ActionView {
    /// How many bytes of text it has.
    pub(crate) fn bytes(&self) -> usize {
        let length = |text: Option<&str>| text.map_or(0, str::len);
        let keys = length(self.app.as_deref()) + length(self.sku.as_deref());
        self.event_type.len() + keys + length(self.filter.as_deref().map(RawValue::get))
    }
}

impl From<Action> for ActionView {
    fn from(action: Action) -> Self {
        Self {
            id: action.id,
            hook_id: action.hook_id,
            event_type: action.rule.pattern.to_string(),
            app: action.rule.app,
            sku: action.rule.sku,
            // As text: a page of hooks has thousands of filters, and values take twenty times as much memory.
            filter: action
                .rule
                .filter
                .and_then(|filter| RawValue::from_string(filter.text().to_owned()).ok()),
            created_at: action.created_at,
            updated_at: action.updated_at,
        }
    }
}
