//! The schemas of events' data as components of the document.

use serde_json::{Map, Value, json};

use super::Described;
use crate::preset::Preset;
use crate::profile::spreads;

/// Keywords under which there are values, not schemas.
const VALUES: [&str; 5] = ["const", "enum", "default", "example", "examples"];

/// The data's schema, with the example in it; a type without a schema takes any data.
pub(super) fn of_data(described: &Described) -> Value {
    let mut schema = own(described);
    if let Some(example) =
        described.example.as_ref().and_then(|json| serde_json::from_slice::<Value>(json.as_bytes()).ok())
    {
        schema.entry("examples").or_insert_with(|| json!([example]));
    }
    schema.into()
}

/// What stands for the data inside of a body.
///
/// Where its members stand among others, a schema that allows no others is written out without that word.
pub(super) fn inside(preset: Preset, described: &Described) -> Value {
    let mut schema = own(described);
    let closed = ["additionalProperties", "unevaluatedProperties"].map(|word| schema.remove(word).is_some());
    if spreads(preset) && closed.contains(&true) { schema.into() } else { json!({"$ref": place(described)}) }
}

fn place(described: &Described) -> String {
    format!("#/components/schemas/{}", described.name)
}

fn own(described: &Described) -> Map<String, Value> {
    let parsed = described.schema.as_deref().and_then(|text| serde_json::from_str(text).ok());
    let Some(Value::Object(mut schema)) = parsed else { return Map::new() };
    // They would say where references begin; here they begin at the document.
    schema.remove("$id");
    schema.remove("$schema");
    move_references(&mut schema, &place(described));
    schema
}

/// References into the schema become references into the document.
fn move_references(schema: &mut Map<String, Value>, place: &str) {
    for (keyword, value) in schema.iter_mut().filter(|(keyword, _)| !VALUES.contains(&keyword.as_str())) {
        match value {
            Value::String(reference) if keyword == "$ref" => {
                if let Some(pointer) = reference.strip_prefix('#') {
                    *reference = format!("{place}{pointer}");
                }
            }
            Value::Object(inner) => move_references(inner, place),
            Value::Array(items) => {
                items
                    .iter_mut()
                    .filter_map(Value::as_object_mut)
                    .for_each(|inner| move_references(inner, place));
            }
            _ => {}
        }
    }
}
