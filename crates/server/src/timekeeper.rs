//! Keeps the process's clock at the time of the database, so that processes that share one agree about what is due and whose lease
//! is over, however their machines' clocks are set. SQLite has no clock of its own: there it is the machine's.

use std::sync::Arc;
use std::time::{Duration, Instant};

use billhook_core::clock::{Clock, Look, SystemClock};
use billhook_store::wake::Wake;
use billhook_store::{AnyConnection, Db, StoreError, SystemScope, put_off};
use chrono::TimeDelta;
use tokio::time::MissedTickBehavior;

/// How often it is looked at.
const EVERY: Duration = Duration::from_secs(1);
/// A change of the clock by this is told.
const TOLD: TimeDelta = TimeDelta::seconds(1);

pub(crate) struct Timekeeper {
    pub(crate) db: Db,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) wake: Wake,
    /// Whether this process sends, and so makes due what was put off.
    pub(crate) sends: bool,
    /// For how long any process leases deliveries at most.
    pub(crate) longest_lease: TimeDelta,
}

/// Sets the clock by the database's; returns by how much it was changed.
pub(crate) async fn set(db: &Db, clock: &dyn Clock) -> Result<TimeDelta, StoreError> {
    let look = if db.is_shared() { db.read(look).await? } else { look_at_the_machine() };
    let changed = clock.follow(look);
    if changed.abs() >= TOLD {
        tracing::warn!(
            seconds = changed.num_seconds(),
            "the clock was set: this machine's differs from the database's, or was changed"
        );
    }
    Ok(changed)
}

fn look(connection: &mut AnyConnection) -> Result<Look, StoreError> {
    let asked = Instant::now();
    Ok(match connection.servers_clock()? {
        Some(shown) => Look { shown, asked, answered: Instant::now() },
        None => look_at_the_machine(),
    })
}

fn look_at_the_machine() -> Look {
    let asked = Instant::now();
    Look { shown: SystemClock.now(), asked, answered: asked }
}

impl Timekeeper {
    /// Goes on until it is aborted.
    pub(crate) async fn keep(self) {
        self.make_due().await;
        let mut rounds = tokio::time::interval(EVERY);
        rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            rounds.tick().await;
            // A database that is away is told of by others; the clock runs on meanwhile.
            if set(&self.db, self.clock.as_ref()).await.is_ok_and(|changed| changed <= -TOLD) {
                self.make_due().await;
            }
        }
    }

    /// What a clock that was ahead has put off.
    async fn make_due(&self) {
        if !self.sends {
            return;
        }
        match put_off::make_due(&self.db, SystemScope, self.clock.now(), self.longest_lease).await {
            Ok(0) => {}
            Ok(deliveries) => {
                tracing::warn!(deliveries, "a clock that was ahead had put these off: they are due now");
                self.wake.look_at_lanes();
            }
            Err(error) => error.log("what a clock that was ahead has put off could not be made due"),
        }
    }
}
