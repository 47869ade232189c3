//! The way back to an account whose password is lost.

mod confirm;
mod create;
mod lookup;

pub(crate) use self::confirm::*;
pub(crate) use self::create::*;
pub(crate) use self::lookup::*;
