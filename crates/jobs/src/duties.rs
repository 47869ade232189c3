//! The table of periodic work. Each duty looks for itself, is harmless when there is nothing to do or when another
//! process does the same at the same time, and works in batches where there may be many rows.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use apalis_core::worker::builder::WorkerBuilder;
use apalis_core::worker::context::WorkerContext;
use apalis_cron::{CronScheduler, Tick};
use billhook_core::clock::{Clock, Timestamp};
use billhook_store::retention::Place;
use billhook_store::wake::Wake;
use billhook_store::{
    AnyConnection, Db, StoreError, SystemScope, held_events, hook_secrets, idempotency, operator_sessions,
    password_resets, portal, replays, retention, sessions, sign_ins, stats,
};
use futures::FutureExt;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::supervision::{Care, cancelled, keep_going};

/// For how long things are kept.
#[derive(Clone, Copy, Debug)]
pub struct Retention {
    /// Events, deliveries and attempts, in days, where a tenant has set nothing.
    pub history_days: u32,
    /// Sessions that have ended, in days.
    pub sessions_days: u32,
    /// The audit log, in days.
    pub audit_days: u32,
    /// Mails that were sent or given up, in days.
    pub mails_days: u32,
    /// Replays that are over, in days.
    pub replays_days: u32,
}

impl Default for Retention {
    fn default() -> Self {
        Self { history_days: 30, sessions_days: 30, audit_days: 365, mails_days: 30, replays_days: 90 }
    }
}

/// What a duty may use.
#[derive(Clone)]
pub struct Office {
    pub(crate) db: Db,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) wake: Wake,
    pub(crate) retention: Retention,
    /// Whoever deletes history.
    pub(crate) history: Arc<tokio::sync::Mutex<()>>,
}

/// One step of a duty: does a batch and says how much that was.
type Step = fn(&mut AnyConnection, Timestamp, Retention) -> Result<usize, StoreError>;

struct Duty {
    name: &'static str,
    /// Seconds, minutes, hours, day of month, month, day of week.
    schedule: &'static str,
    step: Step,
    /// A batch this large may have left something: the duty goes on at once.
    full: usize,
}

/// The duty that deletes history: not in the table, because its batches go on from where the one before ended.
const RETENTION: &str = "retention";
const RETENTION_SCHEDULE: &str = "17 * * * * *";
/// When leases that have run out are looked for.
const LEASES_SCHEDULE: &str = "*/10 * * * * *";

/// Old events that are looked at in one go, to find those of which nothing waits any more.
const HISTORY_LOOK: usize = 2000;

/// Events that are deleted in one transaction.
const HISTORY_BATCH: usize = 200;

/// Rows of one table, events aside, that are deleted in one transaction.
const RECORDS_BATCH: usize = 1000;

/// Replays that are deleted in one transaction.
const REPLAYS_BATCH: usize = 100;

const DUTIES: &[Duty] = &[
    Duty { name: "bodies", schedule: "19 * * * * *", step: erase_bodies, full: HISTORY_BATCH },
    Duty {
        name: "expired-secrets",
        schedule: "23 * * * * *",
        step: delete_expired_secrets,
        full: RECORDS_BATCH,
    },
    Duty { name: "audit-log", schedule: "41 * * * * *", step: delete_audit_entries, full: RECORDS_BATCH },
    Duty { name: "ended-mails", schedule: "47 * * * * *", step: delete_mails, full: RECORDS_BATCH },
    Duty { name: "ended-replays", schedule: "59 */5 * * * *", step: delete_replays, full: REPLAYS_BATCH },
    Duty { name: "old-stats", schedule: "53 11 * * * *", step: delete_old_stats, full: RECORDS_BATCH },
    Duty {
        name: "ended-sessions",
        schedule: "29 7 * * * *",
        step: delete_ended_sessions,
        full: RECORDS_BATCH,
    },
    Duty {
        name: "operator-sessions",
        schedule: "49 */5 * * * *",
        step: delete_operator_sessions,
        full: RECORDS_BATCH,
    },
    Duty { name: "released-events", schedule: "41 * * * * *", step: forget_released, full: RECORDS_BATCH },
    Duty {
        name: "idempotency-keys",
        schedule: "31 */5 * * * *",
        step: delete_idempotency_keys,
        full: RECORDS_BATCH,
    },
    Duty {
        name: "expired-resets",
        schedule: "43 */5 * * * *",
        step: delete_expired_resets,
        full: RECORDS_BATCH,
    },
    Duty { name: "portal-links", schedule: "53 */5 * * * *", step: delete_portal_links, full: RECORDS_BATCH },
    Duty {
        name: "sign-in-windows",
        schedule: "37 */5 * * * *",
        step: delete_sign_in_windows,
        full: RECORDS_BATCH,
    },
];

