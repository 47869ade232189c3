//! One's own membership of a tenant.

mod delete;

pub(crate) use self::delete::*;
