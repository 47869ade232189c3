//! A deadline and its timers as the API shows them.

use billhook_core::clock::Timestamp;
use billhook_core::id::{DeadlineId, EventId, TimerId};
use billhook_store::deadlines::Deadline;
use billhook_store::deadlines::timers::Timer;
use serde::Serialize;
use utoipa::ToSchema;

/// When an event of one type comes, and none of another with the same key within a time, a third is emitted.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Deadline)]
pub(crate) struct DeadlineView {
    #[schema(value_type = String, example = "ddl_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    id: DeadlineId,
    #[schema(example = "Abandoned flows")]
    name: String,
    /// The event type that arms it.
    #[schema(example = "flow.started")]
    when: String,
    /// The event type that disarms it.
    #[schema(example = "flow.completed")]
    unless: String,
    /// Where in the data of both is what they have in common.
    #[schema(example = "/customer/external_id")]
    key: String,
    /// How long it waits.
    #[schema(example = 3_600_000)]
    within_ms: i64,
    /// The event type that it emits.
    #[schema(example = "flow.abandoned")]
    emit: String,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    updated_at: Timestamp,
}

impl From<Deadline> for DeadlineView {
    fn from(deadline: Deadline) -> Self {
        let rule = deadline.rule;
        Self {
            id: deadline.id,
            name: deadline.name,
            when: rule.when.to_string(),
            unless: rule.unless.to_string(),
            key: rule.key.to_string(),
            within_ms: rule.within.num_milliseconds(),
            emit: rule.emit.to_string(),
            created_at: deadline.created_at,
            updated_at: deadline.updated_at,
        }
    }
}

/// A deadline that an event has armed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Timer)]
pub(crate) struct TimerView {
    #[schema(value_type = String, example = "tmr_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    id: TimerId,
    /// The event that armed it.
    #[schema(value_type = String, example = "evt_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    event_id: EventId,
    /// What the event that disarms it has to have in common with that one, cut to 255 characters.
    #[schema(example = "customer_7")]
    key: String,
    #[schema(value_type = String, format = DateTime)]
    armed_at: Timestamp,
    /// When it fires.
    #[schema(value_type = String, format = DateTime)]
    due_at: Timestamp,
}

impl From<Timer> for TimerView {
    fn from(Timer { id, event, key, armed_at, due_at, .. }: Timer) -> Self {
        Self { id, event_id: event, key, armed_at, due_at }
    }
}
