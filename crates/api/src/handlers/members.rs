//! Members: who belongs to the tenant.

mod list;
mod view;

pub(crate) use self::list::*;
