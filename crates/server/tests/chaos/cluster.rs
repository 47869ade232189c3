//! A Postgres of its own, which can be killed, frozen and started again.

use std::fs;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::signal::{self, Signal};

/// The cluster; it ends when this is dropped.
pub(crate) struct Cluster {
    folder: PathBuf,
    binaries: PathBuf,
    /// Postgres refuses to run as root: whose it is instead.
    user: Option<String>,
}

/// How a server is stopped.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Stop {
    /// Transactions are rolled back, and what is in memory is written.
    Fast,
    /// As if it crashed.
    Immediate,
}

impl Cluster {
    /// Makes and starts it in this folder. It syncs, as in production.
    pub(crate) fn make(folder: &Path) -> Self {
        let cluster = Self { folder: folder.to_owned(), binaries: binaries(), user: user() };
        if let Some(user) = &cluster.user {
            assert!(Command::new("chown").arg(user).arg(folder).status().unwrap().success());
        }
        let made = cluster
            .program("initdb")
            .args([
                "--username",
                "billhook",
                "--auth",
                "trust",
                "--encoding",
                "UTF8",
                "--no-locale",
                "--no-sync",
            ])
            .stdout(Stdio::null())
            .status()
            .unwrap();
        assert!(made.success(), "initdb failed");
        assert!(cluster.start(), "Postgres does not start");
        cluster
    }

    pub(crate) fn url(&self) -> String {
        format!("postgres:///postgres?host={}&user=billhook&connect_timeout=5", self.folder.display())
    }

    /// Starts it unless it runs, and waits until it has recovered. False if it doesn't.
    pub(crate) fn start(&self) -> bool {
        let settings = format!(
            "-c listen_addresses= -c unix_socket_directories={} -c max_connections=200",
            self.folder.display()
        );
        let started = self
            .pg_ctl()
            .args(["--silent", "--wait", "--timeout", "60", "--options", &settings, "--log"])
            .arg(self.folder.join("postgres.log"))
            .arg("start")
            .status();
        started.is_ok_and(|status| status.success())
    }

    /// True if somebody is there to be connected to. A process id says less: that of a killed one stays taken
    /// until its parent has looked at it.
    pub(crate) fn listens(&self) -> bool {
        UnixStream::connect(self.folder.join(".s.PGSQL.5432")).is_ok()
    }

    pub(crate) fn stop(&self, how: Stop) {
        let mode = match how {
            Stop::Fast => "fast",
            Stop::Immediate => "immediate",
        };
        let _ = self.pg_ctl().args(["--silent", "--wait", "--mode", mode, "stop"]).status();
    }

    /// To every process of it.
    pub(crate) fn signal(&self, signal: Signal) {
        signal::send(signal, &self.pids());
    }

    /// Ends the connection of every client, but not the server.
    pub(crate) fn drop_connections(&self) {
        let pids: Vec<u32> = self.pids().into_iter().skip(1).filter(|pid| is_backend(*pid)).collect();
        signal::send(Signal::Terminate, &pids);
    }

    /// The postmaster, and then its children.
    fn pids(&self) -> Vec<u32> {
        let file = fs::read_to_string(self.folder.join("data/postmaster.pid")).unwrap_or_default();
        let Some(postmaster) = file.lines().next().and_then(|line| line.parse().ok()) else {
            return Vec::new();
        };
        let children = Command::new("ps").args(["-o", "pid=", "--ppid", &format!("{postmaster}")]).output();
        let children = children.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
        let children = children.unwrap_or_default();
        std::iter::once(postmaster)
            .chain(children.split_whitespace().filter_map(|pid| pid.parse().ok()))
            .collect()
    }

    fn pg_ctl(&self) -> Command {
        let mut command = self.program("pg_ctl");
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// A program of Postgres over this cluster's data, as its user.
    fn program(&self, name: &str) -> Command {
        let binary = self.binaries.join(name);
        let mut command = match &self.user {
            None => Command::new(binary),
            Some(user) => {
                let mut command = Command::new("setpriv");
                command.args(["--reuid", user, "--regid", user, "--clear-groups"]).arg(binary);
                command
            }
        };
        command.arg("--pgdata").arg(self.folder.join("data")).current_dir("/").stdin(Stdio::null());
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.signal(Signal::Continue);
        self.stop(Stop::Immediate);
    }
}

/// True if this process serves a client: its title says `postgres: user database …`.
fn is_backend(pid: u32) -> bool {
    fs::read(format!("/proc/{pid}/cmdline"))
        .is_ok_and(|title| String::from_utf8_lossy(&title).starts_with("postgres: billhook "))
}

fn binaries() -> PathBuf {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scripts/with-postgres");
    let output = Command::new(script).arg("--find").output().unwrap();
    assert!(output.status.success(), "no Postgres server found: run scripts/require postgres");
    String::from_utf8(output.stdout).unwrap().trim().into()
}

fn user() -> Option<String> {
    let said = |program: &str, arguments: &[&str]| {
        let output = Command::new(program).args(arguments).stderr(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let is_root = said("id", &["-u"]).as_deref() == Some("0");
    let name = if said("id", &["-u", "postgres"]).is_some() { "postgres" } else { "nobody" };
    is_root.then(|| name.to_owned())
}
