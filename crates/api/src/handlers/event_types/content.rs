//! What is posted to declare or change an event type.

use billhook_core::event_schema::{EventSchema, SchemaError, SchemaMode, Violation};
use billhook_store::event_types::About;
use serde::Deserialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;

use crate::checks::Checks;
use crate::extract::given;
use crate::json_text::{HALF_A_CHARACTER, MAX_DEPTH, depth, lone_surrogate};
use crate::schema;

const MAX_DESCRIPTION_LEN: usize = 1_000;
/// 64 KiB.
const MAX_JSON_LEN: usize = 65_536;

/// An event type to be declared.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewEventType {
    /// `resource.action`: lower-case letters, digits, `_` and `-` between dots, at most 128 bytes.
    #[schema(example = "invoice.paid", max_length = 128)]
    pub(super) name: String,
    /// For people.
    #[serde(default)]
    #[schema(example = "An invoice was paid in full.", max_length = 1000)]
    pub(super) description: String,
    /// The data of an example: any JSON of at most 64 KiB, as the schema wants it.
    #[schema(value_type = Option<Value>, example = json!({"id": "in_1", "total": 1200}))]
    pub(super) example: Option<Box<RawValue>>,
    /// A JSON Schema (2020-12) of the data, at most 64 KiB. `schema_mode` says what becomes of events that violate it.
    #[schema(value_type = Option<Object>, example = json!({"required": ["id"]}))]
    pub(super) schema: Option<Box<RawValue>>,
    /// Null: what the tenant's setting `event_schema_mode` says.
    #[schema(value_type = Option<schema::SchemaMode>)]
    pub(super) schema_mode: Option<SchemaMode>,
}

/// Changes to an event type; what is left out stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EventTypePatch {
    #[schema(max_length = 1000)]
    description: Option<String>,
    /// Null: none.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Value>)]
    example: Option<Option<Box<RawValue>>>,
    /// Null: none.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Object>)]
    schema: Option<Option<Box<RawValue>>>,
    /// Null: what the tenant's setting `event_schema_mode` says.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<schema::SchemaMode>)]
    schema_mode: Option<Option<SchemaMode>>,
}

impl EventTypePatch {
    /// What is said about the event type after the change.
    pub(super) fn onto(self, old: About) -> About {
        let text = |json: Option<Box<RawValue>>| json.map(|json| json.get().to_owned());
        About {
            description: self.description.unwrap_or(old.description),
            example: self.example.map_or(old.example, text),
            schema: self.schema.map_or(old.schema, text),
            schema_mode: self.schema_mode.unwrap_or(old.schema_mode),
        }
    }
}

/// Notes everything that is wrong with what is said about an event type.
pub(super) fn check_about(about: &About, checks: &mut Checks) {
    let length = about.description.chars().count();
    checks.that(
        length <= MAX_DESCRIPTION_LEN,
        "/description",
        format!("use {MAX_DESCRIPTION_LEN} characters at most"),
    );
    let has_nul = about.description.contains('\0');
    checks.that(!has_nul, "/description", "the character U+0000 is not allowed");
    let short = about.example.as_ref().is_none_or(|json| json.len() <= MAX_JSON_LEN);
    checks.that(short, "/example", format!("must be at most {MAX_JSON_LEN} bytes long"));
    if let Some(place) = about.example.as_deref().and_then(lone_surrogate) {
        checks.that(false, &format!("/example{place}"), HALF_A_CHARACTER);
    }
    let shallow = about.example.as_ref().is_none_or(|json| depth(json.as_bytes()) <= MAX_DEPTH);
    checks.that(shallow, "/example", format!("must not nest deeper than {MAX_DEPTH} levels"));
    match about.schema.as_deref().map(EventSchema::compile) {
        Some(Err(SchemaError { pointer, detail })) => {
            checks.that(false, &format!("/schema{pointer}"), detail);
        }
        Some(Ok(schema)) => check_example(about.example.as_deref(), &schema, checks),
        None => {}
    }
}

/// An example shows what the schema says, whatever the schema does to events.
fn check_example(example: Option<&str>, schema: &EventSchema, checks: &mut Checks) {
    for violation in example.map(|example| schema.violations(example.as_bytes())).into_iter().flatten() {
        let Violation { pointer, detail } = violation;
        checks.that(false, &format!("/example{pointer}"), format!("violates the schema: {detail}"));
    }
}
