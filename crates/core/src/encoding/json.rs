//! Assembling JSON objects from parts that are copied, not parsed and written again.

use std::borrow::Cow;
use std::fmt::{self, Display};
use std::io::Write;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::EncodeError;

/// A value that is put into an object.
#[derive(Clone, Copy, Debug)]
pub enum Field<'a> {
    /// `null`
    Null,
    /// `true` or `false`
    Truth(bool),
    /// A whole number.
    Number(i64),
    /// A text, escaped as it is written.
    Text(&'a str),
    /// JSON text, copied as it is.
    Json(&'a [u8]),
}

impl From<bool> for Field<'_> {
    fn from(truth: bool) -> Self {
        Self::Truth(truth)
    }
}
impl From<i64> for Field<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}
impl<'a> From<&'a str> for Field<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}
impl<'a, T: Into<Field<'a>>> From<Option<T>> for Field<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// A JSON object in the making, without white space of its own.
#[derive(Debug)]
pub struct Object(Vec<u8>);

impl Object {
    /// An empty object with room for about `capacity` bytes.
    pub fn with_capacity(capacity: usize) -> Self {
        let mut bytes = Vec::with_capacity(capacity);
        bytes.push(b'{');
        Self(bytes)
    }

    /// Appends one member.
    pub fn put<'a>(&mut self, name: &str, value: impl Into<Field<'a>>) {
        self.separate();
        self.write_text(name);
        self.0.push(b':');
        match value.into() {
            Field::Null => self.0.extend_from_slice(b"null"),
            Field::Truth(truth) => self.write(truth),
            Field::Number(number) => self.write(number),
            Field::Text(text) => self.write_text(text),
            Field::Json(json) => self.0.extend_from_slice(json),
        }
    }

    /// Appends members as they are written in another object.
    pub fn splice(&mut self, members: &Members<'_>) {
        if !members.entries.is_empty() {
            self.separate();
            self.0.extend_from_slice(members.inner.as_bytes());
        }
    }

    /// The finished text.
    pub fn end(mut self) -> Vec<u8> {
        self.0.push(b'}');
        self.0
    }

    fn separate(&mut self) {
        if self.0.len() > 1 {
            self.0.push(b',');
        }
    }

    fn write(&mut self, value: impl Display) {
        // Writing to a Vec cannot fail, here and below.
        let _ = write!(self.0, "{value}");
    }

    fn write_text(&mut self, text: &str) {
        let _ = serde_json::to_writer(&mut self.0, text);
    }
}

/// The members of a JSON object, in their order, each value as it is spelled.
#[derive(Debug, Default)]
pub struct Members<'a> {
    entries: Vec<(Cow<'a, str>, &'a RawValue)>,
    /// What stands between the braces.
    inner: &'a str,
}

impl<'a> Members<'a> {
    /// Reads an object; `null` counts as one without members.
    pub fn of(json: &'a [u8]) -> Result<Self, EncodeError> {
        let raw: &RawValue = serde_json::from_slice(json)?;
        let text = raw.get();
        if text == "null" {
            return Ok(Self::default());
        }
        let inner = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        let inner = inner.ok_or(EncodeError::NotAnObject)?.trim();
        let Entries(entries) = serde_json::from_str(text)?;
        Ok(Self { entries, inner })
    }

    /// The value of the first member of this name.
    pub fn get(&self, name: &str) -> Option<&'a RawValue> {
        self.iter().find(|(own, _)| *own == name).map(|(_, value)| value)
    }

    /// Names and values in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &'a RawValue)> {
        self.entries.iter().map(|(name, value)| (name.as_ref(), *value))
    }

    /// True if there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// The members of an object as serde reads them, order and repeated names kept.
pub(super) struct Entries<'a>(pub(super) Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Entries<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<'de>, A::Error> {
                let mut entries = Vec::new();
                while let Some((Text(name), value)) = map.next_entry()? {
                    entries.push((name, value));
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(Reader)
    }
}

/// A text, borrowed where it holds no escapes.
#[derive(serde::Deserialize)]
pub(super) struct Text<'a>(#[serde(borrow)] pub(super) Cow<'a, str>);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_copied_as_they_are_spelled() {
        let json = br#" { "a" : 1.0e2,"a":[ ], "\u00e9":"\u00e9" } "#;
        let members = Members::of(json).unwrap();
        assert_eq!(members.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["a", "a", "é"]);
        assert_eq!(members.get("a").unwrap().get(), "1.0e2");
        let mut object = Object::with_capacity(0);
        object.put("first", true);
        object.splice(&members);
        object.put("last \"one\"", Option::<&str>::None);
        let expected = r#"{"first":true,"a" : 1.0e2,"a":[ ], "\u00e9":"\u00e9","last \"one\"":null}"#;
        assert_eq!(String::from_utf8(object.end()).unwrap(), expected);
    }

    #[test]
    fn null_has_no_members_and_other_values_are_refused() {
        assert!(Members::of(b" null ").unwrap().is_empty());
        assert!(Members::of(b"{ }").unwrap().is_empty());
        for json in ["[]", "1", "\"{}\"", "true"] {
            assert!(matches!(Members::of(json.as_bytes()), Err(EncodeError::NotAnObject)), "{json}");
        }
        assert!(matches!(Members::of(b"{"), Err(EncodeError::NotJson(_))));
    }
}
