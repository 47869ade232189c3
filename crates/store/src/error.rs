//! What can go wrong between us and the database.

use diesel::result::{DatabaseErrorKind, Error as DieselError};

use crate::health::first_line;

/// A statement, a transaction or a row went wrong.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database cannot be reached, has no room, or is shutting down. Worth another try.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// Somebody else was in the way. Worth another try at once.
    #[error("somebody else was in the way: {0}")]
    Contended(String),
    /// Another row already has this value; the text names the constraint (or, on SQLite, its columns).
    #[error("already taken: {0}")]
    Taken(String),
    /// A row does not say anything that this program could have written.
    #[error("a row cannot be read: {0}")]
    Corrupt(String),
    /// The work panicked: a fault of this program.
    #[error("database work panicked: {0}")]
    Panicked(String),
    /// A text has the character U+0000, which Postgres cannot keep.
    #[error("a text has the character U+0000")]
    NulInText,
    /// The database keeps texts in an encoding that lacks characters.
    #[error(
        "the database keeps texts in {0}, which lacks characters that are posted: make another by \
         `create database … template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'`, and restore a dump of this one into it if it \
         holds anything"
    )]
    NotUtf8(String),
    /// The statement failed for another reason.
    #[error(transparent)]
    Statement(DieselError),
}

impl StoreError {
    /// A row whose column does not read as what it should be.
    pub fn corrupt(column: &str, why: impl std::fmt::Display) -> Self {
        Self::Corrupt(format!("{column}: {why}"))
    }

    /// True if the same call may succeed later without anyone changing anything.
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Unavailable(_) | Self::Contended(_))
    }

    /// True if the same transaction, run once more, meets another state of affairs: whoever was in the way has
    /// committed by now, and what they wrote is there to be found.
    pub(crate) fn was_a_race(&self) -> bool {
        matches!(self, Self::Contended(_) | Self::Taken(_))
    }

    /// Logs what could not be done because of this. That the database is away is logged by its handle, once: what
    /// fails for that reason is logged only for those who want to know everything.
    pub fn log(&self, what: &str) {
        if self.is_transient() {
            tracing::debug!(error = %self, "{what}");
        } else {
            tracing::error!(error = %self, "{what}");
        }
    }
}

impl From<DieselError> for StoreError {
    fn from(error: DieselError) -> Self {
        let taken = matches!(error, DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, _));
        if !taken {
            metrics::counter!("billhook_database_errors_total").increment(1);
        }
        let told = || first_line(&error.to_string()).to_owned();
        match trouble(&error) {
            Some(Trouble::Contended) => return Self::Contended(told()),
            Some(Trouble::Lost | Trouble::Away | Trouble::ReadOnly) => return Self::Unavailable(told()),
            None => {}
        }
        match error {
            DieselError::DatabaseError(_, info) if info.message().contains(NUL_IN_TEXT) => Self::NulInText,
            DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, info) => Self::Taken(
                info.constraint_name().map_or_else(|| info.message().to_owned(), ToOwned::to_owned),
            ),
            other => Self::Statement(other),
        }
    }
}

/// What Postgres says of U+0000 in a text, which it cannot keep and SQLite can.
const NUL_IN_TEXT: &str = "invalid byte sequence for encoding \"UTF8\": 0x00";

/// Why a statement failed that may succeed later without anyone changing anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// The connection is of no further use.
    Lost,
    /// The connection stands, but the database cannot work: it has no room.
    Away,
    /// It takes no writes: a standby, or set to be read only. A connection keeps what was set when it was
    /// made, so a new one is needed to find out when that is over.
    ReadOnly,
    /// Somebody else was in the way.
    Contended,
}

/// What neither driver tells by a kind of its own, it tells as a plain message. Postgres speaks the language
/// of its `lc_messages`, which each connection sets to English where it may.
const SIGNS: &[(&str, Trouble)] = &[
    ("server closed the connection", Trouble::Lost),
    ("terminating connection", Trouble::Lost),
    ("no connection to the server", Trouble::Lost),
    ("could not receive data from server", Trouble::Lost),
    ("could not send data to server", Trouble::Lost),
    ("SSL connection has been closed", Trouble::Lost),
    ("SSL SYSCALL error", Trouble::Lost),
    ("the database system is", Trouble::Lost),
    ("connection to server", Trouble::Lost),
    ("database or disk is full", Trouble::Away),
    ("disk I/O error", Trouble::Away),
    ("unable to open database file", Trouble::Away),
    ("attempt to write a readonly database", Trouble::Away),
    ("No space left on device", Trouble::Away),
    ("could not extend file", Trouble::Away),
    ("could not write", Trouble::Away),
    ("could not fsync", Trouble::Away),
    ("in a read-only transaction", Trouble::ReadOnly),
    ("database is locked", Trouble::Contended),
    ("deadlock detected", Trouble::Contended),
    ("could not serialize access", Trouble::Contended),
    ("due to statement timeout", Trouble::Contended),
    ("due to lock timeout", Trouble::Contended),
];

/// What kind of trouble this is, if it is one that passes.
pub(crate) fn trouble(error: &DieselError) -> Option<Trouble> {
    match error {
        DieselError::DatabaseError(
            DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::UnableToSendCommand,
            _,
        )
        | DieselError::BrokenTransactionManager => Some(Trouble::Lost),
        DieselError::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => Some(Trouble::Contended),
        DieselError::DatabaseError(DatabaseErrorKind::ReadOnlyTransaction, _) => Some(Trouble::ReadOnly),
        DieselError::DatabaseError(_, info) => {
            let message = info.message();
            SIGNS.iter().find(|(sign, _)| message.contains(sign)).map(|(_, trouble)| *trouble)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failed(message: &str) -> DieselError {
        DieselError::DatabaseError(DatabaseErrorKind::Unknown, Box::new(message.to_owned()))
    }

    #[test]
    fn troubles_that_pass_are_told_from_faults() {
        for (message, expected) in [
            ("server closed the connection unexpectedly\n\tThis probably means", Some(Trouble::Lost)),
            ("could not extend file \"base/5/16400\": No space left on device", Some(Trouble::Away)),
            ("canceling statement due to statement timeout", Some(Trouble::Contended)),
            ("column \"x\" does not exist", None),
        ] {
            assert_eq!(trouble(&failed(message)), expected, "{message}");
            assert_eq!(StoreError::from(failed(message)).is_transient(), expected.is_some(), "{message}");
        }
    }

    #[test]
    fn an_outage_is_told_in_one_line() {
        let error =
            StoreError::from(failed("server closed the connection unexpectedly\n\tThis probably means"));
        assert_eq!(
            error.to_string(),
            "the database is not available: server closed the connection unexpectedly"
        );
    }
}
