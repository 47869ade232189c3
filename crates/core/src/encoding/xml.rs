//! XML: elements and text, never attributes.
//!
//! - An object's members are elements of their names; a name that XML does not allow is mapped: a character
//!   that may not stand in a name becomes `_`, and `_` goes before a name that may not begin so (a digit,
//!   `-`, `.`, `xml`). Allowed is what every edition of XML 1.0 allows, since parsers of the first four refuse what
//!   came with the fifth (emoji, many scripts).
//! - Members whose names are mapped to the same (`a b` and `a_b`), or that the object has twice, are elements of the
//!   same name in the order of the members. None is dropped or renamed.
//! - A list is one element that holds a repeated singular one: `<devices><device>…</device></devices>`. Where
//!   the name has no singular that is known or sure, and inside lists of lists, the repeated element is `<item>`.
//! - Numbers and truth values are their JSON spelling. `null`, an empty list and an empty object are `<a/>`,
//!   an empty text is `<a></a>`; an XML parser does not tell these apart.
//! - Text is escaped; a carriage return is `&#13;`, since parsers turn a bare one into a line feed.
//!   Characters that no XML 1.0 document may hold (controls such as U+0000, U+FFFE, U+FFFF) become U+FFFD.
//! - The text is UTF-8 without a declaration, which is what a document without one is.

use std::borrow::Cow;
use std::io;

use quick_xml::Writer;
use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};

use super::body::Body;
use super::singular::singular;
use super::xml_name::element_name;
use super::{EncodeError, Node};

/// The element `name` with the node as its content, at most `most` bytes.
pub fn element(name: &str, node: &Node<'_>, most: usize) -> Result<Vec<u8>, EncodeError> {
    let mut writer = Writer::new(Body::of_at_most(most));
    // Nothing else can be wrong with what is written to memory.
    write_element(&mut writer, name, node).map_err(|_| EncodeError::TooLong { most })?;
    Ok(writer.into_inner().into_bytes())
}

/// The element `name` around elements that are written already.
pub fn around(name: &str, elements: &[Vec<u8>]) -> Vec<u8> {
    let name = element_name(name);
    [format!("<{name}>").as_bytes(), &elements.concat(), format!("</{name}>").as_bytes()].concat()
}

fn write_element(writer: &mut Writer<Body>, name: &str, node: &Node<'_>) -> io::Result<()> {
    let tag = element_name(name);
    if is_empty(node) {
        return writer.write_event(Event::Empty(BytesStart::new(tag.as_ref())));
    }
    writer.write_event(Event::Start(BytesStart::new(tag.as_ref())))?;
    write_content(writer, name, node)?;
    writer.write_event(Event::End(BytesEnd::new(tag.as_ref())))
}

fn write_content(writer: &mut Writer<Body>, name: &str, node: &Node<'_>) -> io::Result<()> {
    match node {
        Node::Null => Ok(()),
        Node::Scalar(text) => write_text(writer, text),
        Node::Text(text) => write_text(writer, text),
        Node::List(items) => items.iter().try_for_each(|item| write_element(writer, &singular(name), item)),
        Node::Object(members) => {
            members.iter().try_for_each(|(name, member)| write_element(writer, name, member))
        }
    }
}

fn write_text(writer: &mut Writer<Body>, text: &str) -> io::Result<()> {
    let escaped = partial_escape(without_forbidden(text));
    let escaped = if escaped.contains('\r') { escaped.replace('\r', "&#13;").into() } else { escaped };
    writer.write_event(Event::Text(BytesText::from_escaped(escaped)))
}

fn is_empty(node: &Node<'_>) -> bool {
    match node {
        Node::Null => true,
        Node::List(items) => items.is_empty(),
        Node::Object(members) => members.is_empty(),
        Node::Scalar(_) | Node::Text(_) => false,
    }
}

/// XML 1.0, production 2 (`Char`).
fn without_forbidden(text: &str) -> Cow<'_, str> {
    let forbidden = |c: char| match c {
        '\t' | '\n' | '\r' => false,
        _ => c < ' ' || c == '\u{fffe}' || c == '\u{ffff}',
    };
    if text.contains(forbidden) { text.replace(forbidden, "\u{fffd}").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(json: &str) -> String {
        let node = Node::parse(json.as_bytes()).unwrap();
        String::from_utf8(element("root", &node, usize::MAX).unwrap()).unwrap()
    }

    #[test]
    fn a_list_repeats_its_singular() {
        let json = r#"{"devices":[{"model":"a"},{"model":"b"}],"data":[1,2],"rows":[[1],[2]]}"#;
        let expected = "<root><devices><device><model>a</model></device><device><model>b</model></device></devices>\
                        <data><item>1</item><item>2</item></data>\
                        <rows><row><item>1</item></row><row><item>2</item></row></rows></root>";
        assert_eq!(written(json), expected);
    }

    #[test]
    fn members_whose_names_become_the_same_are_all_written() {
        let json = r#"{"a b":1,"a_b":2,"😀":3,"":4,"_":5,"a_b":6}"#;
        let expected = "<root><a_b>1</a_b><a_b>2</a_b><_>3</_><_>4</_><_>5</_><a_b>6</a_b></root>";
        assert_eq!(written(json), expected);
    }

    #[test]
    fn empty_values_are_told_from_empty_texts() {
        let expected = "<root><a/><b/><c/><d></d></root>";
        assert_eq!(written(r#"{"a":null,"b":[],"c":{},"d":""}"#), expected);
    }

    #[test]
    fn numbers_and_truth_values_keep_their_spelling() {
        assert_eq!(
            written(r#"{"a":1.10,"b":1E2,"c":true}"#),
            "<root><a>1.10</a><b>1E2</b><c>true</c></root>"
        );
    }

    #[test]
    fn text_is_escaped() {
        let expected = "<root><a>&lt;b&gt; &amp; \"c\" ]]&gt; &#13;\n é\u{fffd}</a></root>";
        assert_eq!(written(r#"{"a":"<b> & \"c\" ]]> \r\n é\u0000"}"#), expected);
    }

    #[test]
    fn names_that_are_repeated_are_written_up_to_the_limit() {
        let node = Node::parse(br#"{"names":[1,2,3]}"#).unwrap();
        let whole = "<root><names><name>1</name><name>2</name><name>3</name></names></root>";
        assert_eq!(element("root", &node, whole.len()).unwrap(), whole.as_bytes());
        assert!(matches!(element("root", &node, whole.len() - 1), Err(EncodeError::TooLong { most: 69 })));
    }

    proptest! {
        #[test]
        fn what_is_written_is_parsed_back(name: String, text: String) {
            let node = Node::Object(vec![(name.as_str().into(), Node::Text(text.as_str().into()))]);
            let xml = String::from_utf8(element("root", &node, usize::MAX).unwrap()).unwrap();
            let document = roxmltree::Document::parse(&xml).unwrap();
            let child = document.root_element().first_element_child().unwrap();
            prop_assert!(child.tag_name().name() == element_name(&name));
            prop_assert!(child.text().unwrap_or("") == without_forbidden(&text));
        }
    }
}
