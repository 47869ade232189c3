//! Hands out deliveries to send: plans over the lanes, claims, and brings each claim together with its event and
//! its hook. All workers of a process ask the same dispatcher.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use billhook_core::clock::{Clock, Timestamp};
use billhook_core::event::Event;
use billhook_core::id::{DeliveryId, EventId, HookId};
use billhook_core::secret::MasterKey;
use billhook_core::target::AllowedNetworks;
use billhook_store::due_deliveries::{self, Claimed, Lease, SendableHook, Want};
use billhook_store::handover::{HandedOver, Taker};
use billhook_store::wake::Wake;
use billhook_store::{Db, StoreError, SystemScope, sending};
use parking_lot::Mutex;
use tokio::sync::Notify;
use tokio::time::Instant;
use tokio_util::task::TaskTracker;

use crate::lanes::{Lanes, Slots};
use crate::ready_hook::{ReadyHook, ReadyHooks};

/// How deliveries are claimed.
#[derive(Clone, Copy, Debug)]
pub struct DispatchLimits {
    /// Requests that may be out at once, over all hooks.
    pub slots: u32,
    /// For how long a claimed delivery belongs to this process. Longer than any hook's timeout.
    pub lease: Duration,
    /// How often the lanes are put right from the database, at most.
    pub sweep: Duration,
}

impl Default for DispatchLimits {
    fn default() -> Self {
        Self { slots: 512, lease: Duration::from_secs(90), sweep: Duration::from_millis(500) }
    }
}

/// A delivery to be sent, with everything that its request is made of.
#[derive(Clone, Debug)]
pub(crate) struct Sendable {
    pub(crate) claimed: Claimed,
    pub(crate) event: Arc<Event>,
    pub(crate) hook: Arc<ReadyHook>,
    pub(crate) leased_until: Timestamp,
}

/// What a sweep may cost: it takes place again after so many times its own length.
const SWEEP_SHARE: u32 = 50;
/// For how long a lane is held at a time. What a process that died had begun is begun anew after this.
const HOLD: Duration = Duration::from_secs(10);
/// One worker takes at least so many of what was handed over, before it leaves the rest to others.
const MOST_OF_A_PART: usize = 16;
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
    /// Deliveries that were handed over, in the order in which they were committed.
    handed_over: Mutex<VecDeque<Sendable>>,
    room: Notify,
    /// Claims under way, also those that nobody waits for any more.
    claims: TaskTracker,
    closed: AtomicBool,
    /// Names this process among those that share the database.
    holder: [u8; 16],
    held: Mutex<HashMap<HookId, Timestamp>>,
}

