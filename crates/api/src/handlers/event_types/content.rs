//! What is posted to declare or change an event type.

use billhook_store::event_types::About;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use utoipa::ToSchema;

use crate::checks::Checks;

const LONGEST_DESCRIPTION: usize = 1_000;
/// 64 KiB.
const LONGEST_JSON: usize = 65_536;

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
    /// The data of an example: any JSON of at most 64 KiB.
    #[schema(value_type = Option<Value>, example = json!({"id": "in_1", "total": 1200}))]
    pub(super) example: Option<Box<RawValue>>,
    /// A JSON Schema (2020-12) of the data, at most 64 KiB. It is shown; events are not held to it.
    #[schema(value_type = Option<Object>)]
    pub(super) schema: Option<Box<RawValue>>,
}

/// What changes of an event type; what is left out stays.
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
}

/// Tells `null` from a field that is left out.
fn given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<Box<RawValue>>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

impl EventTypePatch {
    /// What is said about the event type after the change.
    pub(super) fn onto(self, old: About) -> About {
        let text = |json: Option<Box<RawValue>>| json.map(|json| json.get().to_owned());
        About {
            description: self.description.unwrap_or(old.description),
            example: self.example.map_or(old.example, text),
            schema: self.schema.map_or(old.schema, text),
        }
    }
}

/// Notes everything that is wrong with what is said about an event type.
pub(super) fn check_about(about: &About, checks: &mut Checks) {
    let length = about.description.chars().count();
    checks.that(
        length <= LONGEST_DESCRIPTION,
        "/description",
        format!("use {LONGEST_DESCRIPTION} characters at most"),
    );
    let has_nul = about.description.contains('\0');
    checks.that(!has_nul, "/description", "the character U+0000 is not allowed");
    for (pointer, json) in [("/example", &about.example), ("/schema", &about.schema)] {
        let short = json.as_ref().is_none_or(|json| json.len() <= LONGEST_JSON);
        checks.that(short, pointer, format!("must be at most {LONGEST_JSON} bytes long"));
    }
    let is_schema = about.schema.as_ref().is_none_or(|schema| schema.starts_with('{'));
    checks.that(is_schema, "/schema", "must be an object");
}
