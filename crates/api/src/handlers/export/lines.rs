//! Lines of JSON, and where in a collection they end.

use serde::Serialize;

use crate::problem::Problem;

/// A line of the export: what it is, and as the API shows it.
#[derive(Serialize)]
struct Line<'a, T> {
    /// Not `kind`, which deliveries have of their own.
    record: &'a str,
    #[serde(flatten)]
    data: T,
}

/// Lines that are written one after another, and how many they are.
#[derive(Default)]
pub(super) struct Lines {
    pub(super) bytes: Vec<u8>,
    pub(super) count: u64,
}

impl Lines {
    /// Adds one thing of this kind, which must be an object.
    pub(super) fn add<T: Serialize>(&mut self, kind: &str, data: T) -> Result<(), Problem> {
        serde_json::to_writer(&mut self.bytes, &Line { record: kind, data }).map_err(|error| {
            tracing::error!(%error, kind, "something cannot be exported");
            Problem::internal()
        })?;
        self.bytes.push(b'\n');
        self.count += 1;
        Ok(())
    }
}

/// Where the walk through a collection stands: after this thing and, of what it has, after this number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) id: [u8; 16],
    pub(super) number: u32,
}

/// A part of a collection.
pub(super) struct Part {
    pub(super) lines: Lines,
    /// Where the next part begins; `None` after the last.
    pub(super) next: Option<Place>,
}
