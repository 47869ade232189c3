//! Form data, `application/x-www-form-urlencoded` as the URL Standard writes it.
//!
//! Names nest in brackets: `payload[customer][id]=7`. [`Items`] says how the items of a list are told apart.
//! Numbers and truth values are their JSON spelling; `null`, an empty list and an empty object have an empty
//! value, so that the name is not lost. Brackets are percent-encoded like everything else that is neither
//! letter, digit, `*`, `-`, `.` nor `_`; a space is `+`.
//!
//! A member's name must not be taken for nesting: brackets in it become `_`, and so does a name that is empty, which
//! would be a list's `[]`. Members whose names become the same, and those that an object has twice, are all written, in
//! their order; most readers keep the last.

use url::form_urlencoded::byte_serialize;

use super::body::Body;
use super::{EncodeError, Node};

/// What tells the items of a list apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Items {
    /// Numbers from 0, where an item is an object or a list: `lines[0][sku]=a&lines[1][sku]=b`. PHP and qs read a list
    /// of objects, Rack an object whose members are the numbers; none of them mixes the items up. Lists of nothing but
    /// plain values are `tags[]=a&tags[]=b`, which all three read as a list.
    Numbered,
    /// Empty brackets in their order, as Rails writes them: `devices[][id]=1&devices[][model]=a&devices[][id]=2`. Rack
    /// begins an item where a name comes again, so items with other members than their neighbours run together; PHP
    /// makes each pair an item of its own.
    InOrder,
}

/// A whole body: the members of an object as pairs. ASCII, and at most `most` bytes.
pub fn document(node: &Node<'_>, items: Items, most: usize) -> Result<Vec<u8>, EncodeError> {
    let Node::Object(members) = node else { return Err(EncodeError::NotAnObject) };
    let mut writer = Writer { body: Body::of_at_most(most), items };
    for (name, member) in members {
        writer.append(&encoded_name(name), member)?;
    }
    Ok(writer.body.into_bytes())
}

/// The pairs of one value under `name`, joined by `&`. ASCII, and at most `most` bytes.
pub fn pairs(name: &str, node: &Node<'_>, items: Items, most: usize) -> Result<Vec<u8>, EncodeError> {
    let mut writer = Writer { body: Body::of_at_most(most), items };
    writer.append(&encoded_name(name), node)?;
    Ok(writer.body.into_bytes())
}

struct Writer {
    body: Body,
    items: Items,
}

impl Writer {
    /// Appends the pairs of `node`; `name` is encoded already.
    fn append(&mut self, name: &str, node: &Node<'_>) -> Result<(), EncodeError> {
        match node {
            Node::List(items) if !items.is_empty() => self.append_list(name, items),
            Node::Object(members) if !members.is_empty() => members.iter().try_for_each(|(member, value)| {
                self.append(&format!("{name}%5B{}%5D", encoded_name(member)), value)
            }),
            Node::Scalar(text) => self.append_pair(name, text),
            Node::Text(text) => self.append_pair(name, text),
            Node::Null | Node::List(_) | Node::Object(_) => self.append_pair(name, ""),
        }
    }

