//! Billhook's HTTP API, and the door to the console: turns requests into rows.
//!
//! Every URL is in `routes`, every operation in `handlers/<resource>/<verb>.rs`, every way to fail in
//! [`problem`]. Nothing here sends a delivery: what is committed is picked up by the jobs, which this crate
//! never sees.

mod account;
mod app;
mod authentication;
mod bounds;
mod branding;
mod changes;
pub mod checks;
mod client_address;
mod console;
mod credentials;
mod envelope;
pub mod extract;
mod fallback;
mod figures;
mod handlers;
pub mod idempotency;
mod json_text;
mod live;
mod masking;
mod openapi;
mod operator;
pub mod operator_tokens;
pub mod page;
pub mod principal;
pub mod problem;
mod rate_limit;
mod routes;
mod schema;
pub mod setup;
mod single_headers;
pub mod state;
mod turns;

pub use self::branding::{Branding, Colour, Logo, ParseColourError};
pub use actix_web::dev::ServerHandle;
pub use app::{ServerOptions, Shared, app, serve};
pub use openapi::{openapi, openapi_json};
pub use state::{ApiConfig, ApiParts, ApiState, LookUp, ReadyProbe};
