//! The rows of hooks, actions, event types, events and deliveries, on both databases.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a panic is how a test fails")]

mod actions;
mod apps;
mod beforehand;
mod bench_history;
mod deliveries;
mod delivery_path;
mod event_schemas;
mod event_types;
mod events;
mod fixture;
mod handover;
mod hook_secrets;
mod hooks;
mod live;
mod missed_periods;
mod operator;
mod owners;
mod put_off;
mod races;
mod replays;
mod retention;
mod stats;
mod timers;