    fn append_list(&mut self, name: &str, items: &[Node<'_>]) -> Result<(), EncodeError> {
        let nests = |item: &Node<'_>| matches!(item, Node::List(_) | Node::Object(_));
        let are_numbered = self.items == Items::Numbered && items.iter().any(nests);
        items.iter().enumerate().try_for_each(|(place, item)| {
            let number = if are_numbered { place.to_string() } else { String::new() };
            self.append(&format!("{name}%5B{number}%5D"), item)
        })
    }

    fn append_pair(&mut self, name: &str, value: &str) -> Result<(), EncodeError> {
        let separator = if self.body.is_empty() { "" } else { "&" };
        let pieces = [separator, name, "="].into_iter().chain(byte_serialize(value.as_bytes()));
        pieces.map(str::as_bytes).try_for_each(|piece| self.body.push(piece))
    }
}

fn encoded_name(name: &str) -> String {
    let name = if name.is_empty() { "_".to_owned() } else { name.replace(['[', ']'], "_") };
    byte_serialize(name.as_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(json: &str, items: Items) -> String {
        let node = Node::parse(json.as_bytes()).unwrap();
        String::from_utf8(pairs("p", &node, items, usize::MAX).unwrap()).unwrap()
    }

    fn decoded(json: &str, items: Items) -> String {
        let text = written(json, items);
        let pairs = url::form_urlencoded::parse(text.as_bytes());
        pairs.map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
    }

    #[test]
    fn names_nest_in_brackets() {
        let json = r#"{"customer":{"id":1.10,"name":"b c"},"x":[],"y":{},"z":null}"#;
        let expected =
            "p%5Bcustomer%5D%5Bid%5D=1.10&p%5Bcustomer%5D%5Bname%5D=b+c&p%5Bx%5D=&p%5By%5D=&p%5Bz%5D=";
        assert_eq!(written(json, Items::Numbered), expected);
        assert_eq!(written(json, Items::InOrder), expected);
    }

    #[test]
    fn items_that_nest_are_numbered_and_plain_ones_are_not() {
        for (json, expected) in [
            (r#"{"a":[1,"b",null]}"#, "p[a][]=1&p[a][]=b&p[a][]="),
            (r#"{"a":[{"b":1,"c":2},{"c":3},{}]}"#, "p[a][0][b]=1&p[a][0][c]=2&p[a][1][c]=3&p[a][2]="),
            (r#"{"a":[[1,2],[],3]}"#, "p[a][0][]=1&p[a][0][]=2&p[a][1]=&p[a][2]=3"),
            (r#"{"a":[{"b":[{"c":1}]}]}"#, "p[a][0][b][0][c]=1"),
        ] {
            assert_eq!(decoded(json, Items::Numbered), expected);
        }
    }

    #[test]
    fn items_in_order_have_empty_brackets() {
        let json = r#"{"a":[{"b":1,"c":2},{"b":3}],"d":[[1],[2]]}"#;
        assert_eq!(
            decoded(json, Items::InOrder),
            "p[a][][b]=1&p[a][][c]=2&p[a][][b]=3&p[d][][]=1&p[d][][]=2"
        );
    }

    #[test]
    fn a_name_is_not_taken_for_nesting() {
        let json = r#"{"a":{"":1,"[]":2,"b][c":3},"":4}"#;
        assert_eq!(decoded(json, Items::Numbered), "p[a][_]=1&p[a][__]=2&p[a][b__c]=3&p[_]=4");
    }

    #[test]
    fn only_an_object_is_a_document() {
        assert!(document(&Node::Scalar("1"), Items::Numbered, 100).is_err());
        let node = Node::parse(br#"{"a":{"b":1},"c":2,"":3}"#).unwrap();
        assert_eq!(document(&node, Items::Numbered, 100).unwrap(), b"a%5Bb%5D=1&c=2&_=3");
    }

    #[test]
    fn names_that_are_repeated_are_written_up_to_the_limit() {
        let node = Node::parse(br#"{"name":[1,2,3]}"#).unwrap();
        let whole = "p%5Bname%5D%5B%5D=1&p%5Bname%5D%5B%5D=2&p%5Bname%5D%5B%5D=3";
        let written = |most: usize| pairs("p", &node, Items::InOrder, most);
        assert_eq!(written(whole.len()).unwrap(), whole.as_bytes());
        assert!(matches!(written(whole.len() - 1), Err(EncodeError::TooLong { most: 58 })));
    }

    proptest! {
        #[test]
        fn what_is_written_is_decoded_back(members in prop::collection::vec(("[^\\[\\]]+", any::<String>()), 0..8)) {
            let node = |(name, text): &(String, String)| (name.clone().into(), Node::Text(text.clone().into()));
            let body = document(&Node::Object(members.iter().map(node).collect()), Items::Numbered, usize::MAX).unwrap();
            let decoded: Vec<_> = url::form_urlencoded::parse(&body).into_owned().collect();
            prop_assert_eq!(decoded, members);
        }
    }
}
