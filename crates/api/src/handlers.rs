//! The operations of the API: one folder per resource, one file per verb.

pub(crate) mod members;
