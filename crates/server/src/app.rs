//! The one place where things are built and joined: what a process of Billhook consists of, and how it starts and
//! stops.

mod settings;

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use billhook_api::{ApiParts, ApiState, LookUp, ReadyProbe, ServerOptions, Shared};
use billhook_core::clock::Clock;
use billhook_core::secret::MasterKey;
use billhook_core::trace::Spans;
use billhook_jobs::{Resolver, Runtime};
use billhook_store::bell::Bell;
use billhook_store::ingest::Ingest;
use billhook_store::key_lock::KeyLock;
use billhook_store::wake::Wake;
use billhook_store::{Db, StoreError, SystemScope, hook_secrets, migrate};
use parking_lot::RwLock;
use tokio::task::JoinHandle;

use self::settings::{api_config, ingest_limits, jobs_config, max_lease, workers};
use crate::branding::{self, BrandingError};
use crate::config::Config;
use crate::gauges::Gauges;
use crate::key_watch::{KeyWatch, name_of_process};
use crate::latecomers::Latecomers;
use crate::mail::MailError;
use crate::master_key::{self, MasterKeyError, WhenMissing};
use crate::timekeeper::{self, Timekeeper};
use crate::traces::{Traces, TracesError};
use crate::{database, telemetry};

/// What a process does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Everything: API, console and jobs.
    Serve,
    /// API and console.
    Api,
    /// Jobs; over HTTP only health and metrics.
    Jobs,
}

impl Role {
    /// The command that does it.
    pub(crate) const fn command(self) -> &'static str {
        match self {
            Self::Serve => "serve",
            Self::Api => "api",
            Self::Jobs => "jobs",
        }
    }
}

/// Why a process did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The master key.
    #[error(transparent)]
    MasterKey(#[from] MasterKeyError),
    /// The mail server.
    #[error(transparent)]
    Mail(#[from] MailError),
    /// The console's branding.
    #[error(transparent)]
    Branding(#[from] BrandingError),
    /// The traces.
    #[error(transparent)]
    Traces(#[from] TracesError),
    /// The address.
    #[error("cannot listen on {address}: {error}; another address is given by --listen")]
    Listen {
        /// Which.
        address: SocketAddr,
        /// Why.
        error: std::io::Error,
    },
    /// One process for each role needs a database that they can share.
    #[error(
        "SQLite belongs to one process: run `billhook serve`, or give every process the same Postgres with \
         --database-url postgres://…"
    )]
    NotShared,
    /// Somebody changes the master key at this moment.
    #[error("`billhook admin rotate-master-key` is at work on this database: start again when it is over")]
    KeyChanging,
    /// The database's secrets were sealed under another key.
    #[error(
        "the master key is not the one under which the secrets in this database were sealed: {0}. After \
         `billhook admin rotate-master-key` every process needs the new file; if that broke off, run it again"
    )]
    OtherKey(String),
}

/// A process at work.
pub struct App {
    /// Where it listens.
    pub address: SocketAddr,
    /// Its database.
    pub db: Db,
    /// Where hints are left.
    pub wake: Wake,
    /// Tells them to other processes.
    bell: Option<Bell>,
    /// The token of the one-time link to the set-up page, if nobody has signed up yet.
    pub setup_token: Option<String>,
    jobs: Arc<RwLock<Option<Runtime>>>,
    latecomers: Latecomers,
    server: billhook_api::ServerHandle,
    served: JoinHandle<std::io::Result<()>>,
    sampling: JoinHandle<()>,
    timekeeping: JoinHandle<()>,
    api: Shared,
    traces: Option<Arc<Traces>>,
    key: KeyWatch,
}

/// How long a connection takes from the socket to whoever answers it, on a machine that is very busy.
const ON_THE_WAY: Duration = Duration::from_millis(500);

/// How much longer than its limit a stop may take before it is broken off.
const AFTER_THE_LIMIT: Duration = Duration::from_millis(500);

