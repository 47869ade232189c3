//! Keeps the process's clock at the time of the database, so that processes that share one agree about what is
//! due and whose lease is over, however their machines' clocks are set. SQLite has no clock of its own: there
//! it is the machine's.

use std::sync::Arc;
use std::time::{Duration, Instant};

use billhook_core::clock::{Clock, Look, SystemClock};
use billhook_store::wake::Wake;
use billhook_store::{AnyConnection, Db, StoreError, SystemScope, due_deliveries, put_off};
use chrono::TimeDelta;
use tokio::time::MissedTickBehavior;

/// How often it is looked at.
const EVERY: Duration = Duration::from_secs(1);
/// A change of the clock by this is reported.
const TOLD: TimeDelta = TimeDelta::seconds(1);

pub(crate) struct Timekeeper {
    pub(crate) db: Db,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) wake: Wake,
    /// Whether this process sends, and so makes due what was put off.
    pub(crate) sends: bool,
    /// For how long any process leases deliveries at most.
    pub(crate) max_lease: TimeDelta,
}

/// Sets the clock by the database's; returns by how much it was changed.
pub(crate) async fn set(db: &Db, clock: &dyn Clock) -> Result<TimeDelta, StoreError> {
    let changed = clock.follow(db.read(look).await?);
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
    let shown = connection.servers_clock()?.unwrap_or_else(|| SystemClock.now());
    Ok(Look { shown, asked, answered: Instant::now() })
}

impl Timekeeper {
    /// Goes on until it is aborted.
    pub(crate) async fn keep(self) {
        if self.sends {
            self.make_due().await;
        }
        let mut rounds = tokio::time::interval(EVERY);
        rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            rounds.tick().await;
            // A database that is away is reported by others; the clock runs on meanwhile.
            let was_set_back = set(&self.db, self.clock.as_ref()).await.is_ok_and(|changed| changed <= -TOLD);
            if was_set_back && self.sends {
                self.make_due().await;
                self.shorten_leases().await;
            }
        }
    }

    /// What a clock that was ahead has put off.
    async fn make_due(&self) {
        match put_off::make_due(&self.db, SystemScope, self.clock.now()).await {
            Ok(0) => {}
            Ok(deliveries) => {
                tracing::warn!(deliveries, "a clock that was ahead had put these off: they are due now");
                self.wake.look_at_lanes();
            }
            Err(error) => error.log("what a clock that was ahead has put off could not be made due"),
        }
    }

    /// Those that were given by a clock that was ahead. Not when a process starts: leases of those that died
    /// are ended with their lanes, and on SQLite all of them are.
    async fn shorten_leases(&self) {
        let longest = self.clock.now() + self.max_lease;
        let shorten = move |c: &mut AnyConnection| due_deliveries::shorten_leases(c, SystemScope, longest);
        if let Err(error) = self.db.write(shorten).await {
            error.log("leases of a clock that was ahead could not be shortened");
        }
    }
}
