//! `billhook serve`, `api` and `jobs`: a process at work until it is told to stop.

use std::sync::Arc;

use billhook_core::clock::FollowingClock;
use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::app::{App, Role};
use crate::commands::{self, Failure};
use crate::config::{Config, ServeFlags};
use crate::{lock, logs, memory, stdout};

pub(crate) fn run(flags: ServeFlags, role: Role) -> Result<(), Failure> {
    let config = flags.load()?;
    logs::start(&config.log);
    take_descriptors();
    commands::block_on(work(config, role))
}

/// As many files as deploy/systemd gives a process, connections included.
const ENOUGH_DESCRIPTORS: u64 = 65_536;
/// With fewer than that a few hundred receivers can use them up.
const FEW_DESCRIPTORS: u64 = 4_096;

/// Asks for the files that this process may have open: many systems give it a thousand unless it does.
fn take_descriptors() {
    match rlimit::increase_nofile_limit(ENOUGH_DESCRIPTORS) {
        Ok(limit) if limit < FEW_DESCRIPTORS => tracing::warn!(
            limit,
            "few files may be open at once, connections included: raise the system's limit (`ulimit -Hn`, LimitNOFILE=)"
        ),
        Ok(limit) => tracing::debug!(limit, "files that may be open at once"),
        Err(error) => tracing::warn!(%error, "how many files may be open could not be raised"),
    }
}

async fn work(config: Config, role: Role) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::new(format!("signals cannot be received: {error}"));
    let mut terminate = signal(SignalKind::terminate()).map_err(failed)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(failed)?;
    let _lock = lock::hold(&config, role.command())?;
    let start = App::start(&config, role, Arc::new(FollowingClock::default()));
    let app = tokio::select! {
        app = start => app.map_err(|error| Failure::new(error.to_string()))?,
        () = either(&mut terminate, &mut interrupt) => {
            tracing::info!("stopped before it had started");
            return Ok(());
        }
    };
    announce(&config, &app, role);
    tokio::spawn(memory::give_back());
    let ended = tokio::select! {
        () = either(&mut terminate, &mut interrupt) => Ok(()),
        () = app.key_changed() => Err(Failure::new(KEY_CHANGED)),
    };
    tracing::info!("stopping");
    app.stop(config.shutdown_timeout()).await;
    tracing::info!("stopped");
    ended
}

const KEY_CHANGED: &str = "the master key was changed while this process had lost the database: give it the new \
                            master.key and start it again";

async fn either(one: &mut Signal, other: &mut Signal) {
    tokio::select! {
        _ = one.recv() => {}
        _ = other.recv() => {}
    }
}

/// Says where to click: on stdout, for people and for scripts.
fn announce(config: &Config, app: &App, role: Role) {
    let address = app.address;
    let base = match &config.server.public_url {
        Some(url) => url.get().as_str().trim_end_matches('/').to_owned(),
        None => format!("http://{address}"),
    };
    tracing::info!(%address, database = %app.db.url(), role = ?role, "started");
    let mut text = match role {
        Role::Jobs => format!("Billhook sends; health and metrics are at {base}\n"),
        Role::Serve | Role::Api => format!("Billhook is at {base}\n"),
    };
    if let Some(token) = &app.setup_token {
        text += &format!("Set it up here (the link works once): {base}/setup?token={token}\n");
    }
    // Its work does not depend on who reads that.
    if let Err(error) = stdout::write(&text) {
        tracing::warn!(%error, "where to click could not be said on stdout");
    }
}
