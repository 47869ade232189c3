//! What deliveries come to over time.

mod get;
mod span;
mod view;

pub(crate) use self::get::get_stats;
