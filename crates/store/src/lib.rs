//! Billhook's rows: the only crate that knows Diesel and SQL.
//!
//! The module is the noun and the function the verb: `hooks::find`, `due_deliveries::claim`. `find` gives an
//! `Option`, `get` an error, `list` a page. Every query takes the tenant right after the connection; the few that
//! span tenants take [`SystemScope`] in its place, those that the operator asks an
//! [`OperatorScope`](operator_tokens::OperatorScope).

pub mod actions;
pub mod any_connection;
pub mod apps;
pub mod attempts;
pub mod audit;
pub mod backup;
pub mod bell;
mod column;
mod cut;
pub mod db;
pub mod deactivation;
pub mod deadlines;
pub mod deliveries;
mod dialect;
pub mod due_deliveries;
pub mod error;
pub mod event_schemas;
pub mod event_types;
pub mod events;
pub mod founding;
mod granted;
pub mod grouped;
pub mod handover;
mod health;
pub mod held_events;
mod hook_health;
pub mod hook_secrets;
pub mod hooks;
pub mod idempotency;
pub mod ingest;
pub mod invitations;
pub mod jobs;
pub mod key_lock;
pub mod lanes;
mod leases;
pub mod live;
mod looking;
pub mod mails;
pub mod members;
pub mod migrate;
pub mod names;
pub mod operator_sessions;
pub mod operator_tokens;
pub mod owners;
mod pace;
pub mod password_resets;
pub mod past;
mod pool;
pub mod portal;
pub mod portions;
pub mod put_off;
pub mod record;
pub mod replays;
pub mod retention;
pub mod room;
mod routing;
pub mod schema;
pub mod sending;
pub mod sessions;
pub mod settings;
pub mod sign_ins;
pub mod stats;
pub mod tenants;
#[cfg(feature = "testing")]
pub mod testing;
pub mod tokens;
pub mod users;
pub mod wake;
mod writer;

pub use any_connection::{AnyConnection, DatabaseUrl};
pub use db::Db;
pub use error::StoreError;
pub use looking::{Found, MOST_LOOKED_AT};

/// Stands where a tenant would: the query spans tenants. The API may not say this word.
#[derive(Clone, Copy, Debug)]
pub struct SystemScope;
