//! Apps: the tenant's products.

mod bound;
mod content;
mod create;
mod delete;
mod get;
mod list;
mod update;
mod view;

pub(crate) use self::bound::{require_apps, require_unbound};
pub(crate) use self::content::{Keyed, Renamed, check_key, checked, checked_name, recorded, taken};
pub(crate) use self::create::*;
pub(crate) use self::delete::*;
pub(crate) use self::get::*;
pub(crate) use self::list::*;
pub(crate) use self::update::*;
pub(crate) use self::view::AppView;
