//! What handlers take from a request, refused with a [`Problem`](crate::problem::Problem) where it does not read.
//!
//! Most bear the names of actix's own extractors, by which `utoipa` knows what an operation takes.

mod json;
mod objects;
mod path;
mod query;
mod shape;
mod words;

use billhook_core::pointer::escaped;
use serde::{Deserialize, Deserializer};

pub use self::json::{Json, MayBeEmpty, ShortJson, parse_borrowed, parse_json, read_body, read_body_up_to};
pub use self::path::Path;
pub use self::query::Query;

/// Tells `null` from a field that is left out: the first is `Some(None)`, the other `None` by `#[serde(default)]`.
pub(crate) fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// The JSON pointer (RFC 6901) of a path that Serde stopped at.
fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    let part = |segment: &Segment| match segment {
        Segment::Seq { index } => index.to_string(),
        Segment::Map { key } => escaped(key),
        Segment::Enum { variant } => variant.clone(),
        Segment::Unknown => "?".to_owned(),
    };
    path.iter().map(|segment| format!("/{}", part(segment))).collect()
}
