//! JSON Schemas (draft 2020-12) of events' data: compiled once, then asked for each event.
//!
//! Whoever may change the catalogue writes these, and every event of the type pays for them, so what one of them can
//! cost is bounded: by a budget when it is saved, and by the work that it would be for one event. Nothing is ever
//! fetched. Formats are checked, and patterns are those of a linear engine, without look-around and back-references.
//!
//! [`SchemaMode`] says what a violation means: nothing, a note on the event, or a refusal.

mod applicators;
mod budget;
mod patterns;
mod reference;

use jsonschema::{Draft, PatternOptions, Validator};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use self::budget::Budget;
pub use self::budget::{MAX_PATTERN_STATES, MAX_PATTERNS, MAX_SUBSCHEMAS};

/// The largest schema, in bytes of JSON text.
pub const MAX_SCHEMA_BYTES: usize = 65_536;
/// The most violations that are reported for one event.
pub const MAX_VIOLATIONS: usize = 20;
/// Subschemas times values, and states of patterns times bytes, above which only the first violation is looked for.
const EXHAUSTIVE_WORK: u64 = 200_000;
/// The same above which an event is not checked. About a tenth of a second at worst.
const MAX_WORK: u64 = 4_000_000;
/// States of patterns times bytes of data above which others may not wait for a check. Some five milliseconds at worst.
const QUICK_WORK: u64 = 300_000;
/// What one pattern may take when compiled, in bytes.
const PATTERN_SIZE: usize = 256 << 10;

/// What a schema does to events that violate it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SchemaMode {
    /// Nothing: it only describes.
    Off,
    /// They are accepted, and their violations are shown on them.
    #[default]
    Warn,
    /// They are refused.
    Reject,
}

/// A schema, ready to be asked.
#[derive(Debug)]
pub struct EventSchema {
    validator: Validator,
    budget: Budget,
}

/// A schema that is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{pointer}: {detail}")]
pub struct SchemaError {
    /// Where: a JSON pointer (RFC 6901) into the schema.
    pub pointer: String,
    /// What is wrong.
    pub detail: String,
}

/// One place in which an event's data is not as its schema says. The values themselves are not repeated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Violation {
    /// Where: a JSON pointer (RFC 6901) into the data.
    pub pointer: String,
    /// What is wrong there.
    pub detail: String,
}

impl EventSchema {
    /// Compiles a schema, JSON text.
    ///
    /// # Errors
    ///
    /// If the text is larger than [`MAX_SCHEMA_BYTES`], is not a schema of the draft, refers to anything outside of
    /// itself, or could cost more than an event may.
    pub fn compile(text: &str) -> Result<Self, SchemaError> {
        let error = |detail: String| SchemaError { pointer: String::new(), detail };
        if text.len() > MAX_SCHEMA_BYTES {
            return Err(error(format!("must be at most {MAX_SCHEMA_BYTES} bytes long")));
        }
        let schema: Value = serde_json::from_str(text).map_err(|e| error(e.to_string()))?;
        if !schema.is_object() {
            return Err(error("must be an object".to_owned()));
        }
        let budget = Budget::of(&schema)?;
        let validator = jsonschema::options()
            .with_draft(Draft::Draft202012)
            .offline()
            .should_validate_formats(true)
            .with_pattern_options(
                PatternOptions::regex().size_limit(PATTERN_SIZE).dfa_size_limit(PATTERN_SIZE),
            )
            .build(&schema)
            .map_err(|wrong| SchemaError {
                pointer: wrong.instance_path().to_string(),
                detail: format!("is not a JSON Schema of draft 2020-12: {wrong}"),
            })?;
        Ok(Self { validator, budget })
    }

    /// True if it may take long to check this many bytes of data, few as they are: it comes back to itself by
    /// more ways than one, so that each level of the data multiplies the work, or its patterns are large.
    pub fn takes_long(&self, bytes: usize) -> bool {
        let patterns = self.budget.patterns.together.saturating_mul(bytes as u64);
        self.budget.returns > 1 || patterns > QUICK_WORK
    }

    /// Where the data, JSON text, is not as the schema says; up to [`MAX_VIOLATIONS`], and of large data the first.
    pub fn violations(&self, data: &[u8]) -> Vec<Violation> {
        let at_root = |detail: String| vec![Violation { pointer: String::new(), detail }];
        let Ok(data) = serde_json::from_slice::<Value>(data) else {
            return at_root("nests too deep, or has a number too large, to be checked".to_owned());
        };
        let work = self.budget.work(&data);
        if work > MAX_WORK {
            at_root("is too large to be checked against its schema".to_owned())
        } else if work > EXHAUSTIVE_WORK {
            self.validator.validate(&data).err().map(violation).into_iter().collect()
        } else {
            self.validator.iter_errors(&data).take(MAX_VIOLATIONS).map(violation).collect()
        }
    }
}

