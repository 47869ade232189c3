//! Background jobs: the table of kinds, and how one is run.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use billhook_core::clock::{Clock, from_micros};
use billhook_core::secret::MasterKey;
use billhook_store::deliveries::TakenBack;
use billhook_store::hooks::{CancelWaiting, DrainWork, Drained};
use billhook_store::jobs::{self, ClaimedJob};
use billhook_store::owners::OwnerChanged;
use billhook_store::password_resets::Requested;
use billhook_store::replays::Stepped;
use billhook_store::tenants::Erased;
use billhook_store::wake::Wake;
use billhook_store::{
    AnyConnection, Db, StoreError, SystemScope, deliveries, hooks, owners, password_resets, replays, tenants,
};

/// How long a job may take before somebody else may begin it again, also if whoever began it has died. Jobs
/// work in small steps and put themselves back; a step that takes longer and is begun twice waits for itself
/// in the database, or does nothing.
const LEASE: Duration = Duration::from_secs(30);
/// How often the table is looked at without a hint.
const LOOK: Duration = Duration::from_secs(1);
/// How many jobs are leased at once.
const MAX_LEASED: i64 = 8;
/// After this many failures a job waits as long as it ever does.
const SLOWEST_AFTER: u32 = 8;

/// A job, leased.
pub(crate) type Job = ClaimedJob;

/// What is left to do after a step of a job.
enum Step {
    Done,
    Again,
    /// After this time.
    Later(Duration),
}

/// Why a step failed.
#[derive(Debug, thiserror::Error)]
enum JobError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("its payload cannot be read: {0}")]
    Payload(#[from] serde_json::Error),
    #[error("it names no tenant")]
    NoTenant,
    #[error("no such kind of job: this program is older than the one that wrote it")]
    UnknownKind,
}

pub(crate) struct Background {
    pub(crate) db: Db,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) wake: Wake,
    pub(crate) key: Arc<MasterKey>,
    pub(crate) closed: AtomicBool,
}

impl Background {
    /// Waits until there are jobs and leases some. Empty once it is closed.
    pub(crate) async fn next(&self) -> Vec<Job> {
        while !self.closed.load(Ordering::Acquire) {
            let now = self.clock.now();
            let token = fastrand::i64(1..);
            let claimed = self
                .db
                .write(move |c| jobs::claim(c, SystemScope, MAX_LEASED, now, now + LEASE, token))
                .await;
            match claimed {
                Ok(jobs) if !jobs.is_empty() => return jobs,
                Ok(_) => {}
                Err(error) => error.log("background jobs cannot be claimed; trying again"),
            }
            // A timeout is not a failure: it is time to look without a hint.
            let _ = tokio::time::timeout(LOOK, self.wake.jobs_changed()).await;
        }
        Vec::new()
    }

    pub(crate) async fn hand_back(&self, jobs: Vec<Job>) {
        for job in jobs {
            self.put_back(job, Duration::ZERO, None).await;
        }
    }

    pub(crate) fn close(&self) {
        self.closed.store(true, Ordering::Release);
        self.wake.hint_jobs();
    }

    /// Runs one step of a job, and puts the job back if there is more to do.
    pub(crate) async fn run(self: Arc<Self>, job: Job) {
        let stepped = self.step(&job).await;
        count(&job, &stepped);
        match stepped {
            Ok(Step::Done) => {
                let result = self.db.write(move |c| jobs::finish(c, SystemScope, &job)).await;
                if let Err(error) = result {
                    error.log("a finished job could not be removed; it runs once more");
                }
            }
            Ok(Step::Again) => self.put_back(job, Duration::ZERO, None).await,
            Ok(Step::Later(wait)) => self.put_back(job, wait, None).await,
            Err(error) => {
                let wait = Duration::from_secs(1 << job.attempts.min(SLOWEST_AFTER));
                match &error {
                    JobError::Store(error) if error.is_transient() => error.log("a job failed; trying again"),
                    _ => {
                        tracing::error!(job = %job.id, kind = job.kind, %error, "a job failed; trying again")
                    }
                }
                self.put_back(job, wait, Some(error.to_string())).await;
            }
        }
    }

    async fn put_back(&self, job: Job, wait: Duration, error: Option<String>) {
        let at = self.clock.now() + wait;
        let result =
            self.db.write(move |c| jobs::run_again(c, SystemScope, &job, at, error.as_deref())).await;
        match result {
            Ok(()) => self.wake.hint_jobs(),
            Err(error) => {
                error.log("a job could not be put back; its lease runs out by itself");
            }
        }
    }

    /// One kind of job, one line.
    async fn step(&self, job: &Job) -> Result<Step, JobError> {
        match job.kind.as_str() {
            hooks::DRAIN => self.drain(job, serde_json::from_str(&job.payload)?).await,
            hooks::CANCEL_WAITING => self.cancel_waiting(serde_json::from_str(&job.payload)?).await,
            password_resets::REQUESTED => self.issue_reset(serde_json::from_str(&job.payload)?).await,
            owners::OWNER_CHANGED => self.owner_changed(job, serde_json::from_str(&job.payload)?).await,
            tenants::ERASE => self.erase_tenant(job).await,
            replays::REPLAY => self.replay(job, serde_json::from_str(&job.payload)?).await,
            _ => Err(JobError::UnknownKind),
        }
    }

    /// Mails a way back to an account, if there is one with this address.
    async fn issue_reset(&self, asked: Requested) -> Result<Step, JobError> {
        let (now, key) = (self.clock.now(), self.key.clone());
        let issue = move |c: &mut AnyConnection| password_resets::issue(c, &asked, &key, now);
        self.db.write(issue).await?;
        self.wake.hint_mails();
        Ok(Step::Done)
    }

