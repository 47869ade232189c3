//! Billhook's HTTP API, and the door to the console: turns requests into rows.
//!
//! Every URL is in [`routes`], every operation in `handlers/<resource>/<verb>.rs`, every way to fail in
//! [`problem`]. Nothing here sends a delivery: what is committed is picked up by the jobs, which this crate
//! never sees.

mod address;
mod authentication;
mod credentials;
pub mod extract;
mod handlers;
pub mod idempotency;
mod limits;
pub mod page;
pub mod principal;
pub mod problem;
mod routes;
pub mod state;

pub use state::{ApiConfig, ApiParts, ApiState};
