//! The first start: whether the installation waits to be set up, and setting it up.

mod create;
mod get;

pub(crate) use self::create::*;
pub(crate) use self::get::*;
