//! What a tenant sets for itself.

mod content;
mod get;
mod limits;
mod update;
mod view;

pub(crate) use self::get::*;
pub(crate) use self::limits::{LimitsPatch, LimitsView};
pub(crate) use self::update::*;
pub(crate) use self::view::SettingsView;
