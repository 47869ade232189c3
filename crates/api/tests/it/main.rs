//! Stories of the API's foundation, over SQLite and a clock that moves only when told.
#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod accounts;
mod actions;
mod api;
mod apps;
mod audit;
mod bounds;
mod catalogue;
mod console;
mod deadlines;
mod deliveries;
mod documented;
mod event_schemas;
mod events;
mod export;
mod filters;
mod held_events;
mod hook_permissions;
mod hooks;
mod idempotency;
mod invitations;
mod machines;
mod matrix;
mod members;
mod operator;
mod people;
mod portal;
mod problems;
mod replays;
mod sessions;
mod settings;
mod shapes;
mod stats;
mod stream;
mod tokens;
mod world;
