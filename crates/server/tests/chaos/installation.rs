//! Everything that runs in a run: the database, its disk, and the processes of Billhook over it.

use std::collections::HashSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use parking_lot::Mutex;
use serde_json::Value;
use tokio::time::{Instant, sleep};

use crate::billhook_process::{BillhookProcess, Launch};
use crate::client::Client;
use crate::clock::Clocks;
use crate::cluster::{Cluster, Stop};
use crate::disk::Disk;
use crate::journal::{Entry, Journal};
use crate::plan::{Abilities, Step, Trouble};
use crate::settings::{Database, Settings};
use crate::signal::Signal;

/// How long it may take until a killed Postgres can be started again, and how often that is tried.
const COMES_BACK: Duration = Duration::from_secs(30);
const BETWEEN_STARTS: Duration = Duration::from_millis(200);
/// How long it may take until everybody is ready again.
const PATIENCE: Duration = Duration::from_secs(60);
/// Short, so that a freeze outlasts it, in milliseconds.
const LEASE_MS: &str = "10000";

pub(crate) struct Installation {
    pub(crate) client: Client,
    pub(crate) processes: Vec<Arc<BillhookProcess>>,
    /// Places of those that take posts.
    pub(crate) doors: Vec<usize>,
    database: Database,
    // Fields are dropped in this order: the cluster before the disk on which it is.
    cluster: Option<Arc<Cluster>>,
    disk: Arc<Disk>,
    clocks: Option<Clocks>,
    journal: Arc<Journal>,
    /// Places of processes that are being killed or frozen: nobody waits for those but who does it.
    troubled: Mutex<HashSet<usize>>,
}

impl Installation {
    /// Makes it in `folder`, where logs and keys are kept too, and waits until it works.
    pub(crate) async fn make(
        settings: &Settings,
        database: Database,
        folder: &Path,
        journal: Arc<Journal>,
    ) -> Self {
        let disk = Arc::new(Disk::make());
        let (cluster, url) = match database {
            Database::Sqlite => (None, format!("sqlite://{}/billhook.db", disk.path().display())),
            Database::Postgres => {
                let cluster = Cluster::make(disk.path());
                let url = cluster.url();
                (Some(Arc::new(cluster)), url)
            }
        };
        let clocks = Clocks::make(folder);
        let roles: &[(&str, &'static str)] = match database {
            Database::Sqlite => &[("serve", "serve")],
            Database::Postgres => {
                &[("serve", "serve"), ("api", "api"), ("jobs-1", "jobs"), ("jobs-2", "jobs")]
            }
        };
        let doors = (0..roles.len()).filter(|place| roles[*place].1 != "jobs").collect();
        let token = bootstrap(&settings.billhook, &url, folder);
        let processes = roles.iter().map(|(name, role)| {
            let launch = launch(settings.billhook.clone(), role, name, &url, folder, clocks.as_ref());
            BillhookProcess::start(name, launch, journal.clone())
        });
        let this = Self {
            client: Client::new(token),
            processes: processes.collect(),
            doors,
            database,
            cluster,
            disk,
            clocks,
            journal,
            troubled: Mutex::default(),
        };
        this.wait_until_ready("the start", &(0..roles.len()).collect::<Vec<_>>()).await;
        this
    }

    pub(crate) fn abilities(&self) -> Abilities {
        Abilities {
            database: self.database,
            processes: self.processes.len(),
            fill_disk: self.disk.is_own,
            move_clock: self.clocks.is_some(),
        }
    }

    /// What a run on this machine leaves out.
    pub(crate) fn left_out(&self) -> Vec<&'static str> {
        let disk = (!self.disk.is_own).then_some("filling the disk: mounting a tmpfs is not allowed here");
        let clock = self.clocks.is_none().then_some("moving the clock: it needs Linux and a C compiler");
        disk.into_iter().chain(clock).collect()
    }

    /// Does a step from beginning to end, and waits until those whom it struck are ready again.
    pub(crate) async fn suffer(&self, step: Step) {
        let name = |place: usize| self.processes[place].name.clone();
        let what = step.trouble.describe(name);
        let from_s = self.journal.now().as_secs_f64();
        eprintln!("{from_s:7.1} s  {what}, for {:.1} s", step.lasts.as_secs_f64());
        let struck = self.struck(step.trouble);
        self.troubled.lock().extend(&struck);
        self.begin(step).await;
        sleep(step.lasts).await;
        self.undo(step.trouble).await;
        let undone_s = self.journal.now().as_secs_f64();
        self.troubled.lock().retain(|place| !struck.contains(place));
        let waited_for = if struck.is_empty() { self.untroubled() } else { struck };
        self.wait_until_ready(&what, &waited_for).await;
        let ready_s = self.journal.now().as_secs_f64();
        self.journal.note(Entry { what, from_s, undone_s, ready_s });
    }

    /// The processes to which this is done; none if it is done to the database.
    fn struck(&self, trouble: Trouble) -> Vec<usize> {
        match trouble {
            Trouble::Kill(of) | Trouble::Terminate(of) | Trouble::Freeze(of) | Trouble::MoveClock(of, _) => {
                vec![of]
            }
            Trouble::KillAll => (0..self.processes.len()).collect(),
            _ => Vec::new(),
        }
    }

    fn untroubled(&self) -> Vec<usize> {
        let troubled = self.troubled.lock();
        (0..self.processes.len()).filter(|place| !troubled.contains(place)).collect()
    }

