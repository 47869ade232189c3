//! Bodies that read well, made from their schemas. What they say need not make sense: access is judged first.

use serde_json::{Map, Value, json};

/// The smallest value of this schema, with the examples that it gives.
pub(crate) fn sample(document: &Value, schema: &Value) -> Value {
    if let Some(reference) = schema["$ref"].as_str() {
        let target = document.pointer(&reference[1..]).unwrap_or_else(|| panic!("{reference} leads nowhere"));
        return sample(document, target);
    }
    for given in ["example", "const", "default"] {
        if !schema[given].is_null() {
            return schema[given].clone();
        }
    }
    if let Some(first) = ["enum", "examples"].iter().find_map(|name| schema[*name].get(0)) {
        return first.clone();
    }
    if let Some(parts) = schema["allOf"].as_array() {
        return all_of(parts.iter().map(|part| sample(document, part)));
    }
    if let Some(first) = ["oneOf", "anyOf"].iter().find_map(|name| schema[*name].get(0)) {
        return sample(document, first);
    }
    by_type(document, schema)
}

fn by_type(document: &Value, schema: &Value) -> Value {
    let named = schema["type"].as_str().or_else(|| schema["type"][0].as_str());
    match named {
        Some("object") | None => object(document, schema),
        Some("array") => Value::Array(
            (0..schema["minItems"].as_u64().unwrap_or(0))
                .map(|_| sample(document, &schema["items"]))
                .collect(),
        ),
        Some("integer" | "number") => schema["minimum"].as_i64().unwrap_or(1).into(),
        Some("boolean") => true.into(),
        Some(_) => text(schema["format"].as_str()),
    }
}

fn text(format: Option<&str>) -> Value {
    match format {
        Some("date-time") => json!("2026-11-21T12:00:00Z"),
        _ => json!("text"),
    }
}

fn object(document: &Value, schema: &Value) -> Value {
    let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
    required.map(|name| (name.to_owned(), sample(document, &schema["properties"][name]))).collect()
}

fn all_of(parts: impl Iterator<Item = Value>) -> Value {
    let mut whole = Map::new();
    parts.filter_map(|part| part.as_object().cloned()).for_each(|part| whole.extend(part));
    Value::Object(whole)
}