/// What whoever looks for work has to remember.
struct Turn {
    next_sweep: Instant,
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
            turn: tokio::sync::Mutex::new(Turn { next_sweep: Instant::now(), claim_first: false }),
            handed_over: Mutex::default(),
            room: Notify::new(),
            claims: TaskTracker::new(),
            closed: AtomicBool::new(false),
            holder: *DeliveryId::new(clock.now()).as_bytes(),
            held: Mutex::default(),
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
    /// May be dropped at any time: what a dropped call had claimed is handed back.
    pub(crate) async fn next(self: &Arc<Self>, most: usize) -> Vec<Sendable> {
        let mut turn = self.turn.lock().await;
        while !self.closed.load(Ordering::Acquire) {
            self.take_hints();
            if self.wake.take_sweep() || Instant::now() >= turn.next_sweep {
                turn.next_sweep = Instant::now() + self.sweep().await;
            }
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
                    self.wait(turn.next_sweep).await;
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
        let part = handed_over.len().div_ceil(2).max(MOST_OF_A_PART).min(most).min(handed_over.len());
        let taken = handed_over.drain(..part).collect();
        if !handed_over.is_empty() {
            self.room.notify_one();
        }
        taken
    }

    /// A request of this hook is over.
    pub(crate) fn answered(&self, hook: HookId, after: Duration) {
        let mut lanes = self.lanes.lock();
        lanes.answered(hook, after.as_secs_f64() * 1000.0, self.clock.now());
        let has_turns = lanes.has_turns();
        drop(lanes);
        if has_turns {
            self.room.notify_one();
        }
    }

    /// Claimed deliveries that were not sent go back to their lanes.
    pub(crate) async fn hand_back(&self, claims: Vec<Claimed>) {
        let mut by_token: HashMap<i64, Vec<DeliveryId>> = HashMap::new();
        claims
            .iter()
            .for_each(|claim| by_token.entry(claim.lease_token).or_default().push(claim.delivery_id));
        let result = self
            .db
            .write(move |c| {
                by_token.iter().try_for_each(|(token, ids)| {
                    due_deliveries::hand_back(c, SystemScope, ids, *token).map(drop)
                })
            })
            .await;
        if let Err(error) = result {
            tracing::warn!(%error, "deliveries could not be handed back; their leases run out by themselves");
        }
        let now = self.clock.now();
        let mut lanes = self.lanes.lock();
        claims.iter().for_each(|claim| lanes.handed_back(claim.hook_id, 1, now));
        drop(lanes);
        self.room.notify_one();
    }

    /// Claims nothing any more.
    pub(crate) fn close(&self) {
        self.closed.store(true, Ordering::Release);
        self.room.notify_waiters();
        self.wake.look_at_lanes();
    }

    /// True once nothing more is to be sent.
    pub(crate) fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Acquire)
    }

    /// Waits for the claim that may be under way, and lets go of this process's lanes, so that others need not wait
    /// for them. To be called when no worker asks any more.
    pub(crate) async fn let_go(&self) -> Result<(), StoreError> {
        self.claims.close();
        self.claims.wait().await;
        let not_begun = std::mem::take(&mut *self.handed_over.lock());
        self.hand_back(not_begun.into_iter().map(|sendable| sendable.claimed).collect()).await;
        if !self.db.is_shared() {
            return Ok(());
        }
        let holder = self.holder;
        self.db.write(move |c| due_deliveries::let_go_of_lanes(c, SystemScope, &holder)).await
    }

    /// How many requests are out.
    pub(crate) fn out(&self) -> u32 {
        self.lanes.lock().out()
    }

    fn take_hints(&self) {
        let hints = self.wake.take_lanes();
        if hints.is_empty() {
            return;
        }
        let mut lanes = self.lanes.lock();
        hints.iter().for_each(|hint| lanes.hint(hint.tenant_id, hint.hook_id, hint.due_at));
    }

    async fn wait(&self, next_sweep: Instant) {
        let next_due =
            self.lanes.lock().next_at().map(|at| (at - self.clock.now()).to_std().unwrap_or_default());
        let until_due =
            next_due.map_or(next_sweep, |wait| Instant::now() + wait.max(Duration::from_millis(1)));
        tokio::select! {
            () = self.wake.lanes_changed() => {}
            () = self.room.notified() => {}
            () = tokio::time::sleep_until(next_sweep.min(until_due)) => {}
        }
    }

    /// Keeps the lanes in which requests are out: claims do that for the others.
    async fn keep_lanes(&self) {
        if !self.db.is_shared() {
            return;
        }
        let now = self.clock.now();
        let (holder, until, soon) = (self.holder, now + HOLD, now + HOLD / 2);
        let ending: Vec<HookId> = {
            let (lanes, held) = (self.lanes.lock(), self.held.lock());
            let is_ours = |until: Timestamp| now < until && until < soon;
            held.iter()
                .filter(|(hook, until)| is_ours(**until) && lanes.is_busy(**hook))
                .map(|(hook, _)| *hook)
                .collect()
        };
        if ending.is_empty() {
            return;
        }
        match self
            .db
            .write(move |c| due_deliveries::hold_lanes(c, SystemScope, &ending, &holder, now, until))
            .await
        {
            Ok(kept) => self.held.lock().extend(kept.into_iter().map(|hook| (hook, until))),
            Err(error) => tracing::warn!(%error, "lanes could not be kept; another process may take them"),
        }
    }

    /// Puts the lanes right and returns how long to wait before the next time.
    async fn sweep(&self) -> Duration {
        self.keep_lanes().await;
        let (started, now) = (Instant::now(), self.clock.now());
        match self.db.read(move |c| due_deliveries::lanes_with_work(c, SystemScope, now)).await {
            Ok(work) => {
                let mut lanes = self.lanes.lock();
                lanes.forget_idle(now);
                work.iter().for_each(|lane| lanes.hint(lane.tenant_id, lane.hook_id, lane.due_at));
                self.limits.sweep.max(started.elapsed() * SWEEP_SHARE)
            }
            Err(error) => {
                tracing::error!(%error, "the lanes cannot be read; trying again");
                AFTER_FAILURE
            }
        }
    }

    /// Runs the claim to its end even if the caller goes away, and then hands back what it brought.
    async fn claim_uncancelled(self: &Arc<Self>, wants: Vec<Want>) -> Vec<Sendable> {
        let (sender, receiver) = tokio::sync::oneshot::channel();
        let this = self.clone();
        self.claims.spawn(async move {
            let found = this.claim(wants).await;
            if let Err(unwanted) = sender.send(found) {
                this.hand_back(unwanted.into_iter().map(|sendable: Sendable| sendable.claimed).collect())
                    .await;
            }
        });
        receiver.await.unwrap_or_default()
    }

    async fn claim(&self, wants: Vec<Want>) -> Vec<Sendable> {
        let now = self.clock.now();
        let leased_until = now + self.limits.lease;
        let lease = Lease {
            now: now.timestamp_micros(),
            until: leased_until.timestamp_micros(),
            token: fastrand::i64(1..),
        };
        let outcome = self.claim_rows(wants.clone(), lease, now).await;
        let claim = outcome.unwrap_or_else(|error| {
            tracing::error!(%error, "deliveries cannot be claimed; trying again");
            Claim::default()
        });
        self.note_claim(&wants, &claim, now);
        if claim.rows.is_empty() {
            return Vec::new();
        }
        match self.complete(&claim, leased_until).await {
            Ok(found) => found,
            Err(error) => {
                tracing::error!(%error, "claimed deliveries cannot be read; handing them back");
                self.hand_back(claim.rows).await;
                Vec::new()
            }
        }
    }

    async fn claim_rows(&self, wants: Vec<Want>, lease: Lease, now: Timestamp) -> Result<Claim, StoreError> {
        let to_hold = self.lanes_to_hold(&wants, now);
        let (holder, until) = (self.holder, now + HOLD);
        let claim = self
            .db
            .write(move |c| {
                let ids: Vec<HookId> = wants.iter().map(|want| want.hook_id).collect();
                let sendable = due_deliveries::sendable(c, SystemScope, &ids)?;
                let sendable: HashMap<HookId, SendableHook> =
                    sendable.into_iter().map(|hook| (hook.id, hook)).collect();
                let held = if to_hold.is_empty() {
                    Vec::new()
                } else {
                    due_deliveries::hold_lanes(c, SystemScope, &to_hold, &holder, now, until)?
                };
                let ours = |id: &HookId| !to_hold.contains(id) || held.contains(id);
                let ours = |want: Want| {
                    let hook = sendable.get(&want.hook_id).filter(|hook| ours(&hook.id))?;
                    Some(Want { only_tests: hook.only_tests, ..want })
                };
                let wants: Vec<Want> = wants.into_iter().filter_map(ours).collect();
                let rows = due_deliveries::claim(c, SystemScope, &wants, lease)?;
                let revisions = sendable.into_values().map(|hook| (hook.id, hook.revision)).collect();
                Ok::<_, StoreError>(Claim { rows, revisions, held })
            })
            .await?;
        let mut known = self.held.lock();
        known.extend(claim.held.iter().map(|hook| (*hook, until)));
        Ok(claim)
    }

    /// The lanes that this process does not hold, or not for much longer. None where it need not share.
    fn lanes_to_hold(&self, wants: &[Want], now: Timestamp) -> Vec<HookId> {
        if !self.db.is_shared() {
            return Vec::new();
        }
        let held = self.held.lock();
        let enough = now + HOLD / 2;
        let hooks = wants.iter().map(|want| want.hook_id);
        hooks.filter(|hook| held.get(hook).is_none_or(|until| *until < enough)).collect()
    }

    /// True if this process holds the lane for long enough to send something, or need not hold it.
    fn is_held(&self, hook: HookId, now: Timestamp) -> bool {
        !self.db.is_shared() || self.held.lock().get(&hook).is_some_and(|until| now + HOLD / 4 < *until)
    }

    fn note_claim(&self, wants: &[Want], claim: &Claim, now: Timestamp) {
        let mut got: HashMap<HookId, u32> = HashMap::new();
        claim.rows.iter().for_each(|row| *got.entry(row.hook_id).or_default() += 1);
        let mut lanes = self.lanes.lock();
        for want in wants {
            lanes.claimed(want, got.get(&want.hook_id).copied().unwrap_or(0), now);
        }
    }

    /// Brings claims together with their events and hooks, reading those that are not at hand.
    async fn complete(&self, claim: &Claim, leased_until: Timestamp) -> Result<Vec<Sendable>, StoreError> {
        let mut hooks: HashMap<HookId, Arc<ReadyHook>> = HashMap::new();
        let mut unread: Vec<HookId> = Vec::new();
        for (id, revision) in &claim.revisions {
            match self.hooks.get(*id, *revision) {
                Some(hook) => drop(hooks.insert(*id, hook)),
                None => unread.push(*id),
            }
        }
        let mut event_ids: Vec<EventId> = claim.rows.iter().map(|row| row.event_id).collect();
        event_ids.sort_unstable();
        event_ids.dedup();
        let (read, events) = self
            .db
            .read(move |c| {
                let hooks =
                    if unread.is_empty() { Vec::new() } else { sending::hooks(c, SystemScope, &unread)? };
                Ok::<_, StoreError>((hooks, sending::events(c, SystemScope, &event_ids)?))
            })
            .await?;
        for hook in read {
            let id = hook.id;
            match self.hooks.open(hook, &self.key, &self.allowed) {
                Ok(hook) => drop(hooks.insert(id, hook)),
                Err(why) => tracing::error!(hook = %id, why, "a hook cannot send"),
            }
        }
        let events: HashMap<EventId, Arc<Event>> =
            events.into_iter().map(|event| (event.id, Arc::new(event))).collect();
        Ok(self.join(claim, &hooks, &events, leased_until))
    }

    fn join(
        &self,
        claim: &Claim,
        hooks: &HashMap<HookId, Arc<ReadyHook>>,
        events: &HashMap<EventId, Arc<Event>>,
        leased_until: Timestamp,
    ) -> Vec<Sendable> {
        let now = self.clock.now();
        let mut lanes = self.lanes.lock();
        hooks.values().for_each(|hook| lanes.set_bounds(hook.id, hook.bounds, now));
        let mut found = Vec::with_capacity(claim.rows.len());
        for row in &claim.rows {
            match (hooks.get(&row.hook_id), events.get(&row.event_id)) {
                (Some(hook), Some(event)) => found.push(Sendable {
                    claimed: row.clone(),
                    event: event.clone(),
                    hook: hook.clone(),
                    leased_until,
                }),
                // Its lease runs out; by then the hook may be mended.
                _ => lanes.answered(row.hook_id, 0.0, now),
            }
        }
        found
    }
}

