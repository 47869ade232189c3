//! A person's sessions: where they are signed in.

mod delete;
mod list;

pub(crate) use self::delete::*;
pub(crate) use self::list::*;
