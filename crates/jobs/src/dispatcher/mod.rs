//! Hands out deliveries to send: what the ingest hands over, and what is claimed by a plan over the lanes. All
//! workers of a process ask the same dispatcher.

mod claim;
mod holds;
mod sweeps;
mod taker;

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use billhook_core::clock::{Clock, Timestamp};
use billhook_core::id::{DeliveryId, HookId};
use billhook_core::secret::MasterKey;
use billhook_core::target::AllowedNetworks;
use billhook_store::due_deliveries::{self, Claimed};
use billhook_store::wake::{LaneHint, Wake};
use billhook_store::{AnyConnection, Db, StoreError, SystemScope, lanes};
use parking_lot::Mutex;
use tokio::sync::{Notify, watch};
use tokio::time::Instant;
use tokio_util::task::TaskTracker;

use self::holds::Holds;
use self::sweeps::Sweeps;
use crate::lanes::{Lanes, Slots};
use crate::ready_hook::ReadyHooks;
use crate::sendable::{Sendable, Unsent};

/// How deliveries are claimed.
#[derive(Clone, Copy, Debug)]
pub struct DispatchLimits {
    /// Requests that may be out at once, over all hooks.
    pub slots: u32,
    /// For how long a claimed delivery belongs to this process.
    pub lease: Duration,
    /// How often the lanes are put right from the database, at most.
    pub sweep: Duration,
}

impl Default for DispatchLimits {
    fn default() -> Self {
        Self { slots: 512, lease: Duration::from_secs(90), sweep: Duration::from_millis(500) }
    }
}

/// What is left of a lease when an attempt must be over: it may have waited for a while, and is yet to be recorded.
const LEASE_LEFT: Duration = Duration::from_secs(10);

impl DispatchLimits {
    /// The longest that an attempt may take, so that its lease outlasts it.
    pub(crate) fn max_attempt(&self) -> Duration {
        self.lease.saturating_sub(LEASE_LEFT).max(self.lease / 2)
    }
}

/// A worker takes at least this many of what was handed over, if there are, before it leaves the rest to others.
const LEAST_PART: usize = 16;
/// How long to wait after the database failed.
const AFTER_FAILURE: Duration = Duration::from_millis(500);

pub(crate) struct Dispatcher {
    db: Db,
    clock: Arc<dyn Clock>,
    wake: Wake,
    key: Arc<MasterKey>,
    allowed: Arc<AllowedNetworks>,
    limits: DispatchLimits,
    lanes: Mutex<Lanes>,
    hooks: ReadyHooks,
    /// One claim at a time: whoever holds this looks for work, the others wait for their turn.
    turn: tokio::sync::Mutex<Turn>,
    /// Claims that nobody used.
    unsent: Arc<Unsent>,
    /// Deliveries that were handed over, in the order in which they were committed.
    handed_over: Mutex<VecDeque<Sendable>>,
    /// Seats given to deliveries whose commit is under way.
    seats: watch::Sender<usize>,
    room: Notify,
    sweeps: Sweeps,
    /// Claims and sweeps under way, also those that nobody waits for any more.
    claims: TaskTracker,
    closed: AtomicBool,
    holds: Holds,
}

/// Deliveries that were claimed and not sent, by the token of their claim.
type GivenUp = HashMap<i64, Vec<DeliveryId>>;

/// What whoever looks for work has to remember.
#[derive(Default)]
struct Turn {
    /// Whether to claim before looking at what was handed over: the two take turns, so that neither starves.
    claim_first: bool,
}

impl Dispatcher {
    pub(crate) fn new(
        db: Db,
        clock: Arc<dyn Clock>,
        wake: Wake,
        key: Arc<MasterKey>,
        allowed: Arc<AllowedNetworks>,
        limits: DispatchLimits,
    ) -> Self {
        Self {
            lanes: Mutex::new(Lanes::new(Slots::of(limits.slots))),
            hooks: ReadyHooks::default(),
            turn: tokio::sync::Mutex::default(),
            unsent: Arc::default(),
            handed_over: Mutex::default(),
            seats: watch::Sender::new(0),
            room: Notify::new(),
            sweeps: Sweeps::new(Instant::now()),
            claims: TaskTracker::new(),
            closed: AtomicBool::new(false),
            holds: Holds::new(clock.now()),
            db,
            clock,
            wake,
            key,
            allowed,
            limits,
        }
    }

