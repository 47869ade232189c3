//! All lanes, and the plan of the next claim.

use std::collections::{BTreeSet, HashMap, VecDeque};

use billhook_core::clock::Timestamp;
use billhook_core::id::{HookId, TenantId};
use billhook_store::due_deliveries::Want;

use super::lane::{Bounds, Lane};

/// How many requests the sender can have out at once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slots {
    /// In all.
    pub all: u32,
    /// For lanes that are slow.
    pub slow: u32,
}

impl Slots {
    /// Half of the slots for slow lanes.
    pub(crate) fn of(all: u32) -> Self {
        Self { all, slow: (all / 2).max(1) }
    }
}

/// A quick lane that reaches its bound may have this many times its room claimed.
const CLAIMED_AHEAD: u32 = 4;

/// The lanes that are known, and whose turn it is.
#[derive(Debug)]
pub(crate) struct Lanes {
    slots: Slots,
    lanes: HashMap<HookId, Lane>,
    /// Lanes with work that is due, by tenant; the tenant in front is next.
    turns: VecDeque<TenantId>,
    queues: HashMap<TenantId, VecDeque<HookId>>,
    /// Lanes whose work, or whose next token, is due later.
    later: BTreeSet<(Timestamp, HookId)>,
    out: Out,
    /// What each tenant has of it, where that is anything.
    out_of: HashMap<TenantId, Out>,
}

/// Requests that are out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Out {
    all: u32,
    /// Of slow lanes.
    slow: u32,
}

impl Out {
    fn of(lane: &Lane) -> Self {
        let all = lane.out();
        Self { all, slow: if lane.is_slow() { all } else { 0 } }
    }

    /// Counts a lane as it is now in place of what it was before.
    fn count(&mut self, before: Self, now: Self) {
        self.all = self.all + now.all - before.all;
        self.slow = self.slow + now.slow - before.slow;
    }
}

impl Lanes {
    /// No lanes, with these slots.
    pub(crate) fn new(slots: Slots) -> Self {
        Self {
            slots,
            lanes: HashMap::new(),
            turns: VecDeque::new(),
            queues: HashMap::new(),
            later: BTreeSet::new(),
            out: Out::default(),
            out_of: HashMap::new(),
        }
    }

    /// A delivery of this hook is due at `due_at`, or may be.
    pub(crate) fn hint(&mut self, tenant_id: TenantId, hook: HookId, due_at: Timestamp) {
        let lane = self.lanes.entry(hook).or_insert_with(|| Lane::new(tenant_id));
        lane.hint(due_at);
        if !lane.queued {
            // Not when its rate allows the next one, which a look finds out by the clock of its moment: that
            // may have been set back.
            let at = lane.due_at.unwrap_or(due_at);
            self.look_later(hook, at);
        }
    }

    /// What the hook allows, as just read.
    pub(crate) fn set_bounds(&mut self, hook: HookId, bounds: Bounds, now: Timestamp) {
        self.change(hook, |lane| lane.set_bounds(bounds, now));
    }

    /// What to claim now: at most `most` deliveries in all.
    pub(crate) fn plan(&mut self, now: Timestamp, most: u32) -> Vec<Want> {
        self.queue_what_is_due(now);
        let mut wants: Vec<Want> = Vec::new();
        let mut left = most;
        let mut full = Vec::new();
        let lanes_waiting: usize = self.queues.values().map(VecDeque::len).sum();
        for _ in 0..lanes_waiting {
            let Some(hook) = (left > 0).then(|| self.next_turn(&mut full)).flatten() else { break };
            let share = left.div_ceil(lanes_waiting.saturating_sub(wants.len()).max(1) as u32);
            if let Some(want) = self.want(hook, now, share.max(1).min(left)) {
                left -= want.slots as u32;
                wants.push(want);
            }
        }
        self.turns.extend(full);
        wants
    }

    /// A claim of these wants brought this many for this hook.
    pub(crate) fn claimed(&mut self, want: &Want, got: u32, now: Timestamp) {
        let missing = (want.slots as u32).saturating_sub(got);
        self.change(want.hook_id, |lane| {
            lane.give_back(missing);
            if missing > 0 {
                lane.due_at = None;
            }
        });
        self.queue_if_ready(want.hook_id, now);
    }

