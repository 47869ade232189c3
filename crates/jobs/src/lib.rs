//! Turns rows into requests and mails: every worker is an apalis worker over Billhook's own rows.
//!
//! One delivery's way: `dispatcher` claims it, `deliver` renders, signs and sends it and asks
//! `billhook_core::delivery::decide` what follows, `recorder` writes that down. The API is never called from here:
//! the two meet in the database, and in `Wake`.

mod background;
mod deliver;
mod dispatcher;
mod duties;
mod figures;
mod http;
mod lanes;
pub mod mail;
mod queue;
mod ready_hook;
mod recorder;
mod runtime;
mod sendable;
mod supervision;
mod timers;

pub use dispatcher::DispatchLimits;
pub use duties::{Office, Retention};
pub use http::{ClientLimits, Resolver};
pub use runtime::{JobsConfig, Runtime};