fn erase_bodies(c: &mut AnyConnection, now: Timestamp, _: Retention) -> Result<usize, StoreError> {
    retention::erase_bodies(c, SystemScope, now, HISTORY_BATCH)
}

fn delete_audit_entries(c: &mut AnyConnection, now: Timestamp, keep: Retention) -> Result<usize, StoreError> {
    let before = now - chrono::Duration::days(i64::from(keep.audit_days));
    retention::delete_audit_entries(c, SystemScope, before, RECORDS_BATCH as i64)
}

fn delete_mails(c: &mut AnyConnection, now: Timestamp, keep: Retention) -> Result<usize, StoreError> {
    let before = now - chrono::Duration::days(i64::from(keep.mails_days));
    retention::delete_mails(c, SystemScope, before, RECORDS_BATCH as i64)
}

fn delete_replays(c: &mut AnyConnection, now: Timestamp, keep: Retention) -> Result<usize, StoreError> {
    let before = now - chrono::Duration::days(i64::from(keep.replays_days));
    replays::delete_over(c, SystemScope, before, REPLAYS_BATCH as i64)
}

fn delete_expired_secrets(c: &mut AnyConnection, now: Timestamp, _: Retention) -> Result<usize, StoreError> {
    hook_secrets::delete_expired(c, SystemScope, now, RECORDS_BATCH as i64)
}

fn delete_ended_sessions(
    c: &mut AnyConnection,
    now: Timestamp,
    keep: Retention,
) -> Result<usize, StoreError> {
    let before = now - chrono::Duration::days(i64::from(keep.sessions_days));
    sessions::delete_ended(c, SystemScope, before, RECORDS_BATCH as i64)
}

fn delete_operator_sessions(
    c: &mut AnyConnection,
    now: Timestamp,
    _: Retention,
) -> Result<usize, StoreError> {
    operator_sessions::delete_expired(c, SystemScope, now, RECORDS_BATCH as i64)
}

fn delete_old_stats(c: &mut AnyConnection, now: Timestamp, keep: Retention) -> Result<usize, StoreError> {
    stats::delete_old(c, SystemScope, keep.history_days, now, RECORDS_BATCH)
}

fn forget_released(c: &mut AnyConnection, now: Timestamp, _: Retention) -> Result<usize, StoreError> {
    held_events::forget_released(c, SystemScope, now, RECORDS_BATCH as i64)
}

fn delete_idempotency_keys(c: &mut AnyConnection, now: Timestamp, _: Retention) -> Result<usize, StoreError> {
    idempotency::delete_expired(c, SystemScope, now, RECORDS_BATCH as i64)
}

fn delete_expired_resets(c: &mut AnyConnection, now: Timestamp, _: Retention) -> Result<usize, StoreError> {
    password_resets::delete_expired(c, SystemScope, now, RECORDS_BATCH as i64)
}

/// A link that is past says so for a day, to whoever comes late.
fn delete_portal_links(c: &mut AnyConnection, now: Timestamp, _: Retention) -> Result<usize, StoreError> {
    portal::delete_expired_links(c, SystemScope, now - chrono::Duration::days(1), RECORDS_BATCH as i64)
}

fn delete_sign_in_windows(c: &mut AnyConnection, now: Timestamp, _: Retention) -> Result<usize, StoreError> {
    sign_ins::delete_ended(c, SystemScope, now, RECORDS_BATCH as i64)
}

impl Office {
    /// Does every duty once, now: what a test asks for in place of waiting for the hour.
    pub async fn do_all(&self) {
        self.delete_history().await;
        for duty in DUTIES {
            self.perform(duty).await;
        }
        self.rescue();
    }

    async fn perform(&self, duty: &'static Duty) {
        loop {
            let (now, keep) = (self.clock.now(), self.retention);
            match self.db.write(move |c| (duty.step)(c, now, keep)).await {
                Ok(0) => return,
                Ok(done) => {
                    note_batch(duty.name, done);
                    if done < duty.full {
                        return;
                    }
                }
                Err(error) => return note_failure(duty.name, &error),
            }
        }
    }

