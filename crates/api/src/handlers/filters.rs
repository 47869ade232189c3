//! Filters, to be tried out before an action gets them.

mod check;

pub(crate) use self::check::*;
