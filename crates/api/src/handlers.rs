//! The operations of the API: one folder per resource, one file per verb.

pub(crate) mod health;
pub(crate) mod members;
pub(crate) mod reference;
pub(crate) mod session;
pub(crate) mod setup;
pub(crate) mod tokens;
