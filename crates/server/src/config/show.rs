//! The configuration as it is in force, for people; secrets are not shown.

use std::fmt;

use billhook_store::DatabaseUrl;
use toml::Value;

use super::document::{self, Entry};
use super::layers::{Layers, Source};

/// TOML with every key; what is not the default says who set it.
impl fmt::Display for Layers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut section = None;
        for entry in document::entries() {
            let (of, name) = entry.parts();
            if of != section {
                writeln!(f, "\n[{}]", of.unwrap_or_default())?;
                section = of;
            }
            let Some((value, source)) = self.get(&entry.key) else { continue };
            write!(f, "{name} = {}", masked(entry, value))?;
            match source {
                Source::Default => writeln!(f)?,
                source => writeln!(f, "  # {source}")?,
            }
        }
        Ok(())
    }
}

/// The value without what only its owner may know.
fn masked(entry: &Entry, value: &Value) -> Value {
    let Some(text) = value.as_str().filter(|text| !text.is_empty()) else { return value.clone() };
    match entry.key.as_str() {
        "master_key.value" | "mail.password" => "(set)".into(),
        // The form that leaves out name, password and parameters.
        "database.url" => text.parse::<DatabaseUrl>().map_or("(set)".into(), |url| url.to_string().into()),
        _ => value.clone(),
    }
}
