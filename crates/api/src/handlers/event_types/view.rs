//! An event type as the API shows it.

use billhook_core::clock::Timestamp;
use billhook_core::event_schema::SchemaMode;
use billhook_core::id::EventTypeId;
use billhook_store::StoreError;
use billhook_store::event_types::EventType;
use serde::Serialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;

use crate::schema;

/// A kind of event, declared or seen.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EventType)]
pub(crate) struct EventTypeView {
    #[schema(value_type = String, example = "ety_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    id: EventTypeId,
    #[schema(example = "invoice.paid")]
    name: String,
    #[schema(example = "An invoice was paid in full.")]
    description: String,
    /// The data of an example.
    #[schema(value_type = Option<Value>)]
    example: Option<Box<RawValue>>,
    /// A JSON Schema of the data.
    #[schema(value_type = Option<Object>)]
    schema: Option<Box<RawValue>>,
    /// What it does to events that violate it. Null: what the tenant's setting `event_schema_mode` says.
    #[schema(value_type = Option<schema::SchemaMode>)]
    schema_mode: Option<SchemaMode>,
    /// False if it was only ever seen on an event.
    declared: bool,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    updated_at: Timestamp,
}

impl TryFrom<EventType> for EventTypeView {
    type Error = StoreError;
    fn try_from(event_type: EventType) -> Result<Self, StoreError> {
        let json = |text: Option<String>| text.map(RawValue::from_string).transpose();
        let corrupt = |error| StoreError::corrupt("event_types", error);
        Ok(Self {
            id: event_type.id,
            name: event_type.name.to_string(),
            description: event_type.about.description,
            example: json(event_type.about.example).map_err(corrupt)?,
            schema: json(event_type.about.schema).map_err(corrupt)?,
            schema_mode: event_type.about.schema_mode,
            declared: event_type.declared,
            created_at: event_type.created_at,
            updated_at: event_type.updated_at,
        })
    }
}