    /// Cancels what waits for a hook that takes no more deliveries, this many at a time, until nothing is
    /// being sent that could come back to wait, and nobody can still be writing who has not heard of it.
    async fn cancel_waiting(&self, payload: CancelWaiting) -> Result<Step, JobError> {
        let now = self.clock.now();
        let (hook, reason, since) = (payload.hook_id, payload.reason, from_micros(payload.until));
        let work = move |c: &mut AnyConnection| {
            deliveries::cancel_waiting(c, SystemScope, hook, reason, since, now, CANCEL_AT_ONCE as i64)
        };
        let taken_back: TakenBack = self.db.write(work).await?;
        Ok(match taken_back {
            TakenBack { has_come_back: true, .. } => Step::Done,
            TakenBack { cancelled: 1.., .. } => Step::Again,
            TakenBack { in_flight: 1.., .. } => Step::Later(LOOK),
            // Differs because SQLite has one writer: who comes after the deactivation knows of it.
            TakenBack { .. } if self.db.is_shared() && now < since + HEARD_OF => {
                Step::Later((since + HEARD_OF - now).to_std().unwrap_or(HEARD_OF))
            }
            TakenBack { .. } => Step::Done,
        })
    }

    /// Gives a hook its own rate back once nothing waits of what it had collected.
    async fn drain(&self, job: &Job, work: DrainWork) -> Result<Step, JobError> {
        let (now, tenant) = (self.clock.now(), job.tenant_id.ok_or(JobError::NoTenant)?);
        let look = move |c: &mut AnyConnection| hooks::drain_step(c, tenant, work, now);
        let drained: Drained = self.db.write(look).await?;
        Ok(match drained {
            Drained::Waits => Step::Later(LOOK),
            Drained::Over => Step::Done,
        })
    }

    /// Sends the next deliveries of a replay again, this many at a time, at the rate that was asked for.
    async fn replay(&self, job: &Job, work: replays::Work) -> Result<Step, JobError> {
        let (now, id) = (self.clock.now(), work.replay_id);
        let tenant = job.tenant_id.ok_or(JobError::NoTenant)?;
        let step = move |c: &mut AnyConnection| replays::step(c, tenant, id, REPLAY_AT_ONCE, now);
        let stepped: Stepped = self.db.write(step).await?;
        if stepped != Stepped::Over {
            self.wake.look_at_lanes();
        }
        Ok(match stepped {
            Stepped::Over => Step::Done,
            Stepped::Waits => Step::Later(NEXT_REPLAY),
            Stepped::Made { deliveries, rate_per_s: Some(rate) } if deliveries > 0 => {
                Step::Later(Duration::from_secs(1) * deliveries / rate.max(1))
            }
            Stepped::Made { .. } | Stepped::Forgetting => Step::Again,
        })
    }

    /// Erases the next things of a tenant that is being deleted.
    async fn erase_tenant(&self, job: &Job) -> Result<Step, JobError> {
        let (now, tenant) = (self.clock.now(), job.tenant_id.ok_or(JobError::NoTenant)?);
        let work = move |c: &mut AnyConnection| tenants::erase(c, tenant, ERASE_AT_ONCE, now);
        let erased: Erased = self.db.write(work).await?;
        Ok(match erased {
            Erased::Rows(_) => Step::Again,
            Erased::Everything => Step::Done,
        })
    }

    /// Deactivates what a member may no longer own, this many hooks at a time. Done twice, it would take away
    /// what somebody has given back meanwhile: so the job ends in the transaction of its work, where the next
    /// begins if there are more hooks.
    async fn owner_changed(&self, job: &Job, change: OwnerChanged) -> Result<Step, JobError> {
        let (now, job) = (self.clock.now(), job.clone());
        let tenant = job.tenant_id.ok_or(JobError::NoTenant)?;
        let work = move |c: &mut AnyConnection| match jobs::finish(c, SystemScope, &job)? {
            true => owners::enforce(c, tenant, &change, now),
            false => Ok(0),
        };
        let deactivated: usize = self.db.write(work).await?;
        self.wake.hint_jobs();
        if deactivated > 0 {
            self.wake.hint_mails();
        }
        Ok(Step::Done)
    }
}

fn count(job: &Job, stepped: &Result<Step, JobError>) {
    let outcome = match stepped {
        Ok(Step::Done) => "done",
        Ok(Step::Again | Step::Later(_)) => "again",
        Err(_) => "failed",
    };
    // A kind is one of the program's own words, as long as no newer program wrote it.
    let kind = if matches!(stepped, Err(JobError::UnknownKind)) { "unknown" } else { &job.kind };
    metrics::counter!("billhook_jobs_total", "kind" => kind.to_owned(), "outcome" => outcome).increment(1);
}

/// How many deliveries one step cancels: few enough that others get to write in between.
const CANCEL_AT_ONCE: usize = 200;

/// After this time nobody accepts events for a hook by what was true before: a statement of Postgres takes a
/// minute at most.
const HEARD_OF: Duration = Duration::from_secs(70);

/// How many things of a tenant one step erases: few enough that others get to write in between.
const ERASE_AT_ONCE: i64 = 500;

/// When a replay looks again whether another one of its tenant's has made its step.
const NEXT_REPLAY: Duration = Duration::from_millis(100);

/// How many deliveries one step of a replay makes: few enough that others get to write in between.
const REPLAY_AT_ONCE: u32 = 100;
