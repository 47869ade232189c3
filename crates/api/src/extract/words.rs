//! What readers of JSON and of queries say about bad input, in words that say what to write instead.
//!
//! Serde's visitors and chrono's reader name Rust's types and their own states; nobody who calls the API knows them.

/// What a field was to be, by the names that readers use.
const WANTED: &[(&str, &str)] = &[
    ("a string", "a text"),
    ("a borrowed string", "a text"),
    ("str", "a text"),
    ("string", "a text"),
    ("a boolean", "true or false"),
    ("a sequence", "a list"),
    ("a map", "an object"),
    ("unit", "null"),
    ("u8", "a whole number from 0 to 255"),
    ("u16", "a whole number from 0 to 65535"),
    ("u32", "a whole number from 0 to 4294967295"),
    ("u64", "a whole number, 0 or more"),
    ("usize", "a whole number, 0 or more"),
    ("i32", "a whole number from -2147483648 to 2147483647"),
    ("i64", "a whole number"),
    ("f64", "a number"),
    ("an RFC 3339 formatted date and time string", INSTANT),
];

const INSTANT: &str = "an instant with its time zone, as in `2026-11-20T12:00:00Z` (RFC 3339)";

/// What chrono says about a text that is not an instant.
const NO_INSTANT: &[&str] = &[
    "premature end of input",
    "input contains invalid characters",
    "input is out of range",
    "trailing input",
    "no possible date and time matching input",
    "input is not enough for unique date and time",
];

/// What is wrong with a field, in words for people. What is not known here is passed on as it came.
pub(super) fn of_field(detail: &str) -> String {
    if NO_INSTANT.contains(&detail) {
        return format!("must be {INSTANT}");
    }
    mistyped(detail).or_else(|| unknown_variant(detail)).unwrap_or_else(|| detail.to_owned())
}

/// `invalid type: string "7", expected u32`
fn mistyped(detail: &str) -> Option<String> {
    let rest = detail.strip_prefix("invalid type: ").or_else(|| detail.strip_prefix("invalid value: "))?;
    let (found, wanted) = rest.rsplit_once(", expected ")?;
    Some(format!("must be {}, not {}", wanted_words(wanted), found_words(found)))
}

fn wanted_words(wanted: &str) -> &str {
    let known = WANTED.iter().find(|(name, _)| *name == wanted).map(|(_, words)| *words);
    known.unwrap_or(if wanted.starts_with("struct ") || wanted.starts_with("internally tagged") {
        "an object"
    } else {
        wanted
    })
}

fn found_words(found: &str) -> String {
    for (name, words) in
        [("string ", "the text "), ("integer ", ""), ("floating point ", ""), ("boolean ", "")]
    {
        if let Some(value) = found.strip_prefix(name) {
            return format!("{words}{}", value.trim_matches('`'));
        }
    }
    match found {
        "sequence" => "a list".to_owned(),
        "map" => "an object".to_owned(),
        "unit value" => "null".to_owned(),
        other => other.to_owned(),
    }
}

/// ``unknown variant `PATCH`, expected `POST` or `PUT` ``
fn unknown_variant(detail: &str) -> Option<String> {
    let (found, wanted) = detail.strip_prefix("unknown variant ")?.split_once(", expected ")?;
    Some(format!("must be {wanted}, not {found}"))
}

/// Why a text is no JSON, in words for people.
pub(super) fn of_syntax(detail: &str) -> &str {
    match detail {
        "expected value" => "a value is missing or misspelled",
        "trailing characters" => "something stands after its end",
        "trailing comma" => "a comma stands before the end of a list or an object",
        "key must be a string" => "the name of a member must be a text in double quotes",
        "recursion limit exceeded" => "it nests too deep",
        other if other.starts_with("EOF while parsing") => "it ends before it is complete",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_says_what_to_write_instead() {
        for (told, said) in [
            (
                r#"invalid type: string "7", expected u32"#,
                r#"must be a whole number from 0 to 4294967295, not the text "7""#,
            ),
            ("invalid value: integer `-1`, expected u64", "must be a whole number, 0 or more, not -1"),
            ("invalid type: floating point `1.5`, expected i64", "must be a whole number, not 1.5"),
            ("invalid type: null, expected a string", "must be a text, not null"),
            ("invalid type: map, expected a sequence", "must be a list, not an object"),
            ("invalid type: integer `7`, expected struct Policy", "must be an object, not 7"),
            ("unknown variant `PATCH`, expected `POST` or `PUT`", "must be `POST` or `PUT`, not `PATCH`"),
            (
                "premature end of input",
                "must be an instant with its time zone, as in `2026-11-20T12:00:00Z` (RFC 3339)",
            ),
            ("unknown field `x`, expected `a`", "unknown field `x`, expected `a`"),
        ] {
            assert_eq!(of_field(told), said);
        }
        assert_eq!(of_syntax("EOF while parsing a value"), "it ends before it is complete");
    }
}
