//! What is posted to make or rename an app or a SKU.

use billhook_store::StoreError;
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use crate::checks::Checks;
use crate::problem::Problem;

/// The longest key of an app or a SKU, in bytes: that of an event's texts.
const MAX_KEY_LEN: usize = 255;

/// An app or a SKU to be made.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewKeyed)]
pub(crate) struct Keyed {
    /// What events and actions name it by. It never changes.
    #[schema(example = "game", min_length = 1, max_length = 255)]
    key: String,
    /// For people; left out: the key.
    #[schema(example = "The Game", max_length = 100)]
    name: Option<String>,
}

/// Another name for an app or a SKU.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = KeyedPatch)]
pub(crate) struct Renamed {
    /// Left out: it stays.
    #[schema(example = "The Game", max_length = 100)]
    name: Option<String>,
}

/// Key and name of what is to be made; 422 if one is wrong.
pub(crate) fn checked(content: Keyed) -> Result<(String, String), Problem> {
    let mut checks = Checks::default();
    check_key(Some(&content.key), "/key", &mut checks);
    let name = content.name.map(|name| checks.name("/name", &name));
    checks.finish()?;
    let name = name.unwrap_or_else(|| content.key.clone());
    Ok((content.key, name))
}

/// The new name, if there is one; 422 if it is wrong.
pub(crate) fn checked_name(content: Renamed) -> Result<Option<String>, Problem> {
    let mut checks = Checks::default();
    let name = content.name.map(|name| checks.name("/name", &name));
    checks.finish()?;
    Ok(name)
}

/// Notes under `pointer` what is wrong with the key of an app or a SKU.
pub(crate) fn check_key(key: Option<&str>, pointer: &str, checks: &mut Checks) {
    let well_formed =
        |key: &str| (1..=MAX_KEY_LEN).contains(&key.len()) && !key.chars().any(char::is_control);
    let detail = format!("use 1 to {MAX_KEY_LEN} bytes without control characters");
    checks.that(key.is_none_or(well_formed), pointer, detail);
}

/// 409 where a key is taken.
pub(crate) fn taken(error: StoreError, detail: impl FnOnce() -> String) -> Problem {
    match error {
        StoreError::Taken(_) => Problem::conflict(detail()),
        error => error.into(),
    }
}

/// An app or a SKU as the audit log keeps it.
pub(crate) fn recorded(key: &str, name: &str) -> Option<String> {
    Some(json!({"key": key, "name": name}).to_string())
}