    /// Waits until there are deliveries to send and claims up to `most` of them. Empty once it is closed.
    ///
    /// May be dropped at any time: what a dropped call had claimed goes back to its lane.
    pub(crate) async fn next(self: &Arc<Self>, most: usize) -> Vec<Sendable> {
        let mut turn = self.turn.lock().await;
        while !self.closed.load(Ordering::Acquire) {
            self.hand_back(self.unsent.take()).await;
            self.take_hints();
            self.sweep_if_due();
            if !turn.claim_first {
                let handed_over = self.handed_over(most);
                turn.claim_first = !handed_over.is_empty();
                if turn.claim_first {
                    return handed_over;
                }
            }
            let waits = !std::mem::take(&mut turn.claim_first);
            let wants = self.lanes.lock().plan(self.clock.now(), u32::try_from(most).unwrap_or(u32::MAX));
            if wants.is_empty() {
                if waits {
                    self.wait().await;
                }
                continue;
            }
            let found = self.claim_uncancelled(wants).await;
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// Up to `most` of what was handed over, and no more than a worker's fair part of it.
    fn handed_over(&self, most: usize) -> Vec<Sendable> {
        let mut handed_over = self.handed_over.lock();
        let part = handed_over.len().div_ceil(2).max(LEAST_PART).min(most).min(handed_over.len());
        let taken = handed_over.drain(..part).collect();
        if !handed_over.is_empty() {
            self.room.notify_one();
        }
        taken
    }

    /// A request of this hook is over. What came of it is yet to be recorded.
    pub(crate) fn answered(&self, hook: HookId, after: Duration) {
        let mut lanes = self.lanes.lock();
        lanes.records(hook);
        lanes.answered(hook, after.as_secs_f64() * 1000.0, self.clock.now());
        let has_turns = lanes.has_turns();
        drop(lanes);
        if has_turns {
            self.room.notify_one();
        }
    }

    /// What came of a request of this hook is durable, or will not count.
    pub(crate) fn recorded(&self, hook: HookId) {
        self.lanes.lock().recorded(hook);
    }

    /// Claimed deliveries that were not sent go back to their lanes.
    async fn hand_back(self: &Arc<Self>, claims: Vec<Claimed>) {
        if claims.is_empty() {
            return;
        }
        let mut given_up = GivenUp::default();
        for claim in &claims {
            given_up.entry(claim.lease_token).or_default().push(claim.delivery_id);
        }
        if let Err(error) = self.give_up(given_up.clone()).await {
            error.log("deliveries could not be handed back; trying again");
            let this = self.clone();
            self.claims.spawn(async move { this.give_up_later(given_up).await });
        }
        let now = self.clock.now();
        let mut lanes = self.lanes.lock();
        claims.iter().for_each(|claim| lanes.handed_back(claim.hook_id, 1, now));
    }

    async fn give_up(&self, claims: GivenUp) -> Result<(), StoreError> {
        let give_up = move |c: &mut AnyConnection| {
            claims
                .iter()
                .try_for_each(|(token, ids)| due_deliveries::hand_back(c, SystemScope, ids, *token).map(drop))
        };
        self.db.write(give_up).await
    }

    /// Gives claims up once the database is back, so that they need not wait for the end of their leases. The
    /// next sweep finds them.
    async fn give_up_later(&self, claims: GivenUp) {
        self.try_while_leased(|| self.give_up(claims.clone())).await;
    }

    /// Does what could not be done just now, again and again, until it is done or leases of now have run out.
    async fn try_while_leased<T, F: Future<Output = Result<T, StoreError>>>(&self, what: impl Fn() -> F) {
        let leased_until = Instant::now() + self.limits.lease;
        while !self.is_closed() && Instant::now() < leased_until {
            tokio::time::sleep(AFTER_FAILURE).await;
            if what().await.is_ok() {
                return;
            }
        }
    }

    /// Claims nothing any more.
    pub(crate) fn close(&self) {
        self.closed.store(true, Ordering::Release);
        self.room.notify_waiters();
        self.wake.look_here();
    }

    /// True once nothing more is to be sent.
    pub(crate) fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Acquire)
    }

