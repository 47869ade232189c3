//! Who gets the slots.

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

/// A lane with plenty of due work, of which nothing is known.
fn unknown(lanes: &mut Lanes, tenant_of: u8, of: u8, bounds: Bounds) {
    lanes.hint(tenant(tenant_of), hook(of), at(0));
    lanes.set_bounds(hook(of), bounds, at(0));
}

/// The same, whose receiver has taken so long.
fn known(lanes: &mut Lanes, tenant_of: u8, of: u8, bounds: Bounds, answer_ms: f64) {
    unknown(lanes, tenant_of, of, bounds);
    lanes.lanes.get_mut(&hook(of)).unwrap().answered(answer_ms, at(0));
}

/// A quick lane with plenty of due work.
fn busy(lanes: &mut Lanes, tenant_of: u8, of: u8, bounds: Bounds) {
    known(lanes, tenant_of, of, bounds, 100.0);
}

/// A lane that hangs, with plenty of due work.
fn hanging(lanes: &mut Lanes, tenant_of: u8, of: u8, bounds: Bounds) {
    known(lanes, tenant_of, of, bounds, 30_000.0);
}

/// Everything that is planned, one after the other.
fn all_planned(lanes: &mut Lanes, now: Timestamp) -> Vec<Want> {
    std::iter::repeat_with(|| lanes.plan(now, 1000)).take_while(|wants| !wants.is_empty()).flatten().collect()
}

fn slots_of(wants: &[Want], of: u8) -> i32 {
    wants.iter().filter(|want| want.hook_id == hook(of)).map(|want| want.slots).sum()
}

#[test]
fn a_lane_never_has_more_out_than_its_bound() {
    let mut lanes = Lanes::new(Slots::of(512));
    hanging(&mut lanes, 1, 1, bounds(3));
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
        hanging(&mut lanes, n, n, bounds(16));
    }
    let hung: i32 = all_planned(&mut lanes, at(0)).iter().map(|want| want.slots).sum();
    assert_eq!(hung, 50);
    busy(&mut lanes, 99, 99, bounds(16));
    assert!(slots_of(&lanes.plan(at(0), 1000), 99) >= 16);
}

#[test]
fn a_tenant_leaves_as_much_free_as_it_has() {
    let mut lanes = Lanes::new(Slots::of(512));
    for n in 0..100 {
        busy(&mut lanes, 1, n, bounds(16));
        hanging(&mut lanes, 2, 100 + n, bounds(16));
    }
    all_planned(&mut lanes, at(0));
    let (quick, slow) = (lanes.out_of[&tenant(1)], lanes.out_of[&tenant(2)]);
    assert_eq!(slow, Out { all: 128, slow: 128 });
    assert!(quick.all >= 190 && quick.all <= 512 - quick.all - slow.all + 1, "{quick:?}");
    // Whoever comes next finds room in either way, and a test of theirs with it.
    unknown(&mut lanes, 3, 200, bounds(16));
    assert_eq!(
        slots_of(&lanes.plan(at(0), 1000), 200),
        2,
        "of an unknown one as much as tells what it is like"
    );
    hanging(&mut lanes, 4, 201, bounds(16));
    assert!(slots_of(&lanes.plan(at(0), 1000), 201) > 0);
    busy(&mut lanes, 5, 202, bounds(16));
    assert!(lanes.reserve(hook(202), at(0)) || slots_of(&lanes.plan(at(0), 1000), 202) > 0);
}

#[test]
fn a_tenant_that_has_its_part_keeps_its_turn() {
    let mut lanes = Lanes::new(Slots::of(8));
    for n in 1..=9 {
        busy(&mut lanes, 1, n, bounds(4));
    }
    all_planned(&mut lanes, at(0));
    assert_eq!((lanes.out(), lanes.plan(at(0), 100)), (4, vec![]));
    assert_eq!(lanes.turns, [tenant(1)]);
    lanes.answered(hook(1), 100.0, at(1));
    assert_eq!(lanes.plan(at(1), 100).iter().map(|want| want.slots).sum::<i32>(), 1);
}

