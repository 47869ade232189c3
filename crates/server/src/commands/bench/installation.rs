//! What is measured: a Billhook of its own on an empty database, with its tenants, hooks and past.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use billhook_api::setup::{Bootstrap, Bootstrapped, bootstrap};
use billhook_core::clock::{Clock, SystemClock};
use billhook_core::id::{HookId, TenantId};
use billhook_store::bench_history::{self, Fate};
use billhook_store::{AnyConnection, Db, StoreError};
use chrono::TimeDelta;
use serde_json::{Value, json};

use super::cpu;
use super::load::Target;
use super::scenario::{Past, Plan, Processes};
use crate::commands::Failure;
use crate::config::Layers;
use crate::database;

/// Rows of a past that are written in one transaction.
const PAST_TOGETHER: u64 = 5_000;
/// How far ahead lies what waits, so that nothing of it comes due in the course of the measurement.
const WAITS: TimeDelta = TimeDelta::hours(24);

/// A tenant and a token with everything that may be done in it.
pub(super) struct Tenant {
    id: TenantId,
    token: String,
}

/// The database before the processes under measurement start.
pub(super) struct Ground<'a> {
    folder: &'a Path,
    url: Option<&'a str>,
    db: Db,
    clock: Arc<dyn Clock>,
}

impl<'a> Ground<'a> {
    pub(super) fn prepare(folder: &'a Path, url: Option<&'a str>) -> Result<Self, Failure> {
        let mut config = Layers::new().config()?;
        config.data_dir = folder.to_owned();
        config.database.url = url
            .map(str::parse)
            .transpose()
            .map_err(|error| Failure::misuse(format!("--database-url: {error}")))?;
        let db = database::open(&config)?;
        db.directly(billhook_store::migrate::up)?;
        Ok(Self { folder, url, db, clock: Arc::new(SystemClock) })
    }

    /// Makes this many tenants; all of them are one person's, so that only one password is hashed.
    pub(super) async fn tenants(&self, count: usize) -> Result<Vec<Tenant>, Failure> {
        let unique = self.clock.now().timestamp_micros();
        let mut made = Vec::with_capacity(count);
        for number in 0..count {
            let wanted = Bootstrap {
                tenant: format!("Bench {unique} {number}"),
                name: None,
                email: format!("bench-{unique}@example.com"),
                password: format!("bench password {unique}"),
            };
            let Bootstrapped { tenant_id, token, .. } = bootstrap(&self.db, &self.clock, wanted)
                .await
                .map_err(|problem| Failure::new(problem.to_string()))?;
            made.push(Tenant { id: tenant_id, token });
        }
        Ok(made)
    }

    /// The process that all of Postgres descends from; `None` on SQLite, and if Postgres runs on another machine.
    pub(super) async fn postgres(&self) -> Result<Option<u32>, Failure> {
        let backend = self.db.read(AnyConnection::server_process).await;
        let backend = backend.map_err(|error: StoreError| Failure::new(error.to_string()))?;
        Ok(backend.and_then(|pid| cpu::parent_of_named(pid, "postgres")))
    }

    /// Starts the processes.
    pub(super) fn start(&self, processes: Processes) -> Result<Installation, Failure> {
        let (first, jobs) = match processes {
            Processes::One => ("serve", 0),
            Processes::Divided(_) if self.url.is_none() => {
                return Err(Failure::misuse("several processes need a Postgres: give --database-url"));
            }
            Processes::Divided(jobs) => ("api", jobs),
        };
        let (first, address) = self.spawn(first)?;
        let mut processes = vec![first];
        for _ in 0..jobs {
            processes.push(self.spawn("jobs")?.0);
        }
        Ok(Installation { processes, address })
    }

