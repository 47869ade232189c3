//! Tokens: what programs use the API with.

mod create;
mod delete;
mod list;
mod view;

pub(crate) use self::create::*;
pub(crate) use self::delete::*;
pub(crate) use self::list::*;
pub(crate) use self::view::TokenView;
