//! Replays of many deliveries: counted first, then made by a background job.

mod cancel;
mod content;
mod count;
mod create;
mod get;
mod list;
mod view;

pub(crate) use self::cancel::*;
pub(crate) use self::count::*;
pub(crate) use self::create::*;
pub(crate) use self::get::*;
pub(crate) use self::list::*;
pub(crate) use self::view::ReplayView;
