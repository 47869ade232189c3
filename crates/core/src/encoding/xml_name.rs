//! Names of XML elements made of names of JSON members.

use std::borrow::Cow;

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

/// XML 1.0, production 4 (`NameStartChar`), without the colon that namespaces took.
fn may_begin(c: char) -> bool {
    matches!(c,
        'A'..='Z' | '_' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}'
        | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}'
        | '\u{10000}'..='\u{EFFFF}')
}

/// XML 1.0, production 4a (`NameChar`), without the colon.
fn may_continue(c: char) -> bool {
    may_begin(c)
        || matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

/// Plural endings that lose `es`; any other loses `s`.
const LOSES_ES: [&str; 6] = ["sses", "shes", "ches", "xes", "zes", "statuses"];

/// The name of one item of a list that is named in the plural, by the rules of English spelling; `item` where
/// the name shows no plural (`data`, `address`, `status`).
pub(super) fn singular(name: &str) -> Cow<'_, str> {
    if let Some(stem) = name.strip_suffix("ies").filter(|stem| !stem.is_empty()) {
        return format!("{stem}y").into();
    }
    if LOSES_ES.iter().any(|ending| name.ends_with(ending)) {
        return name[..name.len() - 2].into();
    }
    let stem = name.strip_suffix('s').filter(|stem| !stem.is_empty() && !stem.ends_with(['s', 'u', 'i']));
    stem.unwrap_or("item").into()
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
        ];
        for (name, element) in mapped {
            assert_eq!(element_name(name), element, "{name:?}");
        }
    }

    #[test]
    fn a_plural_has_a_singular() {
        let pairs = [
            ("devices", "device"),
            ("entries", "entry"),
            ("addresses", "address"),
            ("boxes", "box"),
            ("statuses", "status"),
            ("purchases", "purchase"),
            ("status", "item"),
            ("address", "item"),
            ("data", "item"),
            ("s", "item"),
            ("", "item"),
        ];
        for (plural, item) in pairs {
            assert_eq!(singular(plural), item, "{plural:?}");
        }
    }
}
