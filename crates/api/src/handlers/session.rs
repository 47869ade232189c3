//! The session of the console: signing in, staying in, signing out.

mod create;
mod delete;
mod get;
mod password;
mod portal;
mod refresh;
mod view;

pub(crate) use self::create::*;
pub(crate) use self::delete::*;
pub(crate) use self::get::*;
pub(crate) use self::password::*;
pub(crate) use self::portal::*;
pub(crate) use self::refresh::*;
pub(crate) use self::view::{SessionView, read_view};
