//! `billhook bench`: how much this machine delivers, and what a delivery costs.
//!
//! Starts a Billhook of its own on an empty database, a receiver, and a load; counts what was accepted and what
//! arrived, and reads from `/proc` what Billhook and Postgres have used. The load and the receiver run in this
//! process and are not counted.

mod cpu;
mod load;
mod sink;

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use billhook_api::setup::{Bootstrap, bootstrap};
use billhook_core::clock::{Clock, SystemClock};
use serde_json::{Value, json};

use crate::commands::{self, Failure};
use crate::config::Layers;
use crate::database;
use load::Load;
use sink::Arrived;

/// What to measure
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
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
    /// Print one JSON object instead of a table
    #[arg(long)]
    json: bool,
}

/// How long to wait for the last delivery after the last post.
const PATIENCE: Duration = Duration::from_secs(120);

pub(crate) fn run(args: Args) -> Result<(), Failure> {
    commands::block_on(measure(args))
}

async fn measure(args: Args) -> Result<(), Failure> {
    let folder = std::env::temp_dir().join(format!("billhook-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)
        .map_err(|error| Failure::new(format!("no temporary folder: {error}")))?;
    let result = measure_in(&folder, &args).await;
    let _ = std::fs::remove_dir_all(&folder);
    let report = result?;
    if args.json {
        println!("{report}");
    } else {
        print_table(&report);
    }
    let lost = report["lost"].as_u64().unwrap_or(0);
    if lost > 0 { Err(Failure::new(format!("{lost} accepted events did not arrive"))) } else { Ok(()) }
}

async fn measure_in(folder: &Path, args: &Args) -> Result<Value, Failure> {
    let token = prepare(folder, args).await?;
    let mut billhook = Billhook::start(folder, args)?;
    let arrived = Arc::new(Arrived::default());
    let sink = sink::start(arrived.clone()).await.map_err(|error| Failure::new(error.to_string()))?;
    make_hook(billhook.address, &token, sink).await?;
    // One event through everything, so that connections and caches are there.
    let warm_up = Load { events: 200, connections: args.connections, payload: args.payload, batch: 1 };
    let warm = load::post(billhook.address, &token, warm_up).await?.len();
    wait_for(&arrived, warm).await;
    let load = Load { events: args.events, batch: usize::from(args.batch), ..warm_up };
    let used = || (cpu::of_process(billhook.child.id()).unwrap_or(0.0), cpu::of_postgres());
    let before = used();
    let begun = Instant::now();
    let posted = load::post(billhook.address, &token, load).await?;
    let accepted_in = begun.elapsed().as_secs_f64();
    wait_for(&arrived, warm + posted.len()).await;
    let delivered_in = begun.elapsed().as_secs_f64();
    let memory = cpu::resident_mb(billhook.child.id());
    // What is still being recorded belongs to the cost.
    tokio::time::sleep(Duration::from_millis(500)).await;
    let after = used();
    let mut until_arrival: Vec<f64> = posted
        .iter()
        .filter_map(|event| Some((arrived.first_arrival(&event.id)? - event.begun).as_secs_f64() * 1000.0))
        .collect();
    let mut until_answer: Vec<f64> =
        posted.iter().map(|event| (event.answered - event.begun).as_secs_f64() * 1000.0).collect();
    billhook.stop();
    let count = posted.len() as f64;
    let per_delivery = |seconds: f64| (seconds * 1e6 / count * 10.0).round() / 10.0;
    let postgres = if args.database_url.is_some() { per_delivery(after.1 - before.1) } else { 0.0 };
    let own = per_delivery(after.0 - before.0);
    Ok(json!({
        "database": if args.database_url.is_some() { "postgres" } else { "sqlite" },
        "events": posted.len(), "connections": args.connections, "payload_bytes": args.payload, "batch": args.batch,
        "accepted_per_s": (count / accepted_in).round(), "delivered_per_s": (count / delivered_in).round(),
        "cpu_us_per_delivery": own + postgres, "cpu_us_billhook": own, "cpu_us_postgres": postgres,
        "answer_ms": percentiles(&mut until_answer), "arrival_ms": percentiles(&mut until_arrival),
        "resident_mb": memory.round(),
        "lost": (posted.len() - until_arrival.len()), "repeated": arrived.repeats(),
    }))
}

/// A tenant and a token, made before the process under measurement starts.
async fn prepare(folder: &Path, args: &Args) -> Result<String, Failure> {
    let mut config = Layers::new().config()?;
    config.data_dir = folder.to_owned();
    config.database.url = args
        .database_url
        .as_deref()
        .map(str::parse)
        .transpose()
        .map_err(|error| Failure::misuse(format!("--database-url: {error}")))?;
    let db = database::open(&config)?;
    db.directly(billhook_store::migrate::up)?;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let unique = clock.now().timestamp_micros();
    let wanted = Bootstrap {
        tenant: format!("Bench {unique}"),
        email: format!("bench-{unique}@example.com"),
        password: format!("bench password {unique}"),
    };
    let made = bootstrap(&db, &clock, wanted).await.map_err(|problem| Failure::new(problem.to_string()))?;
    Ok(made.token)
}

async fn make_hook(target: SocketAddr, token: &str, sink: SocketAddr) -> Result<(), Failure> {
    let hook =
        json!({"name": "Bench", "url": format!("http://{sink}/"), "actions": [{"event_type": "bench.*"}]});
    let made = reqwest::Client::new()
        .post(format!("http://{target}/api/v1/hooks"))
        .bearer_auth(token)
        .json(&hook)
        .send()
        .await
        .and_then(reqwest::Response::error_for_status);
    made.map(drop).map_err(|error| Failure::new(format!("the hook could not be made: {error}")))
}

async fn wait_for(arrived: &Arrived, count: usize) {
    let all = async {
        while arrived.distinct() < count {
            arrived.more().await;
        }
    };
    // Running out of patience is no error here: what is missing is counted.
    let _ = tokio::time::timeout(PATIENCE, all).await;
}

fn percentiles(values: &mut [f64]) -> Value {
    values.sort_by(f64::total_cmp);
    let at = |part: f64| {
        values.get(((values.len() as f64 - 1.0) * part) as usize).map(|ms| (ms * 10.0).round() / 10.0)
    };
    json!({"p50": at(0.5), "p99": at(0.99), "max": at(1.0)})
}

/// The process under measurement.
struct Billhook {
    child: Child,
    address: SocketAddr,
}

impl Billhook {
    fn start(folder: &Path, args: &Args) -> Result<Self, Failure> {
        let failed = |error: std::io::Error| Failure::new(format!("Billhook cannot be started: {error}"));
        let mut command = Command::new(std::env::current_exe().map_err(failed)?);
        command.args(["serve", "--listen", "127.0.0.1:0", "--allow-network", "127.0.0.0/8"]);
        command.arg("--data-dir").arg(folder).env("BILLHOOK_LOG__FILTER", "warn");
        if let Some(url) = &args.database_url {
            command.args(["--database-url", url]);
        }
        let mut child = command.stdout(Stdio::piped()).spawn().map_err(failed)?;
        let mut line = String::new();
        if let Some(stdout) = child.stdout.take() {
            BufReader::new(stdout).read_line(&mut line).map_err(failed)?;
        }
        let address = line.trim().rsplit("http://").next().and_then(|address| address.parse().ok());
        let address =
            address.ok_or_else(|| Failure::new(format!("Billhook did not say where it is: {line:?}")))?;
        Ok(Self { child, address })
    }

    fn stop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Billhook {
    fn drop(&mut self) {
        self.stop();
    }
}

fn print_table(report: &Value) {
    let text = |key: &str| report[key].to_string().trim_matches('"').to_owned();
    let ms = |key: &str| {
        format!("p50 {}, p99 {}, max {} ms", report[key]["p50"], report[key]["p99"], report[key]["max"])
    };
    let rows = [
        ("database", text("database")),
        (
            "load",
            format!(
                "{} events of {} bytes, {} connections, {} a post",
                text("events"),
                text("payload_bytes"),
                text("connections"),
                text("batch")
            ),
        ),
        ("accepted", format!("{} per second", text("accepted_per_s"))),
        ("delivered", format!("{} per second", text("delivered_per_s"))),
        (
            "cost",
            format!(
                "{} µs of CPU per delivery (Billhook {}, Postgres {})",
                text("cpu_us_per_delivery"),
                text("cpu_us_billhook"),
                text("cpu_us_postgres")
            ),
        ),
        ("post to answer", ms("answer_ms")),
        ("post to arrival", ms("arrival_ms")),
        ("memory", format!("{} MB resident", text("resident_mb"))),
        ("lost, repeated", format!("{}, {}", text("lost"), text("repeated"))),
    ];
    for (name, value) in rows {
        println!("{name:<16} {value}");
    }
}
