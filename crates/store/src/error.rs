//! What can go wrong between us and the database.

use diesel::result::{DatabaseErrorKind, Error as DieselError};

/// A statement, a transaction or a row went wrong.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database cannot be reached, has no room, or is shutting down. Worth another try.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// Another row already has this value; the text names the constraint (or, on SQLite, its columns).
    #[error("already taken: {0}")]
    Taken(String),
    /// A row does not say anything that this program could have written.
    #[error("a row cannot be read: {0}")]
    Corrupt(String),
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
        matches!(self, Self::Unavailable(_))
    }
}

impl From<DieselError> for StoreError {
    fn from(error: DieselError) -> Self {
        let taken = matches!(error, DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, _));
        if !taken {
            metrics::counter!("billhook_database_errors_total").increment(1);
        }
        match error {
            DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, info) => Self::Taken(
                info.constraint_name().map_or_else(|| info.message().to_owned(), ToOwned::to_owned),
            ),
            DieselError::DatabaseError(DatabaseErrorKind::ClosedConnection, info) => {
                Self::Unavailable(info.message().to_owned())
            }
            DieselError::DatabaseError(_, ref info) if is_outage(info.message()) => {
                Self::Unavailable(info.message().to_owned())
            }
            DieselError::BrokenTransactionManager => Self::Unavailable("the connection was lost".into()),
            other => Self::Statement(other),
        }
    }
}

/// Outages come as plain messages from both drivers: a full disk, a server that goes down, a lock held too long.
fn is_outage(message: &str) -> bool {
    const SIGNS: [&str; 15] = [
        "database or disk is full",
        "disk I/O error",
        "database is locked",
        "deadlock detected",
        "unable to open database file",
        "No space left on device",
        "could not extend file",
        "server closed the connection",
        "terminating connection",
        "the database system is",
        "connection to server",
        "could not receive data from server",
        "could not send data to server",
        "no connection to the server",
        "SSL connection has been closed",
    ];
    SIGNS.iter().any(|sign| message.contains(sign))
}
