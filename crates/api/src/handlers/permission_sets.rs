//! Ready-made sets of permissions.

mod list;

pub(crate) use self::list::*;
