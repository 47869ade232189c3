//! A hook's own headers as JSON: an object, whose order is kept.

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Names and values, in the order in which they were given. What is given twice is there twice.
#[derive(Clone, Debug, Default)]
pub(crate) struct Headers(pub(crate) Vec<(String, String)>);

impl<'de> Deserialize<'de> for Headers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Headers;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of header names and values")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Headers, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Headers(pairs))
            }
        }
        deserializer.deserialize_map(Pairs)
    }
}

/// Repeated names become one member with their values joined by a comma (RFC 9110, section 5.2).
impl Serialize for Headers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut members = serde_json::Map::new();
        for (name, value) in &self.0 {
            let member = members.entry(name.clone()).or_insert_with(|| String::new().into());
            let joined = match member.as_str() {
                Some("") | None => value.clone(),
                Some(before) => format!("{before}, {value}"),
            };
            *member = joined.into();
        }
        members.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_repetition_are_kept_in_reading_and_joined_in_writing() {
        let read: Headers = serde_json::from_str(r#"{"b":"1","a":"2","b":"3"}"#).unwrap();
        assert_eq!(read.0.len(), 3);
        assert_eq!(serde_json::to_string(&read).unwrap(), r#"{"b":"1, 3","a":"2"}"#);
    }
}
