//! References inside of a schema: the fragment of a URI that is a JSON pointer (RFC 6901, section 6).

/// The pointer of a reference like `#/$defs/a%20b`; `None` if it leads anywhere else.
pub(super) fn pointer(reference: &str) -> Option<String> {
    let fragment = decoded(reference.strip_prefix('#')?)?;
    (fragment.is_empty() || fragment.starts_with('/')).then_some(fragment)
}

fn decoded(text: &str) -> Option<String> {
    let mut parts = text.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(part.get(..2)?, 16).ok()?);
        bytes.extend_from_slice(&part.as_bytes()[2..]);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pointers_into_the_same_schema_are_followed() {
        for (reference, expected) in [
            ("#", Some("")),
            ("#/$defs/a", Some("/$defs/a")),
            ("#/$defs/a%20b%2fc", Some("/$defs/a b/c")),
            ("#/a~1b", Some("/a~1b")),
            ("#name", None),
            ("#/%zz", None),
            ("#/%e", None),
            ("#/%ff", None),
            ("other.json#/a", None),
            ("", None),
        ] {
            assert_eq!(pointer(reference).as_deref(), expected, "{reference}");
        }
    }
}
