//! How a body is written: JSON, XML or form data.
//!
//! A body is built as JSON text first, because an event's data has to stay byte for byte what it was. XML and
//! form data are written from that text; numbers keep their spelling there too. What stands in a body is
//! `profile`'s.

mod body;
pub mod form;
pub mod json;
mod node;
mod singular;
pub mod xml;
mod xml_letters;
mod xml_name;

pub use self::node::{MAX_DEPTH, Node};
use crate::hook::Format;

/// The JSON text cannot be written in the wanted encoding.
#[derive(Debug, thiserror::Error)]
pub enum EncodeError {
    /// It is no JSON value.
    #[error("not JSON: {0}")]
    NotJson(#[from] serde_json::Error),
    /// Members are needed, and it is a list, a number, a text or a truth value.
    #[error("not a JSON object")]
    NotAnObject,
    /// Objects and lists stand more than [`MAX_DEPTH`] deep in each other.
    #[error("nested more than {MAX_DEPTH} deep, which XML and form data are not written for")]
    TooDeep,
    /// XML and form data repeat names: so they would be more than [`max_bytes`].
    #[error(
        "longer than {most} bytes, since XML and form data repeat names: shorten the names, or the lists in them"
    )]
    TooLong {
        /// The limit.
        most: usize,
    },
}

/// How much longer than its JSON text a body in XML or form data may be.
const TIMES_AS_LONG: usize = 8;
/// How long it may be in any case.
const ALWAYS_FINE: usize = 1 << 20;

/// How many bytes a body may have that is written from this many bytes of JSON: eight times as many, or a
/// mebibyte if that is more.
pub fn max_bytes(json: usize) -> usize {
    json.saturating_mul(TIMES_AS_LONG).max(ALWAYS_FINE)
}

/// The media type of bodies in this format.
pub const fn content_type(format: Format) -> &'static str {
    match format {
        Format::Json => "application/json",
        Format::Xml => "application/xml",
        Format::Form => "application/x-www-form-urlencoded",
    }
}

/// Writes a JSON object in `format`. `root` names the outermost element, which XML alone has.
///
/// # Errors
/// In XML and form data, where the object is nested more than [`MAX_DEPTH`] deep, or would be longer than
/// [`max_bytes`].
pub fn encode(format: Format, root: &str, object: Vec<u8>) -> Result<Vec<u8>, EncodeError> {
    let most = max_bytes(object.len());
    match format {
        Format::Json => Ok(object),
        Format::Xml => xml::element(root, &Node::parse(&object)?, most),
        Format::Form => form::document(&Node::parse(&object)?, form::Items::Numbered, most),
    }
}