    /// Starts one process; answers where it listens.
    fn spawn(&self, role: &str) -> Result<(Process, SocketAddr), Failure> {
        let failed = |error: std::io::Error| Failure::new(format!("Billhook cannot be started: {error}"));
        let mut command = Command::new(std::env::current_exe().map_err(failed)?);
        command.args([role, "--listen", "127.0.0.1:0", "--allow-network", "127.0.0.0/8"]);
        command.arg("--data-dir").arg(self.folder).env("BILLHOOK_LOG__FILTER", "warn");
        if let Some(url) = self.url {
            command.args(["--database-url", url]);
        }
        let mut process = Process(command.stdout(Stdio::piped()).spawn().map_err(failed)?);
        let mut line = String::new();
        if let Some(stdout) = process.0.stdout.take() {
            BufReader::new(stdout).read_line(&mut line).map_err(failed)?;
        }
        let address = line.trim().rsplit("http://").next().and_then(|address| address.parse().ok());
        match address {
            Some(address) => Ok((process, address)),
            None => Err(Failure::new(format!("Billhook did not say where it is: {line:?}"))),
        }
    }

    /// Writes what has been before.
    pub(super) async fn write_past(&self, tenant: &Tenant, hook: HookId, past: Past) -> Result<(), Failure> {
        let now = self.clock.now();
        for (fate, count) in [(Fate::Delivered, past.ended), (Fate::WaitsUntil(now + WAITS), past.waiting)] {
            let rows = Arc::new(bench_history::Past {
                hook,
                event_type: "bench.event".to_owned(),
                data: format!(r#"{{"text":"{}"}}"#, "x".repeat(501)).into(),
                fate,
            });
            let (from, tenant) = (now - TimeDelta::milliseconds(count as i64), tenant.id);
            for begin in (0..count).step_by(PAST_TOGETHER as usize) {
                let (rows, some) = (rows.clone(), PAST_TOGETHER.min(count - begin) as usize);
                let from = from + TimeDelta::milliseconds(begin as i64);
                let written = self.db.write(move |c| bench_history::write(c, tenant, &rows, from, some));
                written.await.map_err(|error: StoreError| Failure::new(error.to_string()))?;
            }
        }
        Ok(())
    }
}

/// A process under measurement, killed when dropped.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The processes under measurement.
pub(super) struct Installation {
    processes: Vec<Process>,
    pub(super) address: SocketAddr,
}

impl Installation {
    /// Where posts go, in these tenants' names.
    pub(super) fn target(&self, tenants: &[Tenant]) -> Target {
        Target { address: self.address, tokens: tenants.iter().map(|tenant| tenant.token.clone()).collect() }
    }

    /// Makes a hook of the tenant for events of this type.
    pub(super) async fn make_hook(
        &self,
        tenant: &Tenant,
        url: String,
        event_type: &str,
    ) -> Result<HookId, Failure> {
        let hook = json!({"name": "Bench", "url": url, "actions": [{"event_type": event_type}]});
        let failed = |what: String| Failure::new(format!("the hook could not be made: {what}"));
        let response = reqwest::Client::new()
            .post(format!("http://{}/api/v1/hooks", self.address))
            .bearer_auth(&tenant.token)
            .json(&hook)
            .send()
            .await
            .map_err(|error| failed(error.to_string()))?;
        let made: Value = response.json().await.map_err(|error| failed(error.to_string()))?;
        made["id"].as_str().and_then(|id| id.parse().ok()).ok_or_else(|| failed(made.to_string()))
    }

    /// The hooks of every tenant, as planned; answers the last one made.
    pub(super) async fn make_hooks(
        &self,
        tenants: &[Tenant],
        plan: &Plan,
        sink: SocketAddr,
    ) -> Result<Option<HookId>, Failure> {
        let mut last = None;
        for tenant in tenants {
            for number in 0..plan.bystanders {
                self.make_hook(tenant, format!("http://{sink}/bystander"), &format!("other{number}.*"))
                    .await?;
            }
            for number in 0..plan.fan_out {
                last = Some(self.make_hook(tenant, format!("http://{sink}/{number}"), "bench.*").await?);
            }
        }
        Ok(last)
    }

    /// CPU time of all processes so far, in seconds.
    pub(super) fn cpu_s(&self) -> f64 {
        self.processes.iter().filter_map(|process| cpu::of_process(process.0.id())).sum()
    }

    /// Resident memory of all processes, in MB.
    pub(super) fn resident_mb(&self) -> f64 {
        self.processes.iter().map(|process| cpu::resident_mb(process.0.id())).sum()
    }
}
