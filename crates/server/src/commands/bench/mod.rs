//! `billhook bench`: how much this machine delivers, and what a delivery costs.
//!
//! Starts a Billhook of its own on an empty database, receivers, and a load; counts what was accepted and what
//! arrived, and reads from `/proc` what Billhook and Postgres have used. The load and the receivers run in this
//! process and are not counted.

mod cpu;
mod installation;
mod load;
mod report;
mod scenario;
mod sink;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::commands::{self, Failure};
use crate::stdout::say;
use installation::{Ground, Installation, Tenant};
use load::{Flood, Posted, Target};
use report::{Measured, Percentiles};
use scenario::{Load, Plan, Scenario, Trouble};
use sink::Arrived;

/// What to measure
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// What is posted, beside what
    #[arg(long, value_enum, default_value = "flow")]
    scenario: Scenario,
    /// An empty database; a SQLite file in a temporary folder if not given
    #[arg(long, value_name = "URL")]
    database_url: Option<String>,
    /// How many events to post
    #[arg(long, default_value_t = 20_000)]
    events: usize,
    /// Over how many connections
    #[arg(long, default_value_t = 32)]
    connections: usize,
    /// The size of an event's data, in bytes
    #[arg(long, default_value_t = 512)]
    payload: usize,
    /// Events in one post; more than one uses the batch path
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=1000))]
    batch: u16,
    /// How large the past or the number of tenants is, of the scenario's own size
    #[arg(long, default_value_t = 1.0)]
    scale: f64,
    /// Print one JSON object instead of a list
    #[arg(long)]
    json: bool,
    /// Add the outcome to this JSON file
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Measure nothing: print what such a file holds as a table
    #[arg(long, value_name = "FILE", exclusive = true)]
    show: Option<PathBuf>,
}

/// How long to wait for the last delivery after the last post.
const PATIENCE: Duration = Duration::from_secs(120);
/// Events posted before the measurement, so that connections and caches are there.
const WARM_UP: usize = 200;
/// For how long trouble goes on before the measurement beside it.
const TROUBLE_SETTLES: Duration = Duration::from_secs(3);
/// Connections of whoever posts much.
const BUSY_CONNECTIONS: usize = 32;
/// Hooks whose receivers never answer, and how often they are posted to in a second.
const HANGING_HOOKS: usize = 100;
const HANGING_PACE: u32 = 20;

pub(crate) fn run(args: Args) -> Result<(), Failure> {
    match &args.show {
        Some(file) => report::show(file),
        None => commands::block_on(measure(args)),
    }
}