    /// Waits for the claim and the commits that may be under way, hands back what they bring, and lets go of this
    /// process's lanes, so that others need not wait for them. To be called when no worker asks any more.
    pub(crate) async fn let_go(self: &Arc<Self>) -> Result<(), StoreError> {
        // The sender lives in `self`, so this ends when the last seat is given up and not before.
        let _ = self.seats.subscribe().wait_for(|seats| *seats == 0).await;
        self.claims.close();
        self.claims.wait().await;
        self.handed_over.lock().clear();
        self.hand_back(self.unsent.take()).await;
        self.let_go_of_lanes().await?;
        self.wake.look_at_lanes();
        Ok(())
    }

    /// How many requests are out.
    pub(crate) fn out(&self) -> u32 {
        self.lanes.lock().out()
    }

    /// What was said of lanes in this process goes on to others where they hold the lane; what they have said
    /// of lanes that this one does not hold is theirs.
    fn take_hints(&self) {
        let (hints, heard) = (self.wake.take_lanes(), self.wake.take_heard());
        if hints.is_empty() && heard.is_empty() {
            return;
        }
        let is_here = |hint: &LaneHint| !self.holds.is_elsewhere(hint.hook_id);
        let (here, elsewhere): (Vec<_>, Vec<_>) = hints.into_iter().partition(is_here);
        if !elsewhere.is_empty() {
            self.wake.hint_lanes_elsewhere(elsewhere);
        }
        let mut lanes = self.lanes.lock();
        let here = here.into_iter().chain(heard.into_iter().filter(is_here));
        here.for_each(|hint| lanes.hint(hint.tenant_id, hint.hook_id, hint.due_at));
    }

    async fn wait(&self) {
        let next_due = self.lanes.lock().next_at().map(|at| {
            let wait = (at - self.clock.now()).to_std().unwrap_or_default();
            Instant::now() + wait.max(Duration::from_millis(1))
        });
        let until = next_due.into_iter().chain(self.sweeps.next()).min();
        tokio::select! {
            () = self.wake.lanes_changed() => {}
            () = self.room.notified() => {}
            () = self.unsent.added() => {}
            () = tokio::time::sleep_until(until.unwrap_or_else(Instant::now)), if until.is_some() => {}
        }
    }

    /// Puts the lanes right, beside everything else.
    fn sweep_if_due(self: &Arc<Self>) {
        if self.wake.take_sweep() {
            self.sweeps.ask();
        }
        if self.sweeps.begin(Instant::now()) {
            let this = self.clone();
            self.claims.spawn(async move { this.sweep().await });
        }
    }

    async fn sweep(&self) {
        let (started, now) = (Instant::now(), self.clock.now());
        let work = self.db.read(move |c| lanes::with_work(c, SystemScope, now)).await;
        let took = started.elapsed();
        match work {
            Ok(work) => {
                let mut lanes = self.lanes.lock();
                lanes.forget_idle(now);
                self.holds.forget_elsewhere();
                self.hooks.keep_only(|hook| lanes.know(hook));
                work.iter().for_each(|lane| lanes.hint(lane.tenant_id, lane.hook_id, lane.due_at));
                // What waits for them is known again only now: forgotten before, they would be opened at every sweep.
                self.hooks.forget_unready(|hook| lanes.know(hook));
                drop(lanes);
                self.sweeps.end(Instant::now(), took, self.limits.sweep);
            }
            Err(error) => {
                error.log("the lanes cannot be read; trying again");
                self.sweeps.end(Instant::now(), Duration::ZERO, AFTER_FAILURE);
            }
        }
        self.room.notify_one();
    }

    /// True if this process holds the lane for long enough to accept something for it, or need not hold it.
    fn is_held(&self, hook: HookId, now: Timestamp) -> bool {
        !self.db.is_shared() || self.holds.is_held(hook, now)
    }

    /// True if lanes have to be kept: others may take them.
    pub(crate) fn shares_lanes(&self) -> bool {
        self.db.is_shared()
    }

    /// True as long as nobody else may send in this lane.
    pub(crate) fn holds(&self, hook: HookId, now: Timestamp) -> bool {
        !self.db.is_shared() || !self.holds.has_lapsed(hook, now)
    }
}
