//! Starts and stops the workers of one process.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Weak};
use std::time::Duration;

use billhook_core::clock::Clock;
use billhook_core::secret::MasterKey;
use billhook_core::target::AllowedNetworks;
use billhook_core::trace::Spans;
use billhook_store::deadlines::firing::Firing;
use billhook_store::ingest::Ingest;
use billhook_store::wake::Wake;
use billhook_store::{AnyConnection, Db, StoreError, SystemScope, due_deliveries, jobs, mails};
use tokio::task::{AbortHandle, JoinHandle};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::background::Background;
use crate::deliver::Deliverer;
use crate::dispatcher::{DispatchLimits, Dispatcher};
use crate::duties::{self, Office, Retention};
use crate::figures::Figures;
use crate::http::{Client, ClientLimits, Resolver};
use crate::mail::{MailConfig, Outbox};
use crate::queue::{Deadlines, Deliveries, Jobs, Mails};
use crate::recorder::Recorder;
use crate::supervision::{Care, supervise};
use crate::timers::Timers;

/// How a process works.
#[derive(Clone, Debug)]
pub struct JobsConfig {
    /// Workers that send. Each is one task: more of them use more cores.
    pub workers: usize,
    /// The most deliveries that a worker takes at once.
    pub batch: usize,
    /// How deliveries are claimed.
    pub dispatch: DispatchLimits,
    /// What the HTTP client never exceeds.
    pub client: ClientLimits,
    /// Finds the addresses of receivers.
    pub names: Resolver,
    /// Networks beyond public addresses that may be called.
    pub allowed: Arc<AllowedNetworks>,
    /// For how long things are kept.
    pub retention: Retention,
    /// How mail is sent.
    pub mail: MailConfig,
    /// Where traces go, if they go anywhere.
    pub spans: Option<Arc<dyn Spans>>,
}

/// What is kept of the time to stop for handing back and letting go, or half of it if that is less.
const TO_LET_GO: Duration = Duration::from_secs(2);

/// The workers of this process.
pub struct Runtime {
    dispatcher: Arc<Dispatcher>,
    recorder: Recorder,
    background: Arc<Background>,
    timers: Arc<Timers>,
    outbox: Arc<Outbox>,
    office: Office,
    stop: CancellationToken,
    workers: Vec<JoinHandle<()>>,
    /// Workers that have ended and are about to be started again.
    down: Arc<AtomicUsize>,
    keeper: JoinHandle<()>,
}

impl Runtime {
    /// Starts the workers on the present Tokio runtime.
    ///
    /// # Errors
    /// If the database cannot be reached.
    pub async fn start(
        db: Db,
        clock: Arc<dyn Clock>,
        wake: Wake,
        key: Arc<MasterKey>,
        ingest: &Ingest,
        config: JobsConfig,
    ) -> Result<Self, StoreError> {
        take_over(&db).await?;
        let dispatcher = Arc::new(Dispatcher::new(
            db.clone(),
            clock.clone(),
            wake.clone(),
            key.clone(),
            config.allowed.clone(),
            config.dispatch,
        ));
        let taker: Weak<Dispatcher> = Arc::downgrade(&dispatcher);
        wake.serve_by(taker);
        let recorder = Recorder::start(db.clone());
        let deliverer = Arc::new(Deliverer {
            dispatcher: dispatcher.clone(),
            client: Client::new(config.allowed, config.names, config.client),
            recorder: recorder.clone(),
            clock: clock.clone(),
            wake: wake.clone(),
            max_attempt: config.dispatch.max_attempt(),
            spans: config.spans,
            figures: Figures::new(),
        });
        let background = Arc::new(Background {
            db: db.clone(),
            clock: clock.clone(),
            wake: wake.clone(),
            key: key.clone(),
            closed: AtomicBool::new(false),
        });
        let outbox = Arc::new(Outbox {
            db: db.clone(),
            clock: clock.clone(),
            wake: wake.clone(),
            key,
            config: config.mail,
            closed: AtomicBool::new(false),
        });
        let firing = Firing::new(db.clone(), wake.clone(), clock.clone(), ingest);
        let timers = Arc::new(Timers::new(firing, clock.clone(), wake.clone()));
        let office = Office { db, clock, wake, retention: config.retention, history: Arc::default() };
        let (stop, down) = (CancellationToken::new(), Arc::default());
        let care = Care { stop: &stop, down: &down };
        let mut workers: Vec<_> = (0..config.workers.max(1))
            .map(|number| {
                let claims = Deliveries { dispatcher: dispatcher.clone(), batch: config.batch };
                supervise(format!("deliveries-{number}"), claims, &deliverer, Deliverer::deliver, care)
            })
            .collect();
        workers.push(supervise("jobs", Jobs(background.clone()), &background, Background::run, care));
        workers.push(supervise("deadlines", Deadlines(timers.clone()), &timers, Timers::fire, care));
        workers.push(supervise("mails", Mails(outbox.clone()), &outbox, Outbox::run, care));
        workers.extend(duties::start(&office, care));
        let keeper = tokio::spawn(dispatcher.clone().keep_lanes());
        Ok(Self { dispatcher, recorder, background, timers, outbox, office, stop, workers, down, keeper })
    }

