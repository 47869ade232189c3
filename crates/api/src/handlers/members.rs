//! Members: who belongs to the tenant, and what they may do.

mod change;
mod content;
mod delete;
mod get;
mod list;
mod preview;
mod update;
mod view;

pub(crate) use self::change::take_out;
pub(crate) use self::delete::*;
pub(crate) use self::get::*;
pub(crate) use self::list::*;
pub(crate) use self::preview::*;
pub(crate) use self::update::*;
pub(crate) use self::view::{MemberView, UserView};