/// How long the last traces may take to reach their collector.
const LAST_TRACES: Duration = Duration::from_millis(500);

impl App {
    /// Opens and migrates the database, and starts what the role needs. Runs on the present Tokio runtime.
    pub async fn start(config: &Config, role: Role, clock: Arc<dyn Clock>) -> Result<Self, StartError> {
        let db = database::open(config)?;
        if role != Role::Serve && !db.is_shared() {
            return Err(StartError::NotShared);
        }
        // The port comes before anything that changes something: a second start on the same data ends here.
        let address = config.server.listen;
        let listener = TcpListener::bind(address).map_err(|error| StartError::Listen { address, error })?;
        let address = listener.local_addr().map_err(|error| StartError::Listen { address, error })?;
        let latecomers = Latecomers::of(&listener).map_err(|error| StartError::Listen { address, error })?;
        let migrated = migrated(db.clone()).await?;
        if !migrated.is_empty() {
            tracing::info!(migrations = migrated.len(), database = %db.url(), "brought the schema up to date");
        }
        timekeeper::set(&db, clock.as_ref()).await?;
        let branding = branding::load(&config.console)?;
        let name = name_of_process(role.command());
        let lock = KeyLock::share(&db, &name)?.ok_or(StartError::KeyChanging)?;
        let key = master_key_for(config, &db).await?;
        let key_watch = KeyWatch::start(db.clone(), lock, name, key.fingerprint());
        let wake = Wake::default();
        let bell = Bell::start(&db, &wake)?;
        let metrics = telemetry::metrics();
        let names = Resolver::new(config.delivery.name_lookups.get() as usize);
        let traces = Traces::start(&config.telemetry, clock.now())?;
        let spans = traces.clone().map(|traces| traces as Arc<dyn Spans>);
        let ingest = Ingest::start(db.clone(), wake.clone(), clock.clone(), ingest_limits(config));
        let jobs = Arc::new(RwLock::new(None));
        if role != Role::Api {
            let started = Runtime::start(
                db.clone(),
                clock.clone(),
                wake.clone(),
                Arc::new(key.clone()),
                &ingest,
                jobs_config(config, address, names.clone(), spans.clone())?,
            )
            .await?;
            *jobs.write() = Some(started);
        }
        let shared = Shared::new(ApiState::new(ApiParts {
            db: db.for_requests(),
            ingest: ingest.clone(),
            wake: wake.clone(),
            clock: clock.clone(),
            master_key: key,
            config: api_config(config, address, branding),
            look_up: look_up(names),
            ready: ready_probe(db.clone(), role, ingest.clone(), jobs.clone()),
            metrics: metrics.clone(),
            spans,
        }));
        let setup_token = match role {
            Role::Serve | Role::Api => billhook_api::setup::issue_link(&db, clock.as_ref())
                .await
                .map_err(|problem| StoreError::Unavailable(problem.to_string()))?,
            Role::Jobs => None,
        };
        let options = ServerOptions {
            workers: workers(config),
            shutdown: config.shutdown_timeout(),
            only_health: role == Role::Jobs,
        };
        let server = billhook_api::serve(shared.clone(), listener, options)
            .map_err(|error| StartError::Listen { address, error })?;
        let handle = server.handle();
        let keeper = Timekeeper {
            db: db.clone(),
            clock: clock.clone(),
            wake: wake.clone(),
            sends: role != Role::Api,
            max_lease: max_lease(config, &db),
        };
        let gauges = Gauges { db: db.clone(), clock, ingest, jobs: jobs.clone(), metrics };
        let sampling = tokio::spawn(gauges.sample());
        Ok(Self {
            address,
            db,
            wake,
            bell,
            setup_token,
            jobs,
            latecomers,
            server: handle,
            served: tokio::spawn(server),
            sampling,
            timekeeping: tokio::spawn(keeper.keep()),
            api: shared,
            traces,
            key: key_watch,
        })
    }

