//! Deadlines: what has to follow an event within a time, and what is emitted if it doesn't.

mod content;
mod create;
mod delete;
mod get;
mod list;
mod timers;
mod update;
mod view;

pub(crate) use self::create::*;
pub(crate) use self::delete::*;
pub(crate) use self::get::*;
pub(crate) use self::list::*;
pub(crate) use self::timers::*;
pub(crate) use self::update::*;
pub(crate) use self::view::DeadlineView;
