//! The operator at the console: a token of theirs, kept in a cookie that no script can read.

mod create;
mod delete;
mod get;
mod view;

pub(crate) use self::create::*;
pub(crate) use self::delete::*;
pub(crate) use self::get::*;
