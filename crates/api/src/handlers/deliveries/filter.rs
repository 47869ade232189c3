//! Which deliveries somebody means: the same names in the query of a list and in the body of a replay.

use billhook_core::action::Pattern;
use billhook_core::clock::Timestamp;
use billhook_core::delivery::DeliveryState;
use billhook_core::id::{EventId, HookId, ReplayId};
use billhook_core::member::Grants;
use billhook_store::deliveries::Filter;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::schema;

/// Which deliveries are meant. What is left out or null does not narrow; the rest narrows together.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct DeliveryFilter {
    /// The id of a hook.
    #[schema(value_type = Option<String>)]
    pub(crate) hook: Option<HookId>,
    /// The id of an event.
    #[schema(value_type = Option<String>)]
    pub(crate) event: Option<EventId>,
    /// The id of a replay: what it made.
    #[schema(value_type = Option<String>)]
    pub(crate) replay: Option<ReplayId>,
    /// An event type, or all of a resource (`invoice.*`).
    #[schema(value_type = Option<String>, example = "invoice.*")]
    pub(crate) event_type: Option<Pattern>,
    /// Only deliveries in this state.
    #[schema(value_type = Option<schema::DeliveryState>)]
    pub(crate) state: Option<DeliveryState>,
    /// Made at this instant or later.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub(crate) since: Option<Timestamp>,
    /// Made before this instant.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub(crate) until: Option<Timestamp>,
    /// Ended at this instant or later without success: failed, cancelled or skipped.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub(crate) missed_since: Option<Timestamp>,
}

impl DeliveryFilter {
    /// The same, of what these grants show.
    pub(crate) fn within(self, grants: Grants) -> Filter {
        let Self { hook, event, replay, event_type, state, since, until, missed_since } = self;
        Filter { grants, hook, event, replay, state, event_type, since, until, missed_since }
    }
}

impl From<Filter> for DeliveryFilter {
    fn from(filter: Filter) -> Self {
        let Filter { grants: _, hook, event, replay, state, event_type, since, until, missed_since } = filter;
        Self { hook, event, replay, event_type, state, since, until, missed_since }
    }
}
