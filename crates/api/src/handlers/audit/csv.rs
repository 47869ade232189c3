//! Entries as lines of CSV (RFC 4180) that a spreadsheet may open.

use std::borrow::Cow;

use csv::{Terminator, WriterBuilder};

use super::view::EntryView;

/// The names of the columns.
pub(super) const HEAD: [&str; 12] = [
    "id",
    "created_at",
    "actor_kind",
    "actor_id",
    "actor_name",
    "address",
    "operation",
    "subject_kind",
    "subject_id",
    "subject_name",
    "before",
    "after",
];

/// One line for each entry.
pub(super) fn lines(entries: &[EntryView]) -> Result<Vec<u8>, csv::Error> {
    write(entries.iter().map(cells))
}

/// The line of the columns' names.
pub(super) fn head() -> Result<Vec<u8>, csv::Error> {
    write(std::iter::once(HEAD.map(|name| name.to_owned())))
}

fn write(rows: impl Iterator<Item = [String; 12]>) -> Result<Vec<u8>, csv::Error> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.iter().map(|cell| harmless(cell).into_owned()))?;
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

fn cells(entry: &EntryView) -> [String; 12] {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let json = |json: &Option<Box<serde_json::value::RawValue>>| {
        json.as_ref().map(|json| json.get().to_owned()).unwrap_or_default()
    };
    let kind = serde_json::to_value(entry.actor.kind).ok();
    [
        entry.id.to_string(),
        entry.created_at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true),
        kind.as_ref().and_then(|kind| kind.as_str()).unwrap_or_default().to_owned(),
        text(&entry.actor.id),
        entry.actor.name.clone(),
        text(&entry.actor.address),
        entry.operation.clone(),
        entry.subject.kind.clone(),
        entry.subject.id.clone(),
        entry.subject.name.clone(),
        json(&entry.before),
        json(&entry.after),
    ]
}

/// A cell that no spreadsheet takes for a formula (OWASP, CSV injection).
fn harmless(cell: &str) -> Cow<'_, str> {
    match cell.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') => Cow::Owned(format!("'{cell}")),
        _ => Cow::Borrowed(cell),
    }
}
