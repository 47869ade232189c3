//! Stories of the API's foundation, over SQLite and a clock that moves only when told.

mod actions;
mod api;
mod catalogue;
mod console;
mod deliveries;
mod documented;
mod events;
mod hooks;
mod idempotency;
mod machines;
mod problems;
mod sessions;
mod shapes;
mod tokens;
mod world;
