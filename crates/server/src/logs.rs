//! Logs, through `tracing`, to stderr: stdout belongs to what a command answers.

use std::io::{IsTerminal, stderr};

use tracing_subscriber::fmt;

use crate::config::{Log, LogFormat};

/// Begins to log. Only the first call in a process counts.
pub(crate) fn start(log: &Log) {
    let lines = fmt().with_env_filter(log.filter.get()).with_writer(stderr);
    let is_human = match log.format {
        LogFormat::Auto => stderr().is_terminal(),
        LogFormat::Human => true,
        LogFormat::Json => false,
    };
    // Failing means that somebody else writes the logs already: a test.
    let _ = if is_human {
        lines.with_ansi(stderr().is_terminal()).try_init()
    } else {
        lines.json().flatten_event(true).try_init()
    };
}
