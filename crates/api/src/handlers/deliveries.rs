//! Deliveries: events on their way to hooks, with every attempt.

mod attempts;
mod cancel;
mod filter;
mod get;
mod list;
mod replay;
mod view;

pub(crate) use self::attempts::*;
pub(crate) use self::cancel::*;
pub(crate) use self::filter::DeliveryFilter;
pub(crate) use self::get::*;
pub(crate) use self::list::*;
pub(crate) use self::replay::*;
pub(crate) use self::view::{AttemptView, DeliveryView};