impl Taker for Dispatcher {
    fn reserve(&self, hook: HookId, revision: i64, now: Timestamp) -> bool {
        !self.is_closed()
            && self.hooks.get(hook, revision).is_some()
            && self.is_held(hook, now)
            && self.lanes.lock().reserve(hook, now)
    }

    fn release(&self, hook: HookId) {
        self.lanes.lock().release(hook, self.clock.now());
    }

    fn leased_until(&self, now: Timestamp) -> Timestamp {
        now + self.limits.lease
    }

    fn take(self: Arc<Self>, deliveries: Vec<HandedOver>) {
        let (mut ready, mut unfit) = (Vec::with_capacity(deliveries.len()), Vec::new());
        for HandedOver { claimed, event, revision, leased_until } in deliveries {
            match self.hooks.get(claimed.hook_id, revision).filter(|_| !self.is_closed()) {
                Some(hook) => ready.push(Sendable { claimed, event, hook, leased_until }),
                None => unfit.push(claimed),
            }
        }
        if !unfit.is_empty() {
            let this = self.clone();
            self.claims.spawn(async move { this.hand_back(unfit).await });
        }
        self.handed_over.lock().extend(ready);
        self.room.notify_one();
    }
}

/// What a claim brought.
#[derive(Default)]
struct Claim {
    rows: Vec<Claimed>,
    /// The hooks that may send, with their revisions.
    revisions: HashMap<HookId, i64>,
    /// Lanes newly held.
    held: Vec<HookId>,
}
