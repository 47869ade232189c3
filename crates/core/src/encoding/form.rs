//! Form data, `application/x-www-form-urlencoded` as the URL Standard writes it.
//!
//! Names nest in brackets, as Rails and PHP read them: `payload[customer][id]=7`. A list's items carry empty
//! brackets in their order: `devices[][model]=a&devices[][model]=b`. Numbers and truth values are their JSON
//! spelling; `null`, an empty list and an empty object have an empty value, so that the name is not lost.
//! Brackets are percent-encoded like everything else that is neither letter, digit, `*`, `-`, `.` nor `_`; a
//! space is `+`.

use url::form_urlencoded::byte_serialize;

use super::{EncodeError, Node};

/// A whole body: the members of an object as pairs.
pub fn document(node: &Node<'_>) -> Result<String, EncodeError> {
    let Node::Object(members) = node else { return Err(EncodeError::NotAnObject) };
    let mut body = String::new();
    for (name, member) in members {
        append(&encoded(name), member, &mut body);
    }
    Ok(body)
}

/// The pairs of one value under `name`, joined by `&`.
pub fn pairs(name: &str, node: &Node<'_>) -> String {
    let mut text = String::new();
    append(&encoded(name), node, &mut text);
    text
}

/// Appends the pairs of `node`; `name` is encoded already.
fn append(name: &str, node: &Node<'_>, body: &mut String) {
    match node {
        Node::List(items) if !items.is_empty() => {
            let name = format!("{name}%5B%5D");
            items.iter().for_each(|item| append(&name, item, body));
        }
        Node::Object(members) if !members.is_empty() => {
            for (member, value) in members {
                append(&format!("{name}%5B{}%5D", encoded(member)), value, body);
            }
        }
        Node::Scalar(text) => append_pair(name, text, body),
        Node::Text(text) => append_pair(name, text, body),
        Node::Null | Node::List(_) | Node::Object(_) => append_pair(name, "", body),
    }
}

fn append_pair(name: &str, value: &str, body: &mut String) {
    let separator = if body.is_empty() { "" } else { "&" };
    body.extend([separator, name, "="]);
    body.extend(byte_serialize(value.as_bytes()));
}

fn encoded(text: &str) -> String {
    byte_serialize(text.as_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(json: &str) -> String {
        pairs("payload", &Node::parse(json.as_bytes()).unwrap())
    }

    #[test]
    fn names_nest_in_brackets() {
        let json =
            r#"{"customer":{"id":1.10,"devices":[{"model":"a"},{"model":"b c"}]},"x":[],"y":{},"z":null}"#;
        let expected = "payload%5Bcustomer%5D%5Bid%5D=1.10\
                        &payload%5Bcustomer%5D%5Bdevices%5D%5B%5D%5Bmodel%5D=a\
                        &payload%5Bcustomer%5D%5Bdevices%5D%5B%5D%5Bmodel%5D=b+c\
                        &payload%5Bx%5D=&payload%5By%5D=&payload%5Bz%5D=";
        assert_eq!(written(json), expected);
    }

    #[test]
    fn only_an_object_is_a_document() {
        assert!(document(&Node::Scalar("1")).is_err());
        assert_eq!(document(&Node::parse(br#"{"a":{"b":1},"c":2}"#).unwrap()).unwrap(), "a%5Bb%5D=1&c=2");
    }

    proptest! {
        #[test]
        fn what_is_written_is_decoded_back(members in prop::collection::vec(any::<(String, String)>(), 0..8)) {
            let node = |(name, text): &(String, String)| (name.clone().into(), Node::Text(text.clone().into()));
            let body = document(&Node::Object(members.iter().map(node).collect())).unwrap();
            let decoded: Vec<_> = url::form_urlencoded::parse(body.as_bytes()).into_owned().collect();
            prop_assert_eq!(decoded, members);
        }
    }
}
