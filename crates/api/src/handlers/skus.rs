//! SKUs: the items sold inside of an app.

mod create;
mod delete;
mod get;
mod list;
mod update;
mod view;

pub(crate) use self::create::*;
pub(crate) use self::delete::*;
pub(crate) use self::get::*;
pub(crate) use self::list::*;
pub(crate) use self::update::*;
pub(crate) use self::view::SkuView;
