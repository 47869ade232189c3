//! What is new, as it happens.

mod open;

pub(crate) use self::open::*;
