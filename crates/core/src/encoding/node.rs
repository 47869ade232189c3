//! A JSON value taken apart, with its numbers as they were spelled.

use std::borrow::Cow;

use serde_json::value::RawValue;

use super::EncodeError;
use super::json::{Entries, Text};

/// How deep objects and lists may stand in each other.
///
/// Each level is read once more for each level above it, so the limit bounds time as well as the stack.
pub const MAX_DEPTH: usize = 64;

/// One JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node<'a> {
    /// `null`
    Null,
    /// A number, `true` or `false`, as spelled.
    Scalar(&'a str),
    /// A text, without its escapes.
    Text(Cow<'a, str>),
    /// A list.
    List(Vec<Node<'a>>),
    /// An object, order and repeated names kept.
    Object(Vec<(Cow<'a, str>, Node<'a>)>),
}

impl<'a> Node<'a> {
    /// Reads a JSON value, at most [`MAX_DEPTH`] deep.
    pub fn parse(json: &'a [u8]) -> Result<Self, EncodeError> {
        Self::read(serde_json::from_slice(json)?, MAX_DEPTH)
    }

    fn read(raw: &'a RawValue, levels_left: usize) -> Result<Self, EncodeError> {
        let text = raw.get();
        match text.as_bytes().first() {
            Some(b'{') => Self::read_object(text, levels_left),
            Some(b'[') => Self::read_list(text, levels_left),
            Some(b'"') => Ok(Self::Text(serde_json::from_str::<Text<'_>>(text)?.0)),
            Some(b'n') => Ok(Self::Null),
            _ => Ok(Self::Scalar(text)),
        }
    }

    fn read_object(text: &'a str, levels_left: usize) -> Result<Self, EncodeError> {
        let below = levels_left.checked_sub(1).ok_or(EncodeError::TooDeep)?;
        let Entries(entries) = serde_json::from_str(text)?;
        let members = entries.into_iter().map(|(name, value)| Ok((name, Self::read(value, below)?)));
        members.collect::<Result<_, _>>().map(Self::Object)
    }

    fn read_list(text: &'a str, levels_left: usize) -> Result<Self, EncodeError> {
        let below = levels_left.checked_sub(1).ok_or(EncodeError::TooDeep)?;
        let items: Vec<&RawValue> = serde_json::from_str(text)?;
        items.into_iter().map(|item| Self::read(item, below)).collect::<Result<_, _>>().map(Self::List)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_spelling() {
        let node = Node::parse(b"[1.10, 1E+2, 131516890300860922131516890300860922, -0]").unwrap();
        let spelled = ["1.10", "1E+2", "131516890300860922131516890300860922", "-0"].map(Node::Scalar);
        assert_eq!(node, Node::List(spelled.into()));
    }

    #[test]
    fn what_is_nested_too_deep_is_refused() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth)).into_bytes();
        assert!(Node::parse(&nested(MAX_DEPTH)).is_ok());
        assert!(matches!(Node::parse(&nested(MAX_DEPTH + 1)), Err(EncodeError::TooDeep)));
        assert!(matches!(Node::parse(&nested(100_000)), Err(EncodeError::TooDeep)));
    }
}
