//! The fuzz targets' bodies on a stable compiler: with any bytes, and with texts near to what each of them reads.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

#[path = "../../../fuzz/bodies.rs"]
#[allow(unreachable_pub, reason = "the fuzz targets are other crates")]
mod bodies;

use proptest::prelude::*;

/// Pieces of what the parsers read, put together at random.
const PIECES: &[&str] = &[
    "http://",
    "https://",
    "[::1]",
    "127.0.0.1",
    "0x7f",
    "10.1",
    "example.com",
    ":80",
    "/in",
    "?a=1",
    "%2e",
    "@",
    "①",
    "。",
    "{",
    "}",
    "[",
    "]",
    "\"",
    ":",
    ",",
    "1e999",
    "-0",
    "null",
    "true",
    "\\u0000",
    "\\ud800",
    "é",
    "\u{0}",
    "<",
    "&",
    "]]>",
    "timeout_ms",
    "success",
    "2xx",
    "schedule_ms",
    "retry",
    "5000",
    "18446744073709551616",
    "-1",
    "invoice",
    ".",
    "paid",
    "*",
    "Bearer ",
    "bh_",
    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    "ZXZ0XzAx",
    "\"all\"",
    "\"field\"",
    "\"/total\"",
    "\"equals\"",
    "\"in\"",
    "\"type\"",
    "\"properties\"",
    "\"pattern\"",
    "\"$ref\"",
    "\"#\"",
    "whsec_",
    "whsk_",
    "cGxhbnRlZC1ob29rLXNlY3JldC0wMTIzNDU2Nzg5",
    "=",
    "Fri, 31 Dec 1999 23:59:59 GMT",
    "120",
    " ",
    "\t",
];

fn near_misses() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(prop::sample::select(PIECES), 0..24).prop_map(|pieces| pieces.concat().into_bytes())
}

/// JSON that is well formed, and as deep as `deep`.
fn json(deep: u32) -> impl Strategy<Value = Vec<u8>> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        any::<i64>().prop_map(|n| n.to_string()),
        any::<String>().prop_map(|text| serde_json::to_string(&text).unwrap()),
    ];
    let grown = leaf.prop_recursive(deep, 64, 4, |inner| {
        let member = (any::<String>(), inner.clone());
        let member =
            member.prop_map(|(name, value)| format!("{}:{value}", serde_json::to_string(&name).unwrap()));
        prop_oneof![
            prop::collection::vec(inner, 0..4).prop_map(|items| format!("[{}]", items.join(","))),
            prop::collection::vec(member, 0..4).prop_map(|members| format!("{{{}}}", members.join(","))),
        ]
    });
    grown.prop_map(String::into_bytes)
}

proptest! {
    #[test]
    fn no_bytes_upset_a_parser(bytes in prop::collection::vec(any::<u8>(), 0..256)) {
        bodies::ALL.iter().for_each(|(_, body)| body(&bytes));
    }

    #[test]
    fn no_near_miss_upsets_a_parser(bytes in near_misses()) {
        bodies::ALL.iter().for_each(|(_, body)| body(&bytes));
    }

    #[test]
    fn any_json_is_written_as_xml_and_form_data_or_refused(bytes in json(6)) {
        bodies::ALL.iter().for_each(|(_, body)| body(&bytes));
    }
}

#[test]
fn json_that_nests_without_end_upsets_no_parser() {
    for open in ["[", "{\"a\":"] {
        bodies::ALL.iter().for_each(|(_, body)| body(open.repeat(100_000).as_bytes()));
    }
}

#[test]
fn every_body_is_a_target_and_every_target_has_a_body() {
    let targets = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/fuzz_targets")).unwrap();
    let mut names: Vec<String> = targets
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, bodies::ALL.iter().map(|(name, _)| *name).collect::<Vec<_>>());
}
