//! What has to be true of JSON text that is kept as it was sent, beside being JSON.
//!
//! The text is well-formed already; here it is only looked through.

use billhook_core::pointer::escaped;
use memchr::{memchr, memchr2};

/// How deep data may nest: some wire forms walk through it.
pub(crate) const MAX_DEPTH: usize = 100;
/// What is said about a [`lone_surrogate`].
pub(crate) const HALF_A_CHARACTER: &str = "has half of a surrogate pair (such as `\\ud800` alone), which is not a \
                                           character: write both halves, or leave it out";

/// How deep it nests.
pub(crate) fn depth(json: &[u8]) -> usize {
    let (mut depth, mut deepest, mut at) = (0usize, 0, 0);
    while let Some(&byte) = json.get(at) {
        match byte {
            b'"' => at = end_of_text(json, at),
            b'{' | b'[' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    deepest
}

/// Where a text has half of a surrogate pair, as in `"\ud800"`: JSON can spell it (RFC 8259, section 8.2), but it is no
/// character, so that most readers refuse it and no other encoding can carry it. A JSON pointer (RFC 6901) to the text,
/// or to the object whose member is named so.
pub(crate) fn lone_surrogate(json: &str) -> Option<String> {
    let bytes = json.as_bytes();
    let mut from = 0;
    // A backslash stands in texts only, before what it escapes.
    while let Some(place) = memchr(b'\\', bytes.get(from..)?).map(|at| from + at) {
        from = match escaped_unit(&bytes[place..]) {
            None => place + 2,
            Some(0xD800..=0xDBFF) if is_second_half(&bytes[place + 6..]) => place + 12,
            Some(0xD800..=0xDFFF) => return Some(pointer_to(json, place)),
            Some(_) => place + 6,
        };
    }
    None
}

fn is_second_half(bytes: &[u8]) -> bool {
    escaped_unit(bytes).is_some_and(|unit| (0xDC00..=0xDFFF).contains(&unit))
}

/// The UTF-16 unit of `\uXXXX` at the start.
fn escaped_unit(bytes: &[u8]) -> Option<u16> {
    let digits = bytes.strip_prefix(b"\\u")?.get(..4)?;
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

/// A list or an object on the way.
enum Level<'a> {
    /// How many items came before.
    List(usize),
    /// The name of the member, with its escapes; none before it.
    Object(Option<&'a str>),
}

/// The pointer to the text in which the byte `place` is.
fn pointer_to(json: &str, place: usize) -> String {
    let mut levels: Vec<Level<'_>> = Vec::new();
    let mut at = 0;
    while at < place {
        match json.as_bytes()[at] {
            b'{' => levels.push(Level::Object(None)),
            b'[' => levels.push(Level::List(0)),
            b'}' | b']' => drop(levels.pop()),
            b',' => match levels.last_mut() {
                Some(Level::List(before)) => *before += 1,
                Some(Level::Object(name)) => *name = None,
                None => {}
            },
            b'"' => {
                let end = end_of_text(json.as_bytes(), at);
                if let Some(Level::Object(name @ None)) = levels.last_mut().filter(|_| end < place) {
                    *name = Some(&json[at..=end]);
                }
                at = end;
            }
            _ => {}
        }
        at += 1;
    }
    levels.iter().filter_map(step).collect()
}

/// The place of the quote that ends the text which begins at `start`.
fn end_of_text(json: &[u8], start: usize) -> usize {
    let mut from = start + 1;
    while let Some(at) = json.get(from..).and_then(|rest| memchr2(b'"', b'\\', rest)).map(|at| from + at) {
        if json[at] == b'"' {
            return at;
        }
        from = at + 2;
    }
    json.len()
}

fn step(level: &Level<'_>) -> Option<String> {
    let name = match *level {
        Level::List(before) => before.to_string(),
        Level::Object(name) => serde_json::from_str(name?).unwrap_or_default(),
    };
    Some(format!("/{}", escaped(&name)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    #[test]
    fn depth_counts_brackets_outside_of_strings() {
        for (json, expected) in [
            ("1", 0),
            ("[]", 1),
            (r#"{"a":[{"b":1}],"c":[]}"#, 3),
            (r#""[[[[""#, 0),
            (r#"["\"[[", "\\"]"#, 1),
        ] {
            assert_eq!(depth(json.as_bytes()), expected, "{json}");
        }
    }

    #[test]
    fn half_of_a_pair_is_pointed_at() {
        for (json, pointer) in [
            (r#""\ud800""#, ""),
            (r#""\uDFFF""#, ""),
            (r#""\ud800\ud800\udc00""#, ""),
            (r#""\ud800\n""#, ""),
            (r#"{"a":"\ud83d\ude00","b/c":[1,"x,]",{"\u0064":"y\udc00z"}]}"#, "/b~1c/2/d"),
            (r#"{"a":{"b":1},"c":{"x\ud800":1}}"#, "/c"),
            (r#"[[],{"k":"\\"},"\ud800"]"#, "/2"),
        ] {
            assert_eq!(lone_surrogate(json).as_deref(), Some(pointer), "{json}");
        }
    }

    #[test]
    fn whole_pairs_and_what_only_looks_like_halves_are_fine() {
        for json in [r#""\ud83d\ude00""#, r#""\\ud800""#, r#""\uD7FF\uE000""#, r#"{"😀":"\"\\"}"#, "1"] {
            assert_eq!(lone_surrogate(json), None, "{json}");
        }
    }

    proptest! {
        #[test]
        fn depth_is_that_of_the_brackets_around_whatever_a_text_says(text in ".*", levels in 1usize..20) {
            let text = serde_json::to_string(&text).unwrap();
            let json = format!("{}{text},[{text}]{}", "[".repeat(levels), "]".repeat(levels));
            prop_assert_eq!(depth(json.as_bytes()), levels + 1);
        }

        #[test]
        fn what_has_none_can_be_read_and_what_has_one_cannot(text in r#"([a\[{,:]|\\\\|\\"|\\ud8[0-9a-f]{2}|\\udd[0-9a-f]{2}|\\u00e9){0,8}"#) {
            let json = format!(r#"[{{"{text}":"{text}"}}]"#);
            prop_assert_eq!(lone_surrogate(&json).is_none(), serde_json::from_str::<Value>(&json).is_ok());
        }
    }
}
