//! The event types that each preset knows, with descriptions and example data, ready to be imported into a
//! tenant.
//!
//! The entries lie in `catalogs/*.json`, taken from the systems' documents. What a tenant has declared itself
//! is not here.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::event::{EventTypeName, JsonBytes};
use crate::preset::Preset;

/// One event type of a preset.
#[derive(Clone, Debug)]
pub struct CatalogEntry {
    /// `resource.action`.
    pub event_type: EventTypeName,
    /// When it happens, a sentence for people.
    pub description: String,
    /// Data as an event of this type carries it, JSON without white space.
    pub example: JsonBytes,
}

/// The catalogue of a preset, in the order of its document.
///
/// Both versions of Upodi share one, as do both of Abowire. Standard Webhooks defines no event types, so its
/// catalogue is empty.
pub fn of(preset: Preset) -> &'static [CatalogEntry] {
    match preset {
        Preset::Standard => &[],
        Preset::Upodi | Preset::UpodiV2 => &UPODI,
        Preset::Abowire | Preset::AbowireV2 => &ABOWIRE,
        Preset::Upzelo => &UPZELO,
        Preset::App47 => &APP47,
        Preset::Upgates => &UPGATES,
    }
}

/// The entry of one event type in a preset's catalogue.
pub fn find(preset: Preset, event_type: &EventTypeName) -> Option<&'static CatalogEntry> {
    of(preset).iter().find(|entry| entry.event_type == *event_type)
}

type Catalog = LazyLock<Vec<CatalogEntry>>;
static UPODI: Catalog = LazyLock::new(|| read(include_str!("../../catalogs/upodi.json")));
static ABOWIRE: Catalog = LazyLock::new(|| read(include_str!("../../catalogs/abowire.json")));
static UPZELO: Catalog = LazyLock::new(|| read(include_str!("../../catalogs/upzelo.json")));
static APP47: Catalog = LazyLock::new(|| read(include_str!("../../catalogs/app47.json")));
static UPGATES: Catalog = LazyLock::new(|| read(include_str!("../../catalogs/upgates.json")));

/// An entry as its file spells it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    event_type: EventTypeName,
    description: String,
    example: serde_json::Value,
}

fn read(file: &str) -> Vec<CatalogEntry> {
    #[expect(
        clippy::expect_used,
        reason = "the files are part of the program, and a test reads each of them"
    )]
    let written: Vec<Written> = serde_json::from_str(file).expect("a catalogue is a list of event types");
    written.into_iter().map(CatalogEntry::from).collect()
}

impl From<Written> for CatalogEntry {
    fn from(Written { event_type, description, example }: Written) -> Self {
        Self { event_type, description, example: JsonBytes::trusted(example.to_string()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_catalogue_names_each_type_once() {
        for &preset in Preset::ALL {
            let names: BTreeSet<_> = of(preset).iter().map(|entry| &entry.event_type).collect();
            assert_eq!(names.len(), of(preset).len(), "{preset}");
        }
    }

    #[test]
    fn catalogues_are_as_long_as_the_documents() {
        let lengths = Preset::ALL.iter().map(|&preset| (preset.as_str(), of(preset).len()));
        let documents = [
            ("standard", 0),
            ("upodi", 18),
            ("upodi-v2", 18),
            ("abowire", 19),
            ("abowire-v2", 19),
            ("upzelo", 9),
            ("app47", 2),
            ("upgates", 9),
        ];
        assert!(lengths.eq(documents));
    }

    #[test]
    fn an_entry_is_found_by_its_event_type() {
        let name = "api-key.revoke".parse().unwrap();
        assert_eq!(find(Preset::Abowire, &name).unwrap().description, "An API key was revoked.");
        assert!(find(Preset::Upzelo, &name).is_none());
    }
}
