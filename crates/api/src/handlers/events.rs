//! Events: what happened, posted by platforms.

mod accept;
mod cancel;
mod create;
mod create_batch;
mod get;
mod list;
mod matches;
mod posted;
mod traced;
mod view;

pub(crate) use self::cancel::*;
pub(crate) use self::create::*;
pub(crate) use self::create_batch::*;
pub(crate) use self::get::*;
pub(crate) use self::list::*;
pub(crate) use self::matches::*;
pub(crate) use self::posted::{Limits, MAX_SUBJECTS, PostedEvent};
pub(crate) use self::view::{EventHeadView, raw};
