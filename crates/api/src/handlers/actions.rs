//! Actions: which events a hook gets.

mod content;
mod create;
mod delete;
mod list;
mod update;
mod view;

pub(crate) use self::content::{NewAction, checked_filter, checked_rules};
pub(crate) use self::create::*;
pub(crate) use self::delete::*;
pub(crate) use self::list::*;
pub(crate) use self::update::*;
pub(crate) use self::view::ActionView;
