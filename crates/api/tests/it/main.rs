//! Stories of the API's foundation, over SQLite and a clock that moves only when told.

mod api;
mod console;
mod idempotency;
mod machines;
mod problems;
mod sessions;
mod tokens;
