//! What commands print, where nobody reads it or it cannot be written.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs::File;
use std::io::{BufRead, BufReader, pipe};
use std::process::{Command, Output, Stdio};

const BILLHOOK: &str = env!("CARGO_BIN_EXE_billhook");

const COMMANDS: [&[&str]; 6] = [
    &["config", "show"],
    &["config", "show", "--default"],
    &["config", "check"],
    &["config", "reference"],
    &["openapi"],
    &["doctor"],
];

/// What the command prints goes there.
fn print_to(stdout: impl Into<Stdio>, arguments: &[&str]) -> Output {
    let data = tempfile::tempdir().unwrap();
    Command::new(BILLHOOK)
        .args(arguments)
        .env("BILLHOOK_DATA_DIR", data.path())
        .env("BILLHOOK_SERVER__LISTEN", "127.0.0.1:0")
        .stdout(stdout)
        .stderr(Stdio::piped())
        .spawn()
        .and_then(|child| child.wait_with_output())
        .unwrap()
}

/// A pipe whose reader is gone.
fn unread() -> Stdio {
    let (_, writer) = pipe().unwrap();
    writer.into()
}

#[test]
fn a_command_ends_well_where_nobody_reads_on() {
    for arguments in COMMANDS {
        let output = print_to(unread(), arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && said.is_empty(), "{arguments:?}: {said}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_command_whose_answer_is_lost_says_so() {
    for arguments in COMMANDS {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let output = print_to(full, arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
        assert!(said.starts_with("error: the answer cannot be written to stdout"), "{arguments:?}: {said}");
    }
}

#[test]
fn a_process_works_where_nobody_reads_its_address() {
    let data = tempfile::tempdir().unwrap();
    let mut child = Command::new(BILLHOOK)
        .args(["serve", "--listen", "127.0.0.1:0", "--data-dir"])
        .arg(data.path())
        .env("BILLHOOK_LOG__FILTER", "info")
        .env("BILLHOOK_LOG__FORMAT", "json")
        .stdout(unread())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut log = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
    assert!(log.any(|line| line.contains("where to click")), "it ended without a word");
    assert!(Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap().success());
    assert!(child.wait().unwrap().success());
}
