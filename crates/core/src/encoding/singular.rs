//! What one item of a list is called, after the list's name in the plural.
//!
//! The name stands in documents that others parse, so a wrong guess (`siz`, `new`) stays for ever. English plurals are
//! undone where the spelling leaves no doubt, or where the word is known here; any other item is an `item`. Only the
//! last word of a name counts (`line_items`, `shippingAddresses`); the words before it and upper case stay.

mod words;

use std::borrow::Cow;

use self::words::{KNOWN, NO_PLURALS};

/// The name of one item of a list of this name.
pub(super) fn singular(name: &str) -> Cow<'_, str> {
    let (before, word) = name.split_at(last_word(name));
    match singular_of(word) {
        Some((stem, ending)) => format!("{before}{stem}{ending}").into(),
        None => "item".into(),
    }
}

/// Where the last word begins: after a character that is not a letter, or at a capital after a small letter.
fn last_word(name: &str) -> usize {
    let mut start = 0;
    let mut before = ' ';
    for (place, c) in name.char_indices() {
        if !c.is_alphabetic() {
            start = place + c.len_utf8();
        } else if c.is_uppercase() && before.is_lowercase() {
            start = place;
        }
        before = c;
    }
    start
}

/// The part of the word that stays, and what comes after it.
fn singular_of(word: &str) -> Option<(&str, &'static str)> {
    if !word.bytes().all(|byte| byte.is_ascii_alphabetic()) || word.ends_with(|c: char| c.is_uppercase()) {
        return None;
    }
    let plural = word.to_ascii_lowercase();
    if NO_PLURALS.contains(&plural.as_str()) {
        return None;
    }
    if let Some((_, one)) = KNOWN.iter().find(|(many, _)| *many == plural) {
        let kept = plural.bytes().zip(one.bytes()).take_while(|(a, b)| a == b).count();
        return Some((&word[..kept], &one[kept..]));
    }
    let (ending, change) = ENDINGS.iter().find(|(ending, _)| plural.ends_with(ending))?;
    let stem = &word[..word.len() - ending.len()];
    match change {
        Change::Doubtful => None,
        Change::To(one) => is_word(&plural[..stem.len()], one).then_some((stem, *one)),
    }
}

/// Two letters may be an abbreviation (`gas`, `pos`), and a word without a vowel is one (`sms`, `dns`).
fn is_word(stem: &str, ending: &str) -> bool {
    let has_vowel = |text: &str| text.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    stem.len() + ending.len() > 2 && (has_vowel(stem) || has_vowel(ending))
}

/// What becomes of an ending.
enum Change {
    /// This stands in its place.
    To(&'static str),
    /// Words that end so have singulars of several kinds.
    Doubtful,
}

use Change::{Doubtful, To};

/// The first that fits counts.
const ENDINGS: &[(&str, Change)] = &[
    ("ies", To("y")),
    ("tches", To("tch")),
    ("nches", To("nch")),
    ("rches", To("rch")),
    ("ches", Doubtful),
    ("shes", To("sh")),
    ("sses", To("ss")),
    ("xes", To("x")),
    ("azes", To("aze")),
    ("izes", To("ize")),
    ("zes", Doubtful),
    ("ases", To("ase")),
    ("ises", To("ise")),
    ("oses", To("ose")),
    ("auses", To("ause")),
    ("ouses", To("ouse")),
    ("lses", To("lse")),
    ("nses", To("nse")),
    ("rses", To("rse")),
    ("ses", Doubtful),
    ("oes", Doubtful),
    ("ss", Doubtful),
    ("us", Doubtful),
    ("is", Doubtful),
    ("s", To("")),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plural_has_a_singular() {
        for (one, many) in [
            ("device", "devices"),
            ("entry", "entries"),
            ("address", "addresses"),
            ("box", "boxes"),
            ("status", "statuses"),
            ("purchase", "purchases"),
            ("size", "sizes"),
            ("cache", "caches"),
            ("movie", "movies"),
            ("license", "licenses"),
            ("course", "courses"),
            ("clause", "clauses"),
            ("warehouse", "warehouses"),
            ("exercise", "exercises"),
            ("batch", "batches"),
            ("branch", "branches"),
            ("search", "searches"),
            ("hash", "hashes"),
            ("tax", "taxes"),
            ("invoice", "invoices"),
            ("row", "rows"),
            ("child", "children"),
            ("person", "people"),
            ("sku", "skus"),
            ("id", "ids"),
            ("url", "urls"),
            ("archive", "archives"),
            ("leaf", "leaves"),
            ("photo", "photos"),
            ("schema", "schemas"),
            ("key", "keys"),
            ("matrix", "matrices"),
            ("category", "categories"),
            ("response", "responses"),
            ("database", "databases"),
        ] {
            assert_eq!(singular(many), one);
        }
    }

    #[test]
    fn only_the_last_word_changes_and_its_case_stays() {
        for (one, many) in [
            ("line_item", "line_items"),
            ("shippingAddress", "shippingAddresses"),
            ("userID", "userIDs"),
            ("SKU", "SKUs"),
            ("Order-Status", "Order-Statuses"),
            ("oauth2_client", "oauth2_clients"),
            ("Größen_id", "Größen_ids"),
            ("grandChild", "grandChildren"),
        ] {
            assert_eq!(singular(many), one);
        }
    }

    #[test]
    fn what_is_in_doubt_is_an_item() {
        for name in [
            "data",
            "series",
            "species",
            "news",
            "status",
            "address",
            "analysis",
            "IDS",
            "s",
            "",
            "sms",
            "gas",
            "dns",
            "lens",
            "ties",
            "oboes",
            "toothaches",
            "focuses",
            "ss",
            "größes",
            "日本s",
            "a1",
            "2s",
            "orders_",
            "ellipses",
            "info",
            "equipment",
            "sheep",
        ] {
            assert_eq!(singular(name), "item", "{name:?}");
        }
    }

    #[test]
    fn the_known_words_are_told_once_and_in_order() {
        assert!(KNOWN.is_sorted() && NO_PLURALS.is_sorted());
    }
}
