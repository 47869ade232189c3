//! Golden files: the exact bytes of each preset's requests, in `tests/profiles/<preset>/<case>.http`.
//!
//! A file is the request line with the URL as configured, the headers, an empty line, and the body without
//! anything after it; lines end in a line feed. `BILLHOOK_BLESS=1 cargo nextest run -p billhook-core --test
//! profiles` writes them again: read the difference before you commit it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod golden;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use billhook_core::event_schema::EventSchema;
use billhook_core::hook::Format;
use billhook_core::profile::body_schema;
use golden::{Case, Scene, cases};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/profiles")
}

fn file_of(case: &Case) -> PathBuf {
    folder().join(case.scene.wire.preset.as_str()).join(format!("{}.http", case.name))
}

#[test]
fn every_request_is_its_golden_file_byte_for_byte() {
    let bless = std::env::var_os("BILLHOOK_BLESS").is_some();
    for case in cases() {
        let (file, rendered) = (file_of(&case), case.scene.rendered());
        if bless {
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(&file, &rendered).unwrap();
        }
        let golden = fs::read_to_string(&file).unwrap_or_default();
        assert_eq!(String::from_utf8(rendered).unwrap(), golden, "{}", file.display());
    }
}

#[test]
fn every_golden_file_has_its_case() {
    let known: BTreeSet<_> = cases().iter().map(file_of).collect();
    for preset in
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir())
    {
        for file in fs::read_dir(preset).unwrap().map(|entry| entry.unwrap().path()) {
            assert!(known.contains(&file), "no case writes {}", file.display());
        }
    }
}

#[test]
fn every_golden_body_in_json_is_as_its_form_is_described() {
    let described = |case: &&Case| {
        let Scene { wire, event, .. } = &case.scene;
        wire.format == Format::Json && event.attributes.envelope.is_none()
    };
    for case in cases().iter().filter(described) {
        let Scene { wire, event, .. } = &case.scene;
        let schema = body_schema(wire.preset, &event.event_type, &serde_json::json!({}));
        let rendered = case.scene.rendered();
        let head = rendered.windows(2).position(|pair| pair == b"\n\n").unwrap();
        let body = &rendered[head + 2..];
        let violations = EventSchema::compile(&schema.to_string()).unwrap().violations(body);
        assert_eq!(violations, [], "{} {}", wire.preset, case.name);
    }
}
