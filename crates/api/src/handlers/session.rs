//! The session of the console: signing in, staying in, signing out, and the account that is signed in.

mod create;
mod delete;
mod get;
mod password;
mod portal;
mod refresh;
mod update;
mod view;

pub(crate) use self::create::*;
pub(crate) use self::delete::*;
pub(crate) use self::get::*;
pub(crate) use self::password::*;
pub(crate) use self::portal::*;
pub(crate) use self::refresh::*;
pub(crate) use self::update::*;
pub(crate) use self::view::{SessionView, read_view};
