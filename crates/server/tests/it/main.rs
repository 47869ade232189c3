//! Stories: a whole Billhook, a real receiver, a clock that moves when told, on both databases.

mod presets;
mod receivers;
mod retries;
mod signatures;
mod switched_off;
mod world;