    /// A request of this hook is over, after this many milliseconds.
    pub(crate) fn answered(&mut self, hook: HookId, after_ms: f64, now: Timestamp) {
        self.change(hook, |lane| lane.answered(after_ms, now));
        self.queue_if_ready(hook, now);
    }

    /// What came of a request of this hook is being recorded.
    pub(crate) fn records(&mut self, hook: HookId) {
        if let Some(lane) = self.lanes.get_mut(&hook) {
            lane.recording += 1;
        }
    }

    /// It is durable, or does not count.
    pub(crate) fn recorded(&mut self, hook: HookId) {
        if let Some(lane) = self.lanes.get_mut(&hook) {
            lane.recording = lane.recording.saturating_sub(1);
        }
    }

    /// This many claimed deliveries of this hook were not sent.
    pub(crate) fn handed_back(&mut self, hook: HookId, count: u32, now: Timestamp) {
        self.change(hook, |lane| {
            lane.give_back(count);
            lane.hint(now);
        });
        self.queue_if_ready(hook, now);
    }

    /// True if a claim now might bring something.
    pub(crate) fn has_turns(&self) -> bool {
        !self.turns.is_empty() && self.out.all < self.slots.all
    }

    /// Whose hook it is, if its lane is known.
    pub(crate) fn tenant_of(&self, hook: HookId) -> Option<TenantId> {
        self.lanes.get(&hook).map(|lane| lane.tenant_id)
    }

    /// True if deliveries of this hook are claimed, or what came of them is not recorded.
    pub(crate) fn is_busy(&self, hook: HookId) -> bool {
        self.lanes.get(&hook).is_some_and(|lane| lane.claimed > 0 || lane.recording > 0)
    }

    /// When a lane that has nothing to do now will have.
    pub(crate) fn next_at(&self) -> Option<Timestamp> {
        self.later.first().map(|(at, _)| *at)
    }

    /// How many requests are out, as far as the lanes know.
    pub(crate) fn out(&self) -> u32 {
        self.out.all
    }

    /// How many slots a lane of this tenant may take now. No tenant gets more than it leaves free for others.
    fn room(&self, tenant: TenantId, slow: bool) -> u32 {
        let has = self.out_of.get(&tenant).copied().unwrap_or_default();
        let part = |slots: u32, out: u32, has: u32| slots.saturating_sub(out + has).div_ceil(2);
        let room = part(self.slots.all, self.out.all, has.all);
        if slow { room.min(part(self.slots.slow, self.out.slow, has.slow)) } else { room }
    }

    /// Keeps room for a delivery that was not claimed, if it takes nobody's turn: its own lane has nothing waiting, and
    /// there is so much room that those who do wait, wait for something else.
    pub(crate) fn reserve(&mut self, hook: HookId, now: Timestamp) -> bool {
        let turns_wait = !self.turns.is_empty();
        let Some((tenant, slow)) = self.lanes.get(&hook).map(|lane| (lane.tenant_id, lane.is_slow())) else {
            return false;
        };
        let takes_a_turn = turns_wait && (slow || self.out.all >= self.slots.all / 2);
        let room = !takes_a_turn && self.room(tenant, slow) > 0;
        let Some(lane) = self.lanes.get_mut(&hook) else { return false };
        let free = room && !lane.queued && lane.has_a_seat(now);
        if free {
            self.change(hook, |lane| lane.reserve(1));
        }
        free
    }

    /// Room that was kept for a delivery of this hook is not needed.
    pub(crate) fn release(&mut self, hook: HookId, now: Timestamp) {
        self.change(hook, |lane| lane.give_back(1));
        self.queue_if_ready(hook, now);
    }

    /// Forgets lanes with nothing to say, so that hooks that are gone do not pile up.
    pub(crate) fn forget_idle(&mut self, now: Timestamp) {
        self.lanes.retain(|_, lane| lane.queued || lane.look_at.is_some() || !lane.is_idle(now));
    }

    /// True if something is remembered of this hook's lane.
    pub(crate) fn know(&self, hook: HookId) -> bool {
        self.lanes.contains_key(&hook)
    }