async fn measure(args: Args) -> Result<(), Failure> {
    if !(args.scale > 0.0 && args.scale <= 1.0) {
        return Err(Failure::misuse("--scale: must be above 0 and at most 1"));
    }
    let folder = std::env::temp_dir().join(format!("billhook-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)
        .map_err(|error| Failure::new(format!("no temporary folder: {error}")))?;
    let result = measure_in(&folder, &args).await;
    let _ = std::fs::remove_dir_all(&folder);
    let measured = result?;
    let told = if args.json {
        say!("{}", serde_json::to_string(&measured).unwrap_or_default())
    } else {
        measured.print()
    };
    let lost = measured.lost;
    if let Some(file) = &args.report {
        report::add(file, measured)?;
    }
    told?;
    if lost > 0 { Err(Failure::new(format!("{lost} accepted events did not arrive"))) } else { Ok(()) }
}

async fn measure_in(folder: &Path, args: &Args) -> Result<Measured, Failure> {
    let load = Load {
        events: args.events,
        connections: args.connections,
        payload: args.payload,
        batch: usize::from(args.batch),
        pace: None,
    };
    let plan = args.scenario.plan(load, args.scale);
    let ground = Ground::prepare(folder, args.database_url.as_deref())?;
    let tenants = ground.tenants(plan.tenants).await?;
    let arrived = Arc::new(Arrived::default());
    let sink = sink::start(arrived.clone()).await.map_err(no_receiver)?;
    let installation = ground.start(plan.processes)?;
    let hook = installation.make_hooks(&tenants, &plan, sink).await?;
    if let (Some(hook), Some(tenant)) = (hook, tenants.last()) {
        ground.write_past(tenant, hook, plan.past).await?;
    }
    let run = Run { plan, target: installation.target(&tenants), installation, arrived };
    run.warm_up().await?;
    let alone = match plan.trouble {
        Some(_) => Some(run.once().await?.arrival),
        None => None,
    };
    let trouble = match plan.trouble {
        Some(trouble) => Some(run.make(trouble, &ground).await?),
        None => None,
    };
    let postgres = ground.postgres().await?;
    let cost = Cost::so_far(&run.installation, postgres);
    let outcome = run.once().await?;
    let cost = cost.until(&run.installation, postgres);
    drop(trouble);
    let cpu_us = |seconds: f64| (seconds * 1e6 / outcome.deliveries as f64 * 10.0).round() / 10.0;
    Ok(Measured {
        scenario: args.scenario.name(),
        database: if args.database_url.is_some() { "postgres" } else { "sqlite" }.to_owned(),
        scale: args.scale,
        events: outcome.events,
        deliveries: outcome.deliveries,
        connections: plan.load.connections,
        payload_bytes: plan.load.payload,
        batch: plan.load.batch,
        accepted_per_s: (outcome.events as f64 / outcome.accepted_in.as_secs_f64()).round(),
        delivered_per_s: (outcome.deliveries as f64 / outcome.delivered_in.as_secs_f64()).round(),
        cpu_us_per_delivery: cpu_us(cost.billhook_s + cost.postgres_s),
        cpu_us_billhook: cpu_us(cost.billhook_s),
        cpu_us_postgres: cpu_us(cost.postgres_s),
        answer_ms: outcome.answer,
        arrival_ms: outcome.arrival,
        arrival_alone_ms: alone,
        resident_mb: outcome.resident_mb.round(),
        lost: outcome.lost,
        repeated: run.arrived.repeats(),
    })
}

/// A Billhook that is ready to be measured.
struct Run {
    plan: Plan,
    target: Target,
    installation: Installation,
    arrived: Arc<Arrived>,
}

/// What came of one load.
struct Outcome {
    events: usize,
    deliveries: usize,
    accepted_in: Duration,
    delivered_in: Duration,
    answer: Percentiles,
    arrival: Percentiles,
    resident_mb: f64,
    lost: usize,
}

impl Run {
    async fn warm_up(&self) -> Result<(), Failure> {
        let events = WARM_UP.max(self.target.tokens.len());
        let load = Load { events, batch: 1, pace: None, ..self.plan.load };
        let posted = load::post(&self.target, load).await?.len();
        self.wait_for(posted * self.plan.fan_out).await;
        Ok(())
    }

    async fn once(&self) -> Result<Outcome, Failure> {
        let before = self.arrived.distinct();
        let begun = Instant::now();
        let posted = load::post(&self.target, self.plan.load).await?;
        let accepted_in = begun.elapsed();
        let deliveries = posted.len() * self.plan.fan_out;
        self.wait_for(before + deliveries).await;
        let delivered_in = begun.elapsed();
        let resident_mb = self.installation.resident_mb();
        // What is still being recorded belongs to the cost.
        tokio::time::sleep(Duration::from_millis(500)).await;
        Ok(Outcome {
            events: posted.len(),
            deliveries,
            accepted_in,
            delivered_in,
            answer: Percentiles::of(posted.iter().map(|event| event.answered - event.begun).collect()),
            arrival: Percentiles::of(posted.iter().filter_map(|event| self.took(event)).collect()),
            resident_mb,
            lost: posted.iter().map(|event| self.plan.fan_out - self.arrived.hooks_of(&event.id)).sum(),
        })
    }

    /// How long it took until the event was at every hook.
    fn took(&self, event: &Posted) -> Option<Duration> {
        Some(self.arrived.at_hooks(&event.id, self.plan.fan_out)? - event.begun)
    }

    async fn wait_for(&self, count: usize) {
        let all = async {
            while self.arrived.distinct() < count {
                self.arrived.more().await;
            }
        };
        // Running out of patience is not an error here: what is missing is counted.
        let _ = tokio::time::timeout(PATIENCE, all).await;
    }

    /// Lets another tenant make this trouble, and waits until it is in full swing. It goes on until it is dropped.
    async fn make(&self, trouble: Trouble, ground: &Ground<'_>) -> Result<Flood, Failure> {
        let tenants = ground.tenants(1).await?;
        let target = self.installation.target(&tenants);
        let load = match trouble {
            Trouble::Posts(pace) => {
                self.make_busy_hook(&tenants[0]).await?;
                Load { connections: BUSY_CONNECTIONS, pace, ..self.plan.load }
            }
            Trouble::Hanging => {
                self.make_hanging_hooks(&tenants[0]).await?;
                Load { connections: 1, pace: Some(HANGING_PACE), ..self.plan.load }
            }
        };
        let flood = Flood::start(&target, load);
        tokio::time::sleep(TROUBLE_SETTLES).await;
        Ok(flood)
    }

    async fn make_busy_hook(&self, tenant: &Tenant) -> Result<(), Failure> {
        let sink = sink::start(Arc::default()).await.map_err(no_receiver)?;
        self.installation.make_hook(tenant, format!("http://{sink}/"), "bench.*").await.map(drop)
    }

    async fn make_hanging_hooks(&self, tenant: &Tenant) -> Result<(), Failure> {
        let hanging = sink::start_hanging().await.map_err(no_receiver)?;
        for _ in 0..HANGING_HOOKS {
            self.installation.make_hook(tenant, format!("http://{hanging}/"), "bench.*").await?;
        }
        Ok(())
    }
}

/// CPU time, in seconds.
struct Cost {
    billhook_s: f64,
    postgres_s: f64,
}

impl Cost {
    fn so_far(installation: &Installation, postgres: Option<u32>) -> Self {
        Self { billhook_s: installation.cpu_s(), postgres_s: postgres.map_or(0.0, cpu::of_family) }
    }

    fn until(&self, installation: &Installation, postgres: Option<u32>) -> Self {
        let now = Self::so_far(installation, postgres);
        Self { billhook_s: now.billhook_s - self.billhook_s, postgres_s: now.postgres_s - self.postgres_s }
    }
}

fn no_receiver(error: std::io::Error) -> Failure {
    Failure::new(format!("no receiver can be started: {error}"))
}
