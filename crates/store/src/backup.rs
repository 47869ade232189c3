//! A copy of an embedded database while it is being written to.
//!
//! Only SQLite's: a Postgres is backed up by its own tools (docs/guides/backup.md).

use std::path::Path;

use diesel::prelude::*;
use diesel::sql_types::Text;

use crate::SystemScope;
use crate::any_connection::AnyConnection;
use crate::error::StoreError;

/// What came of asking for a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copied {
    /// The file is whole, and as the database was at one instant.
    Whole,
    /// This is a Postgres: nothing was done.
    NotEmbedded,
}

/// Copies the database to `file`, which must not exist or be empty. Writers go on meanwhile; the copy is of
/// the instant at which this began, and has no free pages.
pub fn copy_to(connection: &mut AnyConnection, _: SystemScope, file: &Path) -> Result<Copied, StoreError> {
    match connection {
        AnyConnection::Postgres(_) => Ok(Copied::NotEmbedded),
        AnyConnection::Sqlite(c) => {
            diesel::sql_query("vacuum into ?").bind::<Text, _>(file.to_string_lossy()).execute(c)?;
            Ok(Copied::Whole)
        }
    }
}
