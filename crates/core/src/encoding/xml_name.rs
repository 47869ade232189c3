//! Names of XML elements made of names of JSON members.

use std::borrow::Cow;

use super::xml_letters::{is_extender, is_letter};

/// The element's name for a member's name; a name that XML allows stays as it is.
pub(super) fn element_name(name: &str) -> Cow<'_, str> {
    if is_element_name(name) {
        return name.into();
    }
    let mapped: String = name.chars().map(|c| if may_continue(c) { c } else { '_' }).collect();
    if is_element_name(&mapped) { mapped.into() } else { format!("_{mapped}").into() }
}

fn is_element_name(name: &str) -> bool {
    let begins_well = name.chars().next().is_some_and(may_begin);
    begins_well && name.chars().all(may_continue) && !is_reserved(name)
}

/// XML 1.0 section 2.3 reserves names that begin with `xml` in any case.
fn is_reserved(name: &str) -> bool {
    name.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("xml"))
}

/// True in every edition of XML 1.0; without the colon that namespaces took.
fn may_begin(c: char) -> bool {
    c.is_ascii_alphabetic() || c == '_' || is_letter(c)
}

fn may_continue(c: char) -> bool {
    may_begin(c) || c.is_ascii_digit() || matches!(c, '-' | '.') || is_extender(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_xml_allows_stay() {
        for name in ["epoch_timestamp", "a-b.c", "_1", "ärger", "日本"] {
            assert_eq!(element_name(name), name);
        }
    }

    #[test]
    fn names_that_xml_does_not_allow_are_mapped() {
        let mapped = [
            ("", "_"),
            ("1st", "_1st"),
            ("-a", "_-a"),
            ("a b", "a_b"),
            ("soap:Body", "soap_Body"),
            ("<a>", "_a_"),
            ("xmlData", "_xmlData"),
            ("XML", "_XML"),
            ("😀", "_"),
            ("a😀", "a_"),
            // Letters of the fifth edition only.
            ("\u{2C00}", "_"),
            ("ꙁname", "_name"),
        ];
        for (name, element) in mapped {
            assert_eq!(element_name(name), element, "{name:?}");
        }
    }
}
