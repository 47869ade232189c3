//! The binary `billhook`: its commands, its configuration, and the one place where everything is joined.

pub mod app;
pub mod branding;
mod cli;
mod commands;
pub mod config;
mod data_dir;
mod database;
mod gauges;
mod key_watch;
mod latecomers;
mod lock;
mod logs;
pub mod mail;
pub mod master_key;
mod memory;
pub mod receiver;
mod stdout;
mod telemetry;
mod timekeeper;
pub mod traces;

pub use cli::run;
