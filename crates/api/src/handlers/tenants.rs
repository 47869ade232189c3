//! Tenants, for the operator.

mod content;
mod create;
mod delete;
mod get;
mod hooks;
mod link;
mod list;
mod update;
mod view;

pub(crate) use self::create::*;
pub(crate) use self::delete::*;
pub(crate) use self::get::*;
pub(crate) use self::hooks::*;
pub(crate) use self::link::*;
pub(crate) use self::list::*;
pub(crate) use self::update::*;