    /// One round through all that is old.
    async fn delete_history(&self) {
        // A round may take longer than it is to the next.
        let Ok(_round) = self.history.try_lock() else { return };
        let mut from = Some(Place::BEGINNING);
        while let Some(place) = from {
            match self.look_and_delete(place).await {
                Ok(next) => from = next,
                Err(error) => return note_failure(RETENTION, &error),
            }
        }
    }

    async fn look_and_delete(&self, from: Place) -> Result<Option<Place>, StoreError> {
        let (now, days) = (self.clock.now(), self.retention.history_days);
        let look = move |c: &mut AnyConnection| {
            retention::list_overdue(c, SystemScope, days, now, from, HISTORY_LOOK)
        };
        let overdue = self.db.read(look).await?;
        for batch in overdue.events.chunks(HISTORY_BATCH) {
            let batch = batch.to_vec();
            let done = self.db.write(move |c| retention::delete_events(c, SystemScope, &batch)).await?;
            note_batch(RETENTION, done);
        }
        Ok(overdue.next)
    }

    /// Expired leases: the lanes are looked through again, and a delivery whose lease has run out is claimed like
    /// one that never had any.
    fn rescue(&self) {
        self.wake.look_at_lanes();
    }
}

fn note_batch(duty: &'static str, done: usize) {
    tracing::debug!(duty, done, "did a batch");
    metrics::counter!("billhook_duty_rows_total", "duty" => duty).increment(done as u64);
}

fn note_failure(duty: &'static str, error: &StoreError) {
    metrics::counter!("billhook_duty_failures_total", "duty" => duty).increment(1);
    error.log(&format!("the duty {duty} failed; it comes again"));
}

/// Starts a worker for each duty.
pub(crate) fn start(office: &Office, care: Care<'_>) -> Vec<JoinHandle<()>> {
    let of_table = DUTIES.iter().map(|duty| {
        let office = office.clone();
        start_one(duty.name, duty.schedule, care, move || {
            let office = office.clone();
            async move { office.perform(duty).await }
        })
    });
    let mut workers: Vec<_> = of_table.collect();
    let of_history = office.clone();
    workers.push(start_one(RETENTION, RETENTION_SCHEDULE, care, move || {
        let office = of_history.clone();
        async move { office.delete_history().await }
    }));
    let of_leases = office.clone();
    workers.push(start_one("expired-leases", LEASES_SCHEDULE, care, move || {
        let office = of_leases.clone();
        async move { office.rescue() }
    }));
    workers
}

fn start_one<F>(
    name: &'static str,
    schedule: &str,
    care: Care<'_>,
    perform: impl Fn() -> F + Clone + Send + Sync + 'static,
) -> JoinHandle<()>
where
    F: Future<Output = ()> + Send + 'static,
{
    #[expect(clippy::expect_used, reason = "constants, which a test reads")]
    let schedule: cron::Schedule = schedule.parse().expect("the table holds valid schedules");
    keep_going(name.to_owned(), care, move |stop| {
        let (perform, end) = (perform.clone(), stop.clone());
        let worker = WorkerBuilder::new(name)
            .backend(CronScheduler::new(schedule.clone()))
            .build(move |_: Tick<chrono::Utc>, _: WorkerContext| once(name, perform(), end.clone()));
        worker.run_until(cancelled(stop))
    })
}

/// Does a duty this time. A panic takes nobody along, and the end of the process does not wait: the duty comes again.
async fn once(name: &'static str, work: impl Future<Output = ()>, stop: CancellationToken) {
    tokio::select! {
        done = AssertUnwindSafe(work).catch_unwind() => {
            if done.is_err() {
                metrics::counter!("billhook_duty_failures_total", "duty" => name).increment(1);
                tracing::error!(duty = name, "a duty panicked; it comes again");
            }
        }
        () = stop.cancelled() => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_schedule_can_be_read() {
        let of_table = DUTIES.iter().map(|duty| duty.schedule);
        for schedule in of_table.chain([RETENTION_SCHEDULE, LEASES_SCHEDULE]) {
            assert!(schedule.parse::<cron::Schedule>().is_ok(), "{schedule}");
        }
    }

    #[tokio::test]
    async fn a_duty_that_panics_takes_nobody_along() {
        async fn panics() {
            panic!("on purpose");
        }
        once("one", panics(), CancellationToken::new()).await;
    }

    #[tokio::test]
    async fn a_stop_does_not_wait_for_a_long_duty() {
        let stop = CancellationToken::new();
        stop.cancel();
        once("one", std::future::pending(), stop).await;
    }
}
