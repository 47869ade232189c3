//! One process of Billhook under a supervisor that starts it again whenever it ends, as systemd would.

use std::fs::{self, OpenOptions};
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use parking_lot::Mutex;
use tokio::time::{Instant, sleep, sleep_until};

use crate::journal::Journal;
use crate::signal::{self, Signal};

/// How long the supervisor waits after a process that could not start.
const RESTART: Duration = Duration::from_millis(500);

/// How it is started.
pub(crate) struct Launch {
    pub(crate) program: PathBuf,
    /// `serve`, `api` or `jobs`.
    pub(crate) role: &'static str,
    pub(crate) arguments: Vec<String>,
    pub(crate) variables: Vec<(&'static str, PathBuf)>,
    /// Where what it says is kept.
    pub(crate) log: PathBuf,
}

/// What happened to it in the run.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) starts: AtomicUsize,
    /// Starts that failed because the database was away.
    pub(crate) failed_starts: AtomicUsize,
    /// The most memory that any of them had resident, in KiB.
    pub(crate) peak_kib: AtomicUsize,
}

pub(crate) struct BillhookProcess {
    pub(crate) name: String,
    /// Where it is reached, over all its lives.
    pub(crate) base: String,
    pub(crate) tally: Tally,
    launch: Launch,
    journal: Arc<Journal>,
    life: Mutex<Life>,
    retired: AtomicBool,
}

struct Life {
    pid: Option<u32>,
    /// True if it ends because we want it to.
    doomed: bool,
    /// Not started again before this.
    down_until: Instant,
}

impl BillhookProcess {
    pub(crate) fn start(name: &str, mut launch: Launch, journal: Arc<Journal>) -> Arc<Self> {
        // The port stays the same over restarts, as a load balancer would have it.
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        launch.arguments.extend(["--listen".into(), format!("127.0.0.1:{port}")]);
        let this = Arc::new(Self {
            name: name.to_owned(),
            base: format!("http://127.0.0.1:{port}"),
            tally: Tally::default(),
            launch,
            journal,
            life: Mutex::new(Life { pid: None, doomed: false, down_until: Instant::now() }),
            retired: AtomicBool::new(false),
        });
        tokio::spawn(this.clone().supervise());
        this
    }

    /// Sends it a signal. After [`Signal::Kill`] and [`Signal::Terminate`] it stays away for `down` once it has ended.
    pub(crate) fn signal(&self, signal: Signal, down: Duration) {
        let mut life = self.life.lock();
        if matches!(signal, Signal::Kill | Signal::Terminate) {
            life.doomed = true;
            life.down_until = Instant::now() + down;
        }
        signal::send(signal, life.pid.as_slice());
    }

    /// Ends it for good.
    pub(crate) fn retire(&self) {
        self.retired.store(true, Ordering::Release);
        self.signal(Signal::Continue, Duration::ZERO);
        self.signal(Signal::Kill, Duration::ZERO);
    }

    /// Notes how much memory it has.
    pub(crate) fn weigh(&self) {
        let Some(pid) = self.life.lock().pid else { return };
        let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
        let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kib = resident.and_then(|text| text.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0);
        self.tally.peak_kib.fetch_max(kib, Ordering::Relaxed);
    }

    async fn supervise(self: Arc<Self>) {
        loop {
            let down_until = self.life.lock().down_until;
            sleep_until(down_until).await;
            if self.retired.load(Ordering::Acquire) {
                return;
            }
            let child = self.spawn();
            let this = self.clone();
            let outcome = tokio::task::spawn_blocking(move || live(child, &this)).await;
            if !outcome.unwrap() {
                sleep(RESTART).await;
            }
        }
    }

    fn spawn(&self) -> Child {
        let log = OpenOptions::new().create(true).append(true).open(&self.launch.log).unwrap();
        let child = Command::new(&self.launch.program)
            .arg(self.launch.role)
            .args(&self.launch.arguments)
            .envs(self.launch.variables.iter().map(|(name, value)| (name, value)))
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut life = self.life.lock();
        (life.pid, life.doomed) = (Some(child.id()), false);
        child
    }
}

/// Waits until it ends. False if it had not even started.
fn live(mut child: Child, process: &BillhookProcess) -> bool {
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let started = lines.next().is_some_and(|line| line.is_ok());
    if started {
        process.tally.starts.fetch_add(1, Ordering::Relaxed);
    }
    // Its pipe stays open until it ends: it may have more to say.
    lines.for_each(drop);
    let status = child.wait().unwrap();
    let doomed = {
        let mut life = process.life.lock();
        life.pid = None;
        life.doomed
    };
    if !doomed && started {
        process.journal.complain(format!("{} ended by itself: {status}", process.name));
    } else if !doomed {
        process.tally.failed_starts.fetch_add(1, Ordering::Relaxed);
    }
    started
}