fn violation(wrong: jsonschema::ValidationError<'_>) -> Violation {
    Violation { pointer: wrong.instance_path().to_string(), detail: wrong.masked().to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn schema(schema: Value) -> EventSchema {
        EventSchema::compile(&schema.to_string()).unwrap()
    }

    fn refused(schema: Value) -> SchemaError {
        EventSchema::compile(&schema.to_string()).unwrap_err()
    }

    fn pointers(violations: &[Violation]) -> Vec<&str> {
        violations.iter().map(|violation| violation.pointer.as_str()).collect()
    }

    #[test]
    fn every_violation_is_pointed_at_and_no_value_is_repeated() {
        let schema = schema(json!({"required": ["id"], "properties": {
            "total": {"type": "integer"}, "card": {"pattern": "^[0-9]+$"}, "at": {"format": "date-time"}
        }}));
        let found = schema.violations(br#"{"total": 1.5, "card": "4111-s3cret", "at": "yesterday"}"#);
        assert_eq!(pointers(&found), ["", "/total", "/card", "/at"]);
        assert!(found.iter().all(|violation| !violation.detail.contains("s3cret")), "{found:?}");
        assert_eq!(schema.violations(br#"{"id": 1, "total": 12}"#), []);
    }

    #[test]
    fn what_is_no_schema_is_pointed_at() {
        for (text, pointer) in [
            (json!({"properties": {"a": {"type": "objct"}}}), "/properties/a/type"),
            (json!({"properties": {"a": {"pattern": "(?=x)"}}}), "/properties/a/pattern"),
            (json!({"properties": {"a": {"minimum": "1"}}}), "/properties/a/minimum"),
            (json!([]), ""),
        ] {
            assert_eq!(refused(text.clone()).pointer, pointer, "{text}");
        }
        assert!(EventSchema::compile("{").unwrap_err().detail.contains("EOF"));
        assert!(
            EventSchema::compile(&" ".repeat(MAX_SCHEMA_BYTES + 1)).unwrap_err().detail.contains("65536")
        );
    }

    #[test]
    fn many_violations_are_told_in_part() {
        let schema = schema(json!({"items": {"type": "string"}}));
        let data = |count: usize| format!("[{}]", vec!["1"; count].join(","));
        assert_eq!(schema.violations(data(3).as_bytes()).len(), 3);
        assert_eq!(schema.violations(data(1_000).as_bytes()).len(), MAX_VIOLATIONS);
        assert_eq!(schema.violations(data(150_000).as_bytes()).len(), 1, "of large data the first");
    }

    #[test]
    fn what_would_cost_too_much_is_not_begun() {
        let many = schema(json!({"items": {"allOf": vec![json!({"type": "integer"}); 1_900]}}));
        let data = format!("[{}]", vec!["1"; 50_000].join(","));
        assert!(many.violations(data.as_bytes())[0].detail.contains("too large"));
        // Each level of such data doubles the work.
        let twice = json!({"$ref": "#/$defs/n", "$defs": {"n": {"anyOf": [
            {"properties": {"n": {"$ref": "#/$defs/n"}}, "required": ["x"]},
            {"properties": {"n": {"$ref": "#/$defs/n"}}, "required": ["y"]}
        ]}}});
        let deep = (0..60).fold(json!(1), |inner, _| json!({"n": inner})).to_string();
        assert!(schema(twice).violations(deep.as_bytes())[0].detail.contains("too large"));
    }

    #[test]
    fn long_texts_do_not_meet_large_patterns() {
        let schema = schema(json!({"properties": {"x": {"pattern": "a[ab]{900}[cd]"}, "y": {}}}));
        let data = |name: &str, bytes: usize| json!({name: "ab".repeat(bytes / 2)}).to_string();
        assert!(schema.violations(data("x", 250_000).as_bytes())[0].detail.contains("too large"));
        assert_eq!(pointers(&schema.violations(data("x", 1_000).as_bytes())), ["/x"]);
        assert_eq!(schema.violations(data("y", 250_000).as_bytes()), []);
        assert_eq!((schema.takes_long(100), schema.takes_long(1_000)), (false, true));
    }

    #[test]
    fn a_tree_may_be_as_deep_as_data_may() {
        let list = schema(json!({"properties": {"next": {"$ref": "#"}, "n": {"type": "integer"}}}));
        let deep = |n: Value| (0..90).fold(json!({"n": n}), |inner, _| json!({"next": inner})).to_string();
        assert_eq!(list.violations(deep(json!(1)).as_bytes()), []);
        assert!(pointers(&list.violations(deep(json!("x")).as_bytes()))[0].ends_with("/next/n"));
    }
}
