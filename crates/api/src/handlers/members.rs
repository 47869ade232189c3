//! Members: who belongs to the tenant.

mod list;
mod view;

pub(crate) use self::list::*;
pub(crate) use self::view::UserView;
