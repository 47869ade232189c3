//! What a tenant sets for itself.

mod content;
mod get;
mod update;
mod view;

pub(crate) use self::get::*;
pub(crate) use self::update::*;
