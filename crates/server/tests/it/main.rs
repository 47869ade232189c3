//! Stories: a whole Billhook, a real receiver, a clock that moves when told, on both databases.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod deadlines;
mod deleting;
mod draining;
mod golden;
mod held;
mod lists;
mod mail_server;
mod mails;
mod neighbours;
mod outages;
mod owners;
mod people;
mod presets;
mod receivers;
mod replays;
mod retries;
mod signatures;
mod switched_off;
mod traces;
mod world;