    /// Stops taking work, lets what has begun end within `limit`, and hands back the rest.
    pub async fn stop(self, limit: Duration) {
        self.sampling.abort();
        self.timekeeping.abort();
        self.api.state().close_streams();
        let jobs = self.jobs.write().take();
        let stop_jobs = async {
            if let Some(jobs) = jobs {
                jobs.stop(limit).await;
            }
        };
        let on_the_way = ON_THE_WAY.min(limit);
        let stop_server = async {
            // Connections that were taken are on their way to whoever answers them, and would be dropped there.
            self.server.pause().await;
            tokio::time::sleep(on_the_way).await;
            self.server.stop(true).await;
        };
        // Requests that are being answered still find their database; deliveries that they add wait for the next
        // start.
        let stop = async {
            let ((), (), turned_away) =
                tokio::join!(stop_server, stop_jobs, self.latecomers.turn_away(on_the_way));
            if let Err(error) = turned_away {
                tracing::warn!(%error, "connections that waited could not be answered");
            }
            let _ = self.served.await;
        };
        if tokio::time::timeout(limit + AFTER_THE_LIMIT, stop).await.is_err() {
            tracing::warn!("stopped before everything was over: it waits for the database");
        }
        // Not before: others are told that the lanes are free.
        drop(self.bell);
        if let Some(traces) = self.traces {
            traces.stop(LAST_TRACES).await;
        }
    }

    /// Returns when the master key was changed under this process, which then has to stop.
    pub async fn key_changed(&self) {
        self.key.changed().await;
    }

    /// Does every periodic duty once, now.
    pub async fn do_duties(&self) {
        let office = self.jobs.read().as_ref().map(Runtime::office);
        if let Some(office) = office {
            office.do_all().await;
        }
    }
}

/// Brings the schema up to date. On a thread of its own: it may take long, and whoever starts may want to stop.
async fn migrated(db: Db) -> Result<Vec<String>, StoreError> {
    let migration = tokio::task::spawn_blocking(move || db.directly(migrate::up));
    migration.await.unwrap_or_else(|error| Err(StoreError::Unavailable(error.to_string())))
}

/// The key, made on the first start; on later ones it must be the one that opens what is there.
async fn master_key_for(config: &Config, db: &Db) -> Result<MasterKey, StartError> {
    let sealed = db.read(|c| hook_secrets::any(c, SystemScope)).await?;
    let when_missing = if sealed.is_some() { WhenMissing::Refuse } else { WhenMissing::Make };
    let key = master_key::load(config, when_missing)?;
    if let Some((id, sealed)) = sealed {
        hook_secrets::open(&key, &id, &sealed).map_err(|error| StartError::OtherKey(error.to_string()))?;
    }
    Ok(key)
}

/// The API asks about names by the same places as the workers.
fn look_up(names: Resolver) -> LookUp {
    Arc::new(move |host| {
        let names = names.clone();
        Box::pin(async move {
            let found = names.addresses(&host).await;
            found.map(|ips| ips.to_vec()).map_err(|error| error.to_string())
        })
    })
}

/// Ready is a process whose database answers and takes writes, and whose writers and workers run.
fn ready_probe(db: Db, role: Role, ingest: Ingest, jobs: Arc<RwLock<Option<Runtime>>>) -> ReadyProbe {
    Arc::new(move || {
        let (db, ingest, jobs) = (db.clone(), ingest.clone(), jobs.clone());
        Box::pin(async move {
            db.check().await.map_err(|error| error.to_string())?;
            if !ingest.is_well() {
                return Err("what writes events is not running".to_owned());
            }
            let well = role == Role::Api || jobs.read().as_ref().is_some_and(Runtime::is_well);
            if well { Ok(()) } else { Err("the workers that send are not running".to_owned()) }
        })
    })
}
