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
    /// For lanes that are slow or not known yet.
    pub slow: u32,
}

impl Slots {
    /// Half of the slots for slow lanes.
    pub(crate) fn of(all: u32) -> Self {
        Self { all, slow: (all / 2).max(1) }
    }
}

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
    out: u32,
    out_slow: u32,
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
            out: 0,
            out_slow: 0,
        }
    }

    /// A delivery of this hook is due at `due_at`, or may be.
    pub(crate) fn hint(&mut self, tenant_id: TenantId, hook: HookId, due_at: Timestamp) {
        let lane = self.lanes.entry(hook).or_insert_with(|| Lane::new(tenant_id));
        lane.hint(due_at);
        if !lane.queued {
            self.later.insert((lane.ready_at().unwrap_or(due_at), hook));
        }
    }

    /// What the hook allows, as just read.
    pub(crate) fn set_bounds(&mut self, hook: HookId, bounds: Bounds, now: Timestamp) {
        if let Some(lane) = self.lanes.get_mut(&hook) {
            lane.set_bounds(bounds, now);
        }
    }

    /// What to claim now: at most `most` deliveries in all.
    pub(crate) fn plan(&mut self, now: Timestamp, most: u32) -> Vec<Want> {
        self.queue_what_is_due(now);
        let mut wants: Vec<Want> = Vec::new();
        let mut left = most;
        let lanes_waiting: usize = self.queues.values().map(VecDeque::len).sum();
        for _ in 0..lanes_waiting {
            let Some(hook) = (left > 0).then(|| self.next_turn()).flatten() else { break };
            let share = left.div_ceil(lanes_waiting.saturating_sub(wants.len()).max(1) as u32);
            if let Some(want) = self.want(hook, now, share.max(1).min(left)) {
                left -= want.slots as u32;
                wants.push(want);
            }
        }
        wants
    }

    /// A claim of these wants brought so many for this hook.
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

    /// A request of this hook is over, after so many milliseconds.
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

    /// So many claimed deliveries of this hook were not sent.
    pub(crate) fn handed_back(&mut self, hook: HookId, count: u32, now: Timestamp) {
        self.change(hook, |lane| {
            lane.give_back(count);
            lane.hint(now);
        });
        self.queue_if_ready(hook, now);
    }

    /// True if a claim now might bring something.
    pub(crate) fn has_turns(&self) -> bool {
        !self.turns.is_empty() && self.out < self.slots.all
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
        self.out
    }

    /// Keeps room for a delivery that was not claimed, if it takes nobody's turn: its own lane has nothing waiting, and
    /// there is so much room that those who do wait, wait for something else.
    pub(crate) fn reserve(&mut self, hook: HookId, now: Timestamp) -> bool {
        let turns_wait = !self.turns.is_empty();
        let Some(lane) = self.lanes.get_mut(&hook) else { return false };
        let room = if lane.is_slow() {
            !turns_wait && self.out_slow < self.slots.slow
        } else {
            self.out < if turns_wait { self.slots.all / 2 } else { self.slots.all }
        };
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
        self.lanes.retain(|_, lane| lane.queued || !lane.is_idle(now));
    }

    fn queue_what_is_due(&mut self, now: Timestamp) {
        while let Some(&(at, hook)) = self.later.first() {
            if at > now {
                break;
            }
            self.later.pop_first();
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
            self.later.insert((at, hook));
        }
        // Otherwise it has no room: an answer brings it here again.
    }

    /// The hook whose turn it is; it loses its place, and its tenant goes to the end.
    fn next_turn(&mut self) -> Option<HookId> {
        let tenant = self.turns.pop_front()?;
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
        let lane = self.lanes.get_mut(&hook)?;
        let class = if lane.is_slow() { self.slots.slow.saturating_sub(self.out_slow) } else { u32::MAX };
        let room = self.slots.all.saturating_sub(self.out).min(class);
        let slots = lane.free(now).min(share).min(if lane.is_slow() { room } else { room.saturating_mul(4) });
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
        let slow = |lane: &Lane| if lane.is_slow() { lane.out() } else { 0 };
        self.out -= lane.out();
        self.out_slow -= slow(lane);
        change(lane);
        self.out += lane.out();
        self.out_slow += slow(lane);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use billhook_core::clock::from_micros;

    fn at(ms: i64) -> Timestamp {
        from_micros(1_700_000_000_000_000 + ms * 1000)
    }

    fn tenant(n: u8) -> TenantId {
        TenantId::from_bytes([n; 16])
    }

    fn hook(n: u8) -> HookId {
        HookId::from_bytes([n; 16])
    }

    fn bounds(max_in_flight: u32) -> Bounds {
        Bounds { max_in_flight, rate_per_s: None }
    }

    /// A lane with plenty of due work.
    fn busy(lanes: &mut Lanes, tenant_of: u8, of: u8, bounds: Bounds) {
        lanes.hint(tenant(tenant_of), hook(of), at(0));
        lanes.set_bounds(hook(of), bounds, at(0));
    }

    fn slots_of(wants: &[Want], of: u8) -> i32 {
        wants.iter().filter(|want| want.hook_id == hook(of)).map(|want| want.slots).sum()
    }

    #[test]
    fn a_lane_never_has_more_out_than_its_bound() {
        let mut lanes = Lanes::new(Slots::of(512));
        busy(&mut lanes, 1, 1, bounds(3));
        assert_eq!(slots_of(&lanes.plan(at(0), 100), 1), 3);
        lanes.hint(tenant(1), hook(1), at(0));
        assert_eq!(lanes.plan(at(0), 100), []);
        lanes.answered(hook(1), 5000.0, at(1));
        assert_eq!(slots_of(&lanes.plan(at(1), 100), 1), 1);
    }

    #[test]
    fn tenants_share_evenly_however_many_hooks_each_has() {
        let mut lanes = Lanes::new(Slots::of(1000));
        for n in 1..=9 {
            busy(&mut lanes, 1, n, bounds(100));
        }
        busy(&mut lanes, 2, 100, bounds(100));
        let order: Vec<HookId> = lanes.plan(at(0), 20).iter().map(|want| want.hook_id).collect();
        assert!(order.iter().position(|id| *id == hook(100)).unwrap() <= 1, "{order:?}");
    }

    #[test]
    fn receivers_that_hang_take_half_of_the_slots_at_most() {
        let mut lanes = Lanes::new(Slots::of(100));
        for n in 1..=20 {
            busy(&mut lanes, n, n, bounds(16));
        }
        let hung: i32 = (0..5).flat_map(|_| lanes.plan(at(0), 1000)).map(|want| want.slots).sum();
        assert_eq!(hung, 50);
        busy(&mut lanes, 99, 99, bounds(16));
        // Once it has answered, it is known to be quick.
        lanes.lanes.get_mut(&hook(99)).unwrap().answered(3.0, at(0));
        assert!(slots_of(&lanes.plan(at(0), 1000), 99) >= 16);
    }

    #[test]
    fn a_quick_lane_is_claimed_ahead_of_its_bound() {
        let mut lanes = Lanes::new(Slots::of(512));
        busy(&mut lanes, 1, 1, bounds(16));
        assert_eq!(slots_of(&lanes.plan(at(0), 500), 1), 16);
        lanes.claimed(
            &Want { hook_id: hook(1), slots: 16, retries_first: false, only_tests: false },
            16,
            at(0),
        );
        for _ in 0..16 {
            lanes.answered(hook(1), 2.0, at(2));
        }
        assert_eq!(slots_of(&lanes.plan(at(2), 500), 1), 16 + 256);
        assert_eq!(lanes.out(), 16, "only what is within the bound counts as out");
    }

    #[test]
    fn a_drained_lane_waits_for_a_hint() {
        let mut lanes = Lanes::new(Slots::of(512));
        busy(&mut lanes, 1, 1, bounds(4));
        let wants = lanes.plan(at(0), 100);
        lanes.claimed(&wants[0], 1, at(0));
        lanes.answered(hook(1), 2.0, at(1));
        assert_eq!(lanes.plan(at(1), 100), []);
        assert_eq!(lanes.next_at(), None);
        lanes.hint(tenant(1), hook(1), at(500));
        assert_eq!(lanes.next_at(), Some(at(500)));
        assert_eq!(lanes.plan(at(499), 100), []);
        assert!(slots_of(&lanes.plan(at(500), 100), 1) > 0);
    }

    #[test]
    fn a_rate_spaces_the_claims_of_a_lane() {
        let mut lanes = Lanes::new(Slots::of(512));
        busy(&mut lanes, 1, 1, Bounds { max_in_flight: 16, rate_per_s: Some(10) });
        let mut sent = 0;
        for ms in 0..1000 {
            for want in lanes.plan(at(ms), 100) {
                sent += want.slots;
                lanes.claimed(&want, want.slots as u32, at(ms));
                (0..want.slots).for_each(|_| lanes.answered(hook(1), 1.0, at(ms)));
            }
        }
        assert_eq!(sent, 10);
    }

    #[test]
    fn what_is_handed_back_is_wanted_again() {
        let mut lanes = Lanes::new(Slots::of(512));
        busy(&mut lanes, 1, 1, bounds(4));
        let wants = lanes.plan(at(0), 100);
        lanes.claimed(&wants[0], 4, at(0));
        lanes.handed_back(hook(1), 4, at(1));
        assert_eq!(slots_of(&lanes.plan(at(1), 100), 1), 4);
    }

    #[test]
    fn now_and_then_retries_go_first() {
        let mut lanes = Lanes::new(Slots::of(512));
        let mut first = 0;
        for n in 0..8 {
            busy(&mut lanes, 1, 1, bounds(1));
            let wants = lanes.plan(at(n), 100);
            first += wants.iter().filter(|want| want.retries_first).count();
            lanes.claimed(&wants[0], 1, at(n));
            lanes.answered(hook(1), 5000.0, at(n));
        }
        assert_eq!(first, 2);
    }

    /// A quick lane with nothing to do.
    fn quiet(lanes: &mut Lanes, of: u8, bounds: Bounds) {
        busy(lanes, of, of, bounds);
        let wants = lanes.plan(at(0), 10);
        lanes.claimed(&wants[0], 0, at(0));
        lanes.answered(hook(of), 2.0, at(0));
    }

    #[test]
    fn a_quick_lane_with_nothing_waiting_has_a_seat() {
        let mut lanes = Lanes::new(Slots::of(512));
        assert!(!lanes.reserve(hook(1), at(0)), "a lane that is not known has none");
        quiet(&mut lanes, 1, bounds(16));
        assert!(lanes.reserve(hook(1), at(1)));
        assert_eq!(lanes.out(), 1);
        lanes.release(hook(1), at(1));
        assert_eq!(lanes.out(), 0);
    }

    #[test]
    fn what_waits_in_a_lane_goes_before_what_has_just_come() {
        let mut lanes = Lanes::new(Slots::of(512));
        quiet(&mut lanes, 1, bounds(16));
        lanes.hint(tenant(1), hook(1), at(1));
        assert!(!lanes.reserve(hook(1), at(1)));
        lanes.hint(tenant(1), hook(1), at(1));
        assert!(!lanes.reserve(hook(1), at(1)));
    }

    #[test]
    fn a_rate_bounds_the_seats_too() {
        let mut lanes = Lanes::new(Slots::of(512));
        quiet(&mut lanes, 1, Bounds { max_in_flight: 16, rate_per_s: Some(10) });
        let seats = (0..1000).filter(|ms| lanes.reserve(hook(1), at(1000 + ms))).count();
        assert!((10..=11).contains(&seats), "{seats}");
    }

    #[test]
    fn lanes_that_hang_leave_seats_to_quick_ones_and_no_more_than_half_of_the_slots() {
        let mut lanes = Lanes::new(Slots::of(40));
        quiet(&mut lanes, 1, bounds(100));
        for n in 2..=9 {
            busy(&mut lanes, n, n, bounds(16));
        }
        while !lanes.plan(at(1), 1000).is_empty() {}
        assert_eq!(lanes.out(), 20, "the hanging ones have their half, and more of them wait");
        assert!(!lanes.reserve(hook(1), at(1)));
        lanes.answered(hook(2), 30_000.0, at(2));
        assert!(lanes.reserve(hook(1), at(2)));
    }

    #[test]
    fn a_lane_is_forgotten_when_nothing_has_come_for_a_while() {
        let mut lanes = Lanes::new(Slots::of(512));
        quiet(&mut lanes, 1, bounds(16));
        lanes.forget_idle(at(60_000));
        assert!(lanes.reserve(hook(1), at(60_000)));
        lanes.release(hook(1), at(60_000));
        lanes.forget_idle(at(200_000));
        assert!(!lanes.reserve(hook(1), at(200_000)));
    }
}
