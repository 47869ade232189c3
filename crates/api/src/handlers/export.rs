//! Everything that a tenant has, as lines of JSON: to keep, or to take elsewhere before the tenant is deleted.

mod collections;
mod get;
mod history;
mod lines;

pub(crate) use self::get::*;