    /// Notes when to look at a lane that stands in no queue: one instant for each, however often it is noted.
    fn look_later(&mut self, hook: HookId, at: Timestamp) {
        let Some(lane) = self.lanes.get_mut(&hook) else { return };
        if let Some(before) = lane.look_at.replace(at) {
            self.later.remove(&(before, hook));
        }
        self.later.insert((at, hook));
    }

    fn queue_what_is_due(&mut self, now: Timestamp) {
        while let Some(&(at, hook)) = self.later.first() {
            if at > now {
                break;
            }
            self.later.pop_first();
            if let Some(lane) = self.lanes.get_mut(&hook) {
                lane.look_at = None;
            }
            self.queue_if_ready(hook, now);
        }
    }

    /// Gives the lane a place in its tenant's queue if it has due work and room, or notes when it will have.
    fn queue_if_ready(&mut self, hook: HookId, now: Timestamp) {
        let Some(lane) = self.lanes.get_mut(&hook) else { return };
        let Some(due_at) = lane.due_at.filter(|_| !lane.queued) else { return };
        if due_at <= now && lane.free(now) > 0 {
            lane.queued = true;
            let tenant = lane.tenant_id;
            let queue = self.queues.entry(tenant).or_default();
            if queue.is_empty() {
                self.turns.push_back(tenant);
            }
            queue.push_back(hook);
        } else if let Some(at) = lane.ready_at().filter(|at| *at > now) {
            self.look_later(hook, at);
        }
        // Otherwise it has no room: an answer brings it here again.
    }

    /// The hook whose turn it is; it loses its place, and its tenant goes to the end. Tenants that may have
    /// nothing more out are put aside, however many hooks of theirs wait.
    fn next_turn(&mut self, full: &mut Vec<TenantId>) -> Option<HookId> {
        let tenant = loop {
            let tenant = self.turns.pop_front()?;
            if self.room(tenant, false) > 0 {
                break tenant;
            }
            full.push(tenant);
        };
        let queue = self.queues.get_mut(&tenant)?;
        let hook = queue.pop_front();
        if queue.is_empty() {
            self.queues.remove(&tenant);
        } else {
            self.turns.push_back(tenant);
        }
        if let Some(lane) = hook.and_then(|hook| self.lanes.get_mut(&hook)) {
            lane.queued = false;
        }
        hook
    }

    fn want(&mut self, hook: HookId, now: Timestamp, share: u32) -> Option<Want> {
        let lane = self.lanes.get(&hook)?;
        let room = self.room(lane.tenant_id, lane.is_slow());
        let lane = self.lanes.get_mut(&hook)?;
        // What is claimed beyond a lane's bound waits here, and takes no slot.
        let most = if lane.left_of_bound() < room { room.saturating_mul(CLAIMED_AHEAD) } else { room };
        let slots = lane.free(now).min(share).min(most);
        if slots == 0 {
            self.queue_again(hook);
            return None;
        }
        let mut retries_first = false;
        self.change(hook, |lane| retries_first = lane.claim(slots));
        Some(Want { hook_id: hook, slots: slots as i32, retries_first, only_tests: false })
    }

    /// The slots of its class are taken: it keeps its place and waits for an answer of any lane.
    fn queue_again(&mut self, hook: HookId) {
        let Some(lane) = self.lanes.get_mut(&hook) else { return };
        lane.queued = true;
        let queue = self.queues.entry(lane.tenant_id).or_default();
        if queue.is_empty() {
            self.turns.push_back(lane.tenant_id);
        }
        queue.push_back(hook);
    }

    /// Changes a lane and keeps the sums right: what it has out, and under which heading.
    fn change(&mut self, hook: HookId, change: impl FnOnce(&mut Lane)) {
        let Some(lane) = self.lanes.get_mut(&hook) else { return };
        let before = Out::of(lane);
        change(lane);
        let now = Out::of(lane);
        self.out.count(before, now);
        let of_tenant = self.out_of.entry(lane.tenant_id).or_default();
        of_tenant.count(before, now);
        if *of_tenant == Out::default() {
            self.out_of.remove(&lane.tenant_id);
        }
    }
}

#[cfg(test)]
mod tests;
