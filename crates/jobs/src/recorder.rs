//! Records attempts in batches; a database that is away is waited for.

use std::sync::Arc;
use std::time::Duration;

use billhook_core::delivery::HookEffect;
use billhook_store::grouped::{Bounds, Grouped, Linger, Write};
use billhook_store::record::{Finished, Recorded, record, record_at_once};
use billhook_store::{AnyConnection, Db, StoreError, SystemScope, attempts};

/// Outcomes that are recorded together.
const MAX_PER_COMMIT: usize = 500;
/// The same on SQLite, whose one writer keeps posts waiting meanwhile: some milliseconds.
const MAX_PER_COMMIT_ALONE: usize = 100;
/// Bytes of them, requests and answers included: drivers copy what they send.
const BYTES_PER_COMMIT: usize = 4 << 20;
/// Nobody waits for the record of an attempt but the process itself, and a commit costs the same for one as for fifty.
/// Short enough that a kill repeats few deliveries more.
const LINGER: Linger = Linger { crowd: 2, time: Duration::from_millis(5) };
/// Outcomes that may wait. More than can be out, so that nobody ever waits for room.
const CAPACITY: usize = 16_384;

/// Writes attempts. Clones share the writer.
#[derive(Clone)]
pub(crate) struct Recorder {
    writer: Grouped<Arc<Finished>, Recorded>,
    db: Db,
}

/// Writes batches of outcomes.
struct Outcomes;

impl Write<Arc<Finished>, Recorded> for Outcomes {
    fn write(
        &self,
        connection: &mut AnyConnection,
        batch: &[Arc<Finished>],
    ) -> Result<Vec<Recorded>, StoreError> {
        let batch: Vec<&Finished> = batch.iter().map(AsRef::as_ref).collect();
        record(connection, SystemScope, &batch)
    }

    fn write_at_once(
        &self,
        connection: &mut AnyConnection,
        batch: &[Arc<Finished>],
    ) -> Result<Option<Vec<Recorded>>, StoreError> {
        let batch: Vec<&Finished> = batch.iter().map(AsRef::as_ref).collect();
        record_at_once(connection, SystemScope, &batch)
    }
}

impl Recorder {
    /// Starts the writer on the present Tokio runtime.
    pub(crate) fn start(db: Db) -> Self {
        let bounds = Bounds {
            waiting: CAPACITY,
            together: if db.is_shared() { MAX_PER_COMMIT } else { MAX_PER_COMMIT_ALONE },
            bytes_together: BYTES_PER_COMMIT,
            linger: Some(LINGER),
            // Not asked for: an outcome waits as long as it takes.
            max_wait: Duration::MAX,
        };
        let writer =
            Grouped::start(db.clone(), bounds, |finished| finished.exchange.weight(), Outcomes, |_| {});
        Self { writer, db }
    }

    /// True as long as attempts are written.
    pub(crate) fn is_well(&self) -> bool {
        !self.writer.has_stopped()
    }

    /// Returns when the attempt is durable, or when its claim no longer stands. As long as the database is away it
    /// is tried again: what was sent is only forgotten if this process dies. `None` if it could not be
    /// recorded, whatever was left out.
    pub(crate) async fn record(&self, finished: Finished) -> Option<Recorded> {
        let mut finished = Arc::new(finished);
        let mut wait = Duration::from_millis(50);
        let mut may_be_kept = false;
        loop {
            match self.writer.write_when_there_is_room(finished.clone()).await {
                // It may be that an earlier try worked, and only its answer was lost.
                Ok(Recorded::LostLease) if may_be_kept => {
                    let is_kept = self.is_kept(&finished).await;
                    return Some(if is_kept { Recorded::Kept } else { Recorded::LostLease });
                }
                Ok(recorded) => return Some(recorded),
                Err(error) if error.is_transient() => {
                    may_be_kept = true;
                    error.log("an attempt cannot be recorded; trying again");
                    tokio::time::sleep(wait).await;
                    wait = (wait * 2).min(Duration::from_secs(2));
                }
                Err(error) => {
                    let Some(left) = without_more(&finished) else {
                        tracing::error!(%error, delivery = %finished.delivery_id, "an attempt cannot be recorded");
                        return None;
                    };
                    tracing::error!(%error, delivery = %finished.delivery_id, "an attempt is recorded in part");
                    finished = Arc::new(left);
                }
            }
        }
    }

    async fn is_kept(&self, finished: &Finished) -> bool {
        let (tenant, delivery) = (finished.tenant_id, finished.delivery_id);
        let (number, started_at) = (finished.number, finished.exchange.started_at);
        let is_kept = self.db.read(move |c| attempts::is_kept(c, tenant, delivery, number, started_at));
        is_kept.await.unwrap_or(false)
    }
}

/// The same without something that the database may not take, which must not send the delivery again for ever:
/// first what was said, then what it means for the hook.
fn without_more(finished: &Finished) -> Option<Finished> {
    if !finished.exchange.is_bare() {
        return Some(Finished { exchange: finished.exchange.bare(), ..finished.clone() });
    }
    if finished.verdict.hook == HookEffect::Untouched {
        return None;
    }
    let mut left = finished.clone();
    left.verdict.hook = HookEffect::Untouched;
    Some(left)
}
