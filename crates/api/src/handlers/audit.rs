//! The audit log: who did what to what. It is read here; what does something writes its own entry.

mod csv;
mod export;
mod list;
mod query;
mod view;

pub(crate) use self::export::*;
pub(crate) use self::list::*;
pub(crate) use self::view::EntryView;
