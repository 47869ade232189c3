//! What is wrong with a filter.

/// One thing that is wrong with a filter, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{pointer}: {detail}")]
pub struct FilterError {
    /// A JSON pointer (RFC 6901) into the filter.
    pub pointer: String,
    /// What is wrong, and what would be right.
    pub detail: String,
}
