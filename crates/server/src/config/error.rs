//! What can be wrong with a configuration, said so that it can be put right.

use std::path::PathBuf;

use super::document;
use super::layers::Source;

/// The configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file given by `--config` cannot be read.
    #[error("the configuration file {} cannot be read: {error}", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// It is no TOML.
    ///
    /// The line itself is not shown: it may hold a password.
    #[error("the configuration file {}, line {line}, is not valid TOML: {problem}", path.display())]
    Syntax {
        /// Which.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// What is wrong with it.
        problem: String,
    },
    /// A key that means nothing.
    #[error("{set_by} sets `{key}`, which is not a key of the configuration{}", hint(key))]
    UnknownKey {
        /// The key.
        key: String,
        /// Who sets it.
        set_by: Source,
    },
    /// A value that is not allowed.
    #[error("`{key}`, set by {set_by}, is not valid: {problem}{}", explanation(key))]
    Invalid {
        /// The key.
        key: String,
        /// Who sets it.
        set_by: Source,
        /// What is wrong with it.
        problem: String,
    },
}

fn explanation(key: &str) -> String {
    document::entry(key).map_or(String::new(), |entry| format!("\n{key}: {}", entry.comment))
}

/// The keys among which the wrong one was probably meant to be.
fn hint(key: &str) -> String {
    let (section, name) = key.split_once('.').unwrap_or(("", key));
    let same_name = document::entries().iter().find(|entry| entry.parts().1 == name);
    if let Some(entry) = same_name {
        return format!("; did you mean `{}`?", entry.key);
    }
    let of_section = |entry: &&document::Entry| entry.parts().0 == Some(section);
    let names: Vec<_> = document::entries().iter().filter(of_section).map(|entry| entry.parts().1).collect();
    if names.is_empty() {
        return "; `billhook config show --default` lists them".into();
    }
    format!("; [{section}] has {}", names.join(", "))
}
