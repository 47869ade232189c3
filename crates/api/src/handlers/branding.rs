//! How the console is called and looks for a tenant: set by who may change its settings, or by the operator.

mod content;
mod get;
mod of_tenant;
mod update;
mod view;

pub(crate) use self::get::*;
pub(crate) use self::of_tenant::*;
pub(crate) use self::update::*;
pub(crate) use self::view::BrandingView;