    async fn begin(&self, step: Step) {
        let process = |of: usize| &self.processes[of];
        match step.trouble {
            Trouble::Kill(of) => process(of).signal(Signal::Kill, step.lasts),
            Trouble::KillAll => self.processes.iter().for_each(|one| one.signal(Signal::Kill, step.lasts)),
            Trouble::Terminate(of) => process(of).signal(Signal::Terminate, step.lasts),
            Trouble::Freeze(of) => process(of).signal(Signal::Stop, step.lasts),
            Trouble::MoveClock(of, by) => self.move_clock(of, by),
            Trouble::FillDisk => self.with_disk(Disk::fill).await,
            Trouble::KillDatabase => {
                self.with_cluster(|cluster| cluster.signal(Signal::Kill)).await;
            }
            Trouble::CrashDatabase => {
                self.with_cluster(|cluster| cluster.stop(Stop::Immediate)).await;
            }
            Trouble::RestartDatabase => {
                self.with_cluster(|cluster| cluster.stop(Stop::Fast)).await;
            }
            Trouble::FreezeDatabase => {
                self.with_cluster(|cluster| cluster.signal(Signal::Stop)).await;
            }
            Trouble::DropConnections => {
                self.with_cluster(Cluster::drop_connections).await;
            }
        }
    }

    async fn undo(&self, trouble: Trouble) {
        match trouble {
            Trouble::Freeze(of) => self.processes[of].signal(Signal::Continue, Duration::ZERO),
            Trouble::MoveClock(of, _) => self.move_clock(of, 0),
            Trouble::FillDisk => {
                self.with_disk(Disk::free).await;
                // A Postgres that could not even write its log has ended.
                self.start_database().await;
            }
            Trouble::KillDatabase | Trouble::CrashDatabase | Trouble::RestartDatabase => {
                self.start_database().await
            }
            Trouble::FreezeDatabase => {
                self.with_cluster(|cluster| cluster.signal(Signal::Continue)).await;
            }
            Trouble::Kill(_) | Trouble::KillAll | Trouble::Terminate(_) | Trouble::DropConnections => {}
        }
    }

    fn move_clock(&self, of: usize, seconds: i64) {
        if let Some(clocks) = &self.clocks {
            clocks.set(&self.processes[of].name, seconds);
        }
    }

    async fn start_database(&self) {
        let deadline = Instant::now() + COMES_BACK;
        while self.with_cluster(|cluster| cluster.listens() || cluster.start()).await == Some(false) {
            if Instant::now() > deadline {
                return self.journal.complain("Postgres does not start again".into());
            }
            sleep(BETWEEN_STARTS).await;
        }
    }

    async fn with_cluster<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Cluster) -> T + Send + 'static,
    ) -> Option<T> {
        let cluster = self.cluster.clone()?;
        Some(tokio::task::spawn_blocking(move || work(&cluster)).await.unwrap())
    }

    async fn with_disk(&self, work: impl FnOnce(&Disk) + Send + 'static) {
        let disk = self.disk.clone();
        tokio::task::spawn_blocking(move || work(&disk)).await.unwrap();
    }

    async fn wait_until_ready(&self, after: &str, places: &[usize]) {
        let deadline = Instant::now() + PATIENCE;
        for place in places {
            let process = &self.processes[*place];
            while !self.client.is_ready(&process.base).await {
                // Whoever troubles it meanwhile waits for it, too.
                if self.troubled.lock().contains(place) {
                    break;
                }
                if Instant::now() > deadline {
                    let s = PATIENCE.as_secs();
                    self.journal.complain(format!("{} is not ready {s} s after {after}", process.name));
                    return;
                }
                sleep(Duration::from_millis(50)).await;
            }
        }
    }
}

impl Drop for Installation {
    fn drop(&mut self) {
        self.processes.iter().for_each(|process| process.retire());
    }
}

fn launch(
    program: PathBuf,
    role: &'static str,
    name: &str,
    url: &str,
    folder: &Path,
    clocks: Option<&Clocks>,
) -> Launch {
    let mut variables = vec![
        ("BILLHOOK_DELIVERY__LEASE_MS", LEASE_MS.into()),
        ("BILLHOOK_LOG__FORMAT", "human".into()),
        ("BILLHOOK_LOG__FILTER", "info,apalis_core=warn,actix_server=warn".into()),
    ];
    variables.extend(clocks.iter().flat_map(|clocks| clocks.variables(name)));
    let arguments =
        ["--allow-network", "127.0.0.0/8", "--database-url", url, "--data-dir"].map(str::to_owned);
    let arguments = arguments.into_iter().chain([folder.display().to_string()]).collect();
    Launch { program, role, arguments, variables, log: folder.join(format!("{name}.log")) }
}

/// Makes the tenant and its first member; the member's token.
fn bootstrap(program: &Path, url: &str, folder: &Path) -> String {
    let mut child = Command::new(program)
        .args(["admin", "bootstrap", "--tenant", "Chaos", "--email", "owner@example.com", "--password-stdin"])
        .args(["--database-url", url, "--data-dir"])
        .arg(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"correct horse battery\n").unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "billhook admin bootstrap failed");
    let made: Value = serde_json::from_slice(&output.stdout).unwrap();
    made["token"].as_str().unwrap().to_owned()
}
