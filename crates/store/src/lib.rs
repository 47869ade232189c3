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
pub mod bench_history;
mod body_dedup;
mod bounded_scan;
mod column;
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
mod grant_patterns;
pub mod grouped;
pub mod handover;
mod health;
pub mod held_events;
mod hook_health;
pub mod hook_secrets;
pub mod hooks;
pub mod idempotency;
pub mod ingest;
pub mod ingest_memory;
pub mod invitations;
pub mod jobs;
pub mod key_lock;
pub mod lanes;
mod leases;
pub mod live;
pub mod mails;
pub mod members;
pub mod migrate;
pub mod missed_periods;
pub mod names;
pub mod operator_sessions;
pub mod operator_tokens;
pub mod owners;
pub mod password_resets;
mod pool;
pub mod portal;
pub mod portions;
mod posting_rate;
pub mod provisioning;
pub mod put_off;
pub mod record;
pub mod replays;
pub mod retention;
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
pub use bounded_scan::{MAX_SCANNED, Scanned};
pub use db::Db;
pub use error::StoreError;

/// Stands where a tenant would: the query spans tenants. The API may not say this word.
#[derive(Clone, Copy, Debug)]
pub struct SystemScope;
