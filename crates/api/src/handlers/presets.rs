//! Presets: ready-made wire forms, policies and catalogues.

mod get;
mod import;
mod list;
mod view;

pub(crate) use self::get::*;
pub(crate) use self::import::*;
pub(crate) use self::list::*;
