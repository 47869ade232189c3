//! An event as the API shows it.

use billhook_core::clock::Timestamp;
use billhook_core::event::{Cause, EventKind, JsonBytes};
use billhook_core::event_schema::Violation;
use billhook_core::id::{DeadlineId, EventId};
use billhook_store::StoreError;
use billhook_store::events::EventHead;
use serde::Serialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;

use crate::handlers::deliveries::DeliveryView;

/// What happened, without its data.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EventSummary)]
pub(crate) struct EventHeadView {
    #[schema(value_type = String, example = "evt_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    id: EventId,
    #[serde(rename = "type")]
    #[schema(example = "invoice.paid")]
    event_type: String,
    /// `event`, or `ping` for that of a test.
    #[schema(value_type = String, example = "event")]
    kind: EventKind,
    /// The poster's own id.
    external_id: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    occurred_at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// Until when its deliveries are held back, as it was posted.
    #[schema(value_type = Option<String>, format = DateTime)]
    deliver_at: Option<Timestamp>,
    app: Option<String>,
    sku: Option<String>,
    subjects: Vec<String>,
    actor: Option<String>,
    origin: Option<String>,
    component: Option<String>,
    test_mode: bool,
    /// What it follows from, if a deadline emitted it.
    caused_by: Option<CauseView>,
    /// How many hooks get it.
    matched: u32,
    /// How many hooks would have got it, had they been active.
    skipped: u32,
    /// When its data was erased, as the tenant's settings say; null while it is kept.
    #[schema(value_type = Option<String>, format = DateTime)]
    erased_at: Option<Timestamp>,
}

impl From<EventHead> for EventHeadView {
    fn from(head: EventHead) -> Self {
        let attributes = head.attributes;
        Self {
            id: head.id,
            event_type: head.event_type.to_string(),
            kind: head.kind,
            external_id: head.external_id,
            occurred_at: head.occurred_at,
            created_at: head.created_at,
            deliver_at: attributes.deliver_at,
            app: attributes.app,
            sku: attributes.sku,
            subjects: attributes.subjects,
            actor: attributes.actor,
            origin: attributes.origin,
            component: attributes.component,
            test_mode: attributes.test_mode,
            caused_by: attributes.caused_by.map(CauseView::from),
            matched: head.matched,
            skipped: head.skipped,
            erased_at: head.erased_at,
        }
    }
}

/// What an event that Billhook emitted itself follows from.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Cause)]
pub(crate) struct CauseView {
    /// The event that armed the deadline.
    #[schema(value_type = String, example = "evt_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    event_id: EventId,
    /// The deadline.
    #[schema(value_type = String, example = "ddl_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    deadline_id: DeadlineId,
}

impl From<Cause> for CauseView {
    fn from(Cause { event, deadline }: Cause) -> Self {
        Self { event_id: event, deadline_id: deadline }
    }
}

/// What happened, and what became of it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Event)]
pub(crate) struct EventView {
    #[serde(flatten)]
    pub(super) head: EventHeadView,
    /// The event's own content, byte for byte as it was posted; null once it is erased.
    #[schema(value_type = Value)]
    pub(super) data: Box<RawValue>,
    /// The object as it was before.
    #[schema(value_type = Option<Value>)]
    pub(super) previous: Option<Box<RawValue>>,
    /// The members of the wire form's envelope that it brings itself, as they were posted.
    #[schema(value_type = Option<std::collections::HashMap<String, Value>>)]
    pub(super) envelope: Option<Box<RawValue>>,
    /// Where the data is not as the schema of its type said when it was accepted.
    pub(super) violations: Vec<ViolationView>,
    /// Its deliveries with their state and reason, skipped ones included: the newest 100.
    pub(super) deliveries: Vec<DeliveryView>,
}

/// A place in which an event's data is not as the schema of its type says.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Violation)]
pub(crate) struct ViolationView {
    /// A JSON pointer (RFC 6901) into the data.
    #[schema(example = "/total")]
    pointer: String,
    /// What is wrong there.
    #[schema(example = "value is not of type \"integer\"")]
    detail: String,
}

impl From<Violation> for ViolationView {
    fn from(Violation { pointer, detail }: Violation) -> Self {
        Self { pointer, detail }
    }
}

/// Data as it lies in its row, as JSON inside of JSON.
pub(crate) fn raw(data: &JsonBytes) -> Result<Box<RawValue>, StoreError> {
    let data = if data.as_bytes().is_empty() { &JsonBytes::trusted("null") } else { data };
    let corrupt = |error: &dyn std::fmt::Display| StoreError::corrupt("events.data", error);
    let text = std::str::from_utf8(data.as_bytes()).map_err(|error| corrupt(&error))?;
    RawValue::from_string(text.to_owned()).map_err(|error| corrupt(&error))
}
