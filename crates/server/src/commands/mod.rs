//! The commands, one file each: what it takes, and what it does. Each ends well or with a [`Failure`].

pub(crate) mod admin;
mod backup;
pub(crate) mod bench;
pub(crate) mod config;
pub(crate) mod doctor;
mod failure;
pub(crate) mod listen;
pub(crate) mod migrate;
pub(crate) mod openapi;
pub(crate) mod send;
pub(crate) mod serve;

pub(crate) use failure::Failure;

/// Runs a command's future on a runtime of its own. Threads that still wait for the database when it is over,
/// because that hangs, are not waited for.
pub(crate) fn block_on<T>(future: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::new(format!("no threads could be started: {error}")))?;
    let result = runtime.block_on(future);
    runtime.shutdown_background();
    result
}
