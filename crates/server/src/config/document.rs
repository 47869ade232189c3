//! `config.default.toml` as a document: its keys with what is written above them. Error messages, `config show`
//! and the reference page are made from it, so that each key is explained once.

use std::sync::LazyLock;

/// The default configuration, with its comments, as `billhook config show --default` prints it.
pub const DEFAULT: &str = include_str!("config.default.toml");

/// One key of the default configuration.
#[derive(Debug)]
pub(super) struct Entry {
    /// `section.key`, or the key alone if it stands above the sections.
    pub(super) key: String,
    /// What is written above it, in one line.
    pub(super) comment: String,
    pub(super) default: toml::Value,
}

impl Entry {
    /// The environment variable that sets it.
    pub(super) fn variable(&self) -> String {
        format!("BILLHOOK_{}", self.key.replace('.', "__").to_uppercase())
    }

    /// The section, if it is in one, and the name in it.
    pub(super) fn parts(&self) -> (Option<&str>, &str) {
        self.key.split_once('.').map_or((None, self.key.as_str()), |(section, name)| (Some(section), name))
    }
}

/// Every key, in the document's order.
pub(super) fn entries() -> &'static [Entry] {
    static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| parse(DEFAULT));
    &ENTRIES
}

/// The entry of a key.
pub(super) fn entry(key: &str) -> Option<&'static Entry> {
    entries().iter().find(|entry| entry.key == key)
}

/// Reads the document line by line: TOML's own parser forgets comments. Only what the document uses is known here:
/// sections of one level and values on one line.
#[expect(clippy::expect_used, reason = "the document is part of the binary, and a test reads it")]
fn parse(document: &str) -> Vec<Entry> {
    let (mut section, mut comment, mut entries) = (None, Vec::new(), Vec::new());
    for line in document.lines() {
        if let Some(text) = line.strip_prefix('#') {
            comment.push(text.trim());
        } else if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            section = Some(name);
        } else if let Some((name, _)) = line.split_once(" = ") {
            let mut table: toml::Table = line.parse().expect("each value stands on one line");
            let key = section.map_or(name.to_owned(), |section| format!("{section}.{name}"));
            let default = table.remove(name).expect("the line sets this name");
            entries.push(Entry { key, comment: comment.join(" "), default });
        }
        // A comment belongs to the line below it.
        if !line.starts_with('#') {
            comment.clear();
        }
    }
    entries
}

/// The reference page of the documentation, in Markdown.
pub fn reference() -> String {
    let mut page = String::from(REFERENCE_HEAD);
    let mut section = None;
    for entry in entries() {
        let (of, name) = entry.parts();
        if of != section {
            page += &format!("\n## {}\n", of.unwrap_or_default());
            section = of;
        }
        let (comment, default, variable) = (&entry.comment, &entry.default, entry.variable());
        page += &format!("\n### {name}\n\n{comment}\n\nDefault `{default}`. Environment `{variable}`.\n");
    }
    page
}

const REFERENCE_HEAD: &str = "\
# Configuration

Written by `make generate` from `crates/server/src/config/config.default.toml`.

Later sources win: the defaults, the file given by `--config`, the environment, flags. Lists are separated by commas in
the environment, where an empty variable counts as not set. `billhook config show` prints what is in force and where
it comes from; `billhook config check` says whether it is valid. An unknown key is an error.
";