    /// Stops taking work, waits for the requests that are out, and hands back what was not begun, all within `limit`.
    /// What is not over by then is given up and handed back as well: whoever is next sends it again.
    pub async fn stop(self, limit: Duration) {
        let end = Instant::now() + limit;
        self.dispatcher.close();
        self.background.close();
        self.timers.close();
        self.outbox.close();
        self.stop.cancel();
        let still_at_work: Vec<_> = self.workers.iter().map(JoinHandle::abort_handle).collect();
        let mut all = futures::future::join_all(self.workers);
        if tokio::time::timeout_at(end - limit.min(TO_LET_GO * 2) / 2, &mut all).await.is_err() {
            let requests = self.dispatcher.out();
            tracing::warn!(
                requests,
                "stopped before every request was over; they are given up and sent again"
            );
            still_at_work.iter().for_each(AbortHandle::abort);
            let _ = tokio::time::timeout_at(end, all).await;
        }
        // Until here the lanes were kept: whoever took one would send again what is out.
        let let_go = async {
            self.dispatcher.keep_no_longer();
            let _ = self.keeper.await;
            self.dispatcher.let_go().await
        };
        let let_go = tokio::time::timeout_at(end, let_go).await;
        let let_go = let_go.unwrap_or_else(|_| Err(StoreError::Unavailable("it takes too long".into())));
        if let Err(error) = let_go {
            tracing::warn!(%error, "the lanes could not be let go; they become free by themselves");
        }
    }

    /// The duties, to be done now instead of at their hour.
    pub fn office(&self) -> Office {
        self.office.clone()
    }

    /// How many requests are out.
    pub fn requests_out(&self) -> u32 {
        self.dispatcher.out()
    }

    /// True while every worker runs, what comes of attempts is written, and lanes are kept where others may take them.
    pub fn is_well(&self) -> bool {
        let works = self.down.load(Ordering::Relaxed) == 0;
        let keeps = !self.dispatcher.shares_lanes() || !self.keeper.is_finished();
        works && keeps && self.recorder.is_well() && self.workers.iter().all(|worker| !worker.is_finished())
    }
}

/// What an earlier process on an embedded database had begun is sent again: nobody else is there to end it.
async fn take_over(db: &Db) -> Result<(), StoreError> {
    if !db.is_shared() {
        let end = |c: &mut AnyConnection| {
            let deliveries = due_deliveries::end_all_leases(c, SystemScope)?;
            let jobs = jobs::end_all_leases(c, SystemScope)?;
            Ok::<_, StoreError>((deliveries, jobs, mails::end_all_leases(c, SystemScope)?))
        };
        let (deliveries, jobs, mails) = db.write(end).await?;
        if deliveries + jobs + mails > 0 {
            tracing::info!(deliveries, jobs, mails, "took over what an earlier process had begun");
        }
    }
    Ok(())
}
