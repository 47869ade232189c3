//! Signals to processes, by the program `kill`: the workspace forbids the unsafe code of a system call.

use std::process::{Command, Stdio};

/// What is done to a process.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Signal {
    /// It is gone at once.
    Kill,
    /// It is asked to end.
    Terminate,
    /// It stands still.
    Stop,
    /// It goes on.
    Continue,
}

/// Sends `signal` to each of these processes; those that have gone meanwhile are passed over.
pub(crate) fn send(signal: Signal, pids: &[u32]) {
    let name = match signal {
        Signal::Kill => "-KILL",
        Signal::Terminate => "-TERM",
        Signal::Stop => "-STOP",
        Signal::Continue => "-CONT",
    };
    for pid in pids {
        let _ = Command::new("kill").args([name, &pid.to_string()]).stderr(Stdio::null()).status();
    }
}