#[test]
fn one_hook_alone_has_half_of_the_slots() {
    let mut lanes = Lanes::new(Slots::of(512));
    busy(&mut lanes, 1, 1, bounds(1000));
    all_planned(&mut lanes, at(0));
    assert_eq!(lanes.out(), 256);
}

#[test]
fn a_new_bound_keeps_the_sums_right() {
    let mut lanes = Lanes::new(Slots::of(512));
    busy(&mut lanes, 1, 1, bounds(2));
    let wants = lanes.plan(at(0), 500);
    lanes.claimed(&wants[0], wants[0].slots as u32, at(0));
    assert!(wants[0].slots > 2 && lanes.out() == 2);
    lanes.set_bounds(hook(1), bounds(3), at(0));
    assert_eq!(lanes.out(), 3);
    (0..wants[0].slots).for_each(|_| lanes.answered(hook(1), 5.0, at(1)));
    assert_eq!((lanes.out(), lanes.out_of.len()), (0, 0));
}

#[test]
fn a_quick_lane_is_claimed_ahead_of_its_bound() {
    let mut lanes = Lanes::new(Slots::of(512));
    unknown(&mut lanes, 1, 1, bounds(16));
    assert_eq!(slots_of(&lanes.plan(at(0), 500), 1), 2);
    lanes.claimed(&Want { hook_id: hook(1), slots: 2, retries_first: false, only_tests: false }, 2, at(0));
    for _ in 0..2 {
        lanes.answered(hook(1), 2.0, at(2));
    }
    assert_eq!(slots_of(&lanes.plan(at(2), 500), 1), 16 + 256);
    assert_eq!(lanes.out(), 16, "only what is within the bound counts as out");
}

#[test]
fn a_drained_lane_waits_for_a_hint() {
    let mut lanes = Lanes::new(Slots::of(512));
    hanging(&mut lanes, 1, 1, bounds(4));
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
    hanging(&mut lanes, 1, 1, bounds(4));
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
    unknown(lanes, of, of, bounds);
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
fn a_clock_that_is_set_back_stops_no_lane_with_a_rate() {
    let mut lanes = Lanes::new(Slots::of(512));
    let hour = 3_600_000;
    busy(&mut lanes, 1, 1, Bounds { max_in_flight: 16, rate_per_s: Some(10) });
    assert_eq!(slots_of(&lanes.plan(at(hour), 100), 1), 1);
    lanes.hint(tenant(1), hook(1), at(0));
    assert_eq!(lanes.plan(at(0), 100), [], "from here its time is counted anew");
    assert_eq!(slots_of(&lanes.plan(at(100), 100), 1), 1);
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
        hanging(&mut lanes, n, n, bounds(16));
    }
    all_planned(&mut lanes, at(1));
    assert_eq!(lanes.out(), 20, "the hanging ones have their half, and more of them wait");
    assert!(!lanes.reserve(hook(1), at(1)));
    lanes.answered(hook(2), 30_000.0, at(2));
    assert!(lanes.reserve(hook(1), at(2)));
}

#[test]
fn a_lane_is_looked_at_once_however_many_retries_wait_in_it() {
    let mut lanes = Lanes::new(Slots::of(512));
    for ms in (1..=1_000).rev() {
        lanes.hint(tenant(1), hook(1), at(1_000_000 + ms));
    }
    assert_eq!((lanes.later.len(), lanes.next_at()), (1, Some(at(1_000_001))));
}

#[test]
fn a_lane_with_a_rate_is_forgotten_like_any_other() {
    let mut lanes = Lanes::new(Slots::of(512));
    quiet(&mut lanes, 1, Bounds { max_in_flight: 16, rate_per_s: Some(10) });
    lanes.forget_idle(at(200_000));
    assert!(!lanes.know(hook(1)));
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
