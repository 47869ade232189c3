//! Everything that is wrong with the shape of a body, not only the first thing that Serde stops at.

use billhook_core::pointer::unescaped;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::objects::Objects;
use crate::extract::{pointer, words};
use crate::problem::FieldError;

/// More than that nobody reads.
const MAX_ERRORS: usize = 20;

/// Why `body` is no `T`. Reading is begun again without each part that was wrong, as long as something is learnt.
pub(super) fn shape_errors<T: DeserializeOwned>(mut body: Value) -> Vec<FieldError> {
    let mut errors: Vec<FieldError> = Vec::new();
    while errors.len() < MAX_ERRORS
        && let Err(error) = serde_path_to_error::deserialize::<_, T>(Objects(&body))
    {
        let error = field_error(&pointer(error.path()), &error.inner().to_string());
        // What is missing now may have been taken out before.
        if errors.iter().any(|known| known.pointer == error.pointer) {
            break;
        }
        let is_removed = remove(&mut body, &error.pointer);
        errors.push(error);
        if !is_removed {
            break;
        }
    }
    errors
}

/// A field that is missing is pointed at where it should be.
pub(super) fn field_error(pointer: &str, detail: &str) -> FieldError {
    let missing = detail.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`'));
    let pointer = missing.map_or_else(|| pointer.to_owned(), |name| format!("{pointer}/{name}"));
    FieldError { pointer, detail: words::of_field(detail) }
}

fn remove(body: &mut Value, pointer: &str) -> bool {
    let Some((parent, last)) = pointer.rsplit_once('/') else { return false };
    let name = unescaped(last);
    match body.pointer_mut(parent) {
        Some(Value::Object(members)) => members.shift_remove(&name).is_some(),
        // Without an item of a list the others would stand elsewhere.
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::json;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read")]
    struct Outer {
        name: String,
        url: String,
        limit: Option<u8>,
        inner: Option<Inner>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read")]
    struct Inner {
        number: Option<u8>,
    }

    #[test]
    fn a_wrong_value_says_what_to_write_instead() {
        let errors = shape_errors::<Outer>(json!({"name": null, "url": "b", "limit": 256}));
        let details: Vec<_> = errors.iter().map(|error| error.detail.as_str()).collect();
        assert_eq!(details, ["must be a text, not null", "must be a whole number from 0 to 255, not 256"]);
    }

    fn pointers(body: Value) -> Vec<String> {
        shape_errors::<Outer>(body).into_iter().map(|error| error.pointer).collect()
    }

    #[test]
    fn unknown_and_mistyped_fields_are_told_together() {
        let body = json!({"name": "a", "url": "b", "x/y": 1, "limit": "2", "inner": {"number": -1, "z": 2}});
        assert_eq!(pointers(body), ["/x~1y", "/limit", "/inner/number", "/inner/z"]);
    }

    #[test]
    fn a_missing_field_is_pointed_at_where_it_should_be() {
        assert_eq!(pointers(json!({"url": "b"})), ["/name"]);
        assert_eq!(pointers(json!({"name": 7, "url": "b"})), ["/name"], "and is told once");
    }
}
