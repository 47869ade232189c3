//! Decision tables: each preset's timeline, then each rule on its own.

use chrono::TimeDelta;

use super::*;
use crate::clock::from_micros;
use crate::policy::{Schedule, Status, StatusSet};
use crate::preset::Preset;

fn start() -> Timestamp {
    from_micros(1_700_000_000_000_000)
}

fn after(seconds: i64) -> Timestamp {
    start() + TimeDelta::seconds(seconds)
}

fn progress(kind: DeliveryKind, attempt: u32) -> Progress {
    Progress { kind, attempt, first_due_at: start() }
}

fn timeout() -> Outcome {
    Outcome::without_answer(OutcomeKind::Timeout, "no answer in time")
}

/// What is decided after the first attempt of an ordinary delivery, without jitter.
fn first(policy: &Policy, outcome: &Outcome) -> Verdict {
    decide(outcome, policy, &progress(DeliveryKind::Event, 1), start(), 0.0)
}

/// The attempts of a delivery that gets `outcome` each time, in seconds from the first, and how it ends. Each attempt
/// takes no time; after `most` attempts nobody looks any more.
fn attempts(policy: &Policy, outcome: &Outcome, most: u32) -> (Vec<i64>, Option<Verdict>) {
    let (mut now, mut seconds) = (start(), Vec::new());
    for attempt in 1..=most {
        seconds.push((now - start()).num_seconds());
        let verdict = decide(outcome, policy, &progress(DeliveryKind::Event, attempt), now, 0.0);
        match verdict.decision {
            Decision::Retry { at } => now = at,
            _ => return (seconds, Some(verdict)),
        }
    }
    (seconds, None)
}

/// The timeline of a delivery whose receiver answers 500 every time, up to its end.
fn timeline(preset: Preset) -> Vec<i64> {
    let (seconds, end) = attempts(&Policy::of(preset), &Outcome::response(500), 1_000);
    assert_eq!(end, Some(failed(DeliveryReason::ScheduleSpent, HookEffect::Spent)), "{preset:?}");
    seconds
}

fn minutes(list: &[i64]) -> Vec<i64> {
    list.iter().map(|minute| minute * 60).collect()
}

#[test]
fn standard_is_sent_ten_times_over_three_days() {
    let waits = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];
    let sums = waits.iter().scan(0, |sum, wait| {
        *sum += wait;
        Some(*sum)
    });
    assert_eq!(timeline(Preset::Standard), [0].into_iter().chain(sums).collect::<Vec<_>>());
}

#[test]
fn upodi_takes_any_answer_and_is_never_tried_again() {
    let policy = Policy::of(Preset::Upodi);
    for status in [200, 302, 404, 410, 500] {
        assert_eq!(first(&policy, &Outcome::response(status)), delivered(None), "{status}");
    }
    assert_eq!(first(&policy, &timeout()), failed(DeliveryReason::NoRetries, HookEffect::Spent));
}

#[test]
fn upodi_v2_is_sent_after_30_minutes_and_then_every_3_hours_until_72_hours() {
    let expected: Vec<i64> = [0].into_iter().chain((0..24).map(|n| 30 + n * 180)).collect();
    assert_eq!(timeline(Preset::UpodiV2), minutes(&expected));
}

#[test]
fn abowire_is_sent_at_0_5_15_and_30_seconds() {
    assert_eq!(timeline(Preset::Abowire), [0, 5, 15, 30]);
}

#[test]
fn abowire_v2_is_sent_at_0_5_15_and_30_minutes_on_429_and_5xx_only() {
    assert_eq!(timeline(Preset::AbowireV2), minutes(&[0, 5, 15, 30]));
    let policy = Policy::of(Preset::AbowireV2);
    assert_eq!(attempts(&policy, &Outcome::response(429), 9).0, minutes(&[0, 5, 15, 30]));
    for status in [201, 301, 400, 404, 410] {
        let given_up = failed(DeliveryReason::NotRetried, HookEffect::Failing);
        assert_eq!(first(&policy, &Outcome::response(status)), given_up, "{status}");
    }
}

#[test]
fn upzelo_is_sent_at_0_3_8_17_34_67_and_132_minutes() {
    assert_eq!(timeline(Preset::Upzelo), minutes(&[0, 3, 8, 17, 34, 67, 132]));
}

#[test]
fn app47_is_sent_21_times_with_growing_waits() {
    let seconds = timeline(Preset::App47);
    assert_eq!(seconds.len(), 21);
    let waits: Vec<i64> = seconds.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert_eq!(waits[..5], [15, 16, 31, 96, 271]);
    assert_eq!(waits[19], 15 + 19_i64.pow(4));
    assert!(waits.is_sorted());
}

#[test]
fn upgates_is_sent_every_five_minutes_for_days() {
    let (seconds, end) = attempts(&Policy::of(Preset::Upgates), &Outcome::response(500), 10 * 288);
    assert_eq!(end, None);
    assert!(seconds.windows(2).all(|pair| pair[1] - pair[0] == 300));
}

#[test]
fn upgates_counts_a_time_out_as_delivered_and_a_refused_connection_not() {
    let policy = Policy::of(Preset::Upgates);
    assert_eq!(first(&policy, &timeout()), delivered(Some(DeliveryReason::TimeoutCountsAsDelivered)));
    let refused = Outcome::without_answer(OutcomeKind::Refused, "connection refused");
    assert_eq!(first(&policy, &refused).decision, Decision::Retry { at: after(300) });
    let slow = |status| Outcome::cut_short(OutcomeKind::Timeout, status, "no end in time");
    assert_eq!(first(&policy, &slow(200)), delivered(Some(DeliveryReason::TimeoutCountsAsDelivered)));
    assert_eq!(first(&policy, &slow(500)).decision, Decision::Retry { at: after(300) });
}

#[test]
fn a_status_is_enough_where_any_answer_is_a_success() {
    for kind in [OutcomeKind::Timeout, OutcomeKind::Refused] {
        for status in [200, 500] {
            let begun = Outcome::cut_short(kind, status, "no end");
            assert_eq!(first(&Policy::of(Preset::Upodi), &begun), delivered(None), "{begun:?}");
            let v2 = first(&Policy::of(Preset::UpodiV2), &begun).decision;
            assert!(matches!(v2, Decision::Retry { .. }), "{begun:?}");
        }
        let nothing = Outcome::without_answer(kind, "nothing");
        let verdict = first(&Policy::of(Preset::Upodi), &nothing).decision;
        assert_eq!(verdict, Decision::Failed { reason: DeliveryReason::NoRetries });
    }
}

#[test]
fn every_answer_is_judged_by_the_success_set() {
    for (preset, status, success) in [
        (Preset::Standard, 200, true),
        (Preset::Standard, 299, true),
        (Preset::Standard, 199, false),
        (Preset::Standard, 302, false),
        (Preset::Standard, 304, false),
        (Preset::Abowire, 200, true),
        (Preset::Abowire, 201, false),
        (Preset::Abowire, 204, false),
        (Preset::Upzelo, 202, false),
        (Preset::App47, 204, false),
        (Preset::Upgates, 204, true),
        (Preset::Upgates, 202, false),
        (Preset::UpodiV2, 202, true),
    ] {
        let verdict = first(&Policy::of(preset), &Outcome::response(status));
        assert_eq!(verdict == delivered(None), success, "{preset:?} {status}");
    }
}

#[test]
fn a_redirect_can_be_a_success_where_the_policy_says_so() {
    let policy = Policy { success: StatusSet::of([Status::Code(303)]), ..Policy::of(Preset::Standard) };
    assert_eq!(first(&policy, &Outcome::response(303)), delivered(None));
}

#[test]
fn whatever_gets_no_answer_is_tried_again() {
    use OutcomeKind::{Blocked, Dns, Error, Refused, Timeout, Tls};
    for kind in [Timeout, Refused, Tls, Dns, Blocked, Error] {
        let verdict = first(&Policy::of(Preset::Standard), &Outcome::without_answer(kind, ""));
        assert_eq!(
            verdict,
            Verdict { decision: Decision::Retry { at: after(5) }, hook: HookEffect::Failing },
            "{kind:?}"
        );
    }
}

#[test]
fn a_status_that_came_before_the_time_ran_out_is_no_answer() {
    let dripping = Outcome { status: Some(200), ..timeout() };
    assert_eq!(first(&Policy::of(Preset::Standard), &dripping).decision, Decision::Retry { at: after(5) });
}

#[test]
fn gone_deactivates_where_the_policy_says_so_and_is_retried_elsewhere() {
    let gone = failed(DeliveryReason::Gone, HookEffect::Deactivate(StateReason::Gone));
    assert_eq!(first(&Policy::of(Preset::Standard), &Outcome::response(410)), gone);
    let retried = first(&Policy::of(Preset::Abowire), &Outcome::response(410));
    assert_eq!(retried.decision, Decision::Retry { at: after(5) });
}

#[test]
fn retry_after_is_heeded_where_the_policy_says_so_and_never_shortens_the_wait() {
    let asking = |status, seconds| Outcome { retry_after: Some(after(seconds)), ..Outcome::response(status) };
    for (preset, outcome, expected) in [
        (Preset::Standard, asking(429, 60), 60),
        (Preset::Standard, asking(502, 60), 60),
        (Preset::Standard, asking(503, 60), 60),
        (Preset::Standard, asking(504, 60), 60),
        (Preset::Standard, asking(500, 60), 5),
        (Preset::Standard, asking(503, 1), 5),
        (Preset::Standard, asking(503, -3_600), 5),
        (Preset::Standard, asking(503, 1_000_000_000), 86_400),
        (Preset::AbowireV2, asking(500, 600), 600),
        (Preset::AbowireV2, asking(429, 901), 900),
        (Preset::Abowire, asking(503, 60), 5),
    ] {
        let verdict = first(&Policy::of(preset), &outcome);
        assert_eq!(verdict.decision, Decision::Retry { at: after(expected) }, "{preset:?} {outcome:?}");
    }
}

#[test]
fn retry_after_brings_nothing_back() {
    let outcome = Outcome { retry_after: Some(after(60)), ..Outcome::response(503) };
    let last = progress(DeliveryKind::Event, 10);
    let verdict = decide(&outcome, &Policy::of(Preset::Standard), &last, start(), 0.0);
    assert_eq!(verdict, failed(DeliveryReason::ScheduleSpent, HookEffect::Spent));
}

#[test]
fn jitter_lengthens_a_wait_by_a_fifth_at_most() {
    let policy = Policy::of(Preset::Standard);
    for (roll, expected_ms) in
        [(0.0, 300_000), (0.5, 330_000), (1.0, 360_000), (7.0, 360_000), (-7.0, 300_000), (f64::NAN, 300_000)]
    {
        let verdict =
            decide(&Outcome::response(500), &policy, &progress(DeliveryKind::Event, 2), start(), roll);
        let at = start() + TimeDelta::milliseconds(expected_ms);
        assert_eq!(verdict.decision, Decision::Retry { at }, "{roll}");
    }
}

#[test]
fn a_test_is_sent_once_and_what_the_policy_counts_as_no_success_deactivates() {
    let test_failed = failed(DeliveryReason::TestFailed, HookEffect::Deactivate(StateReason::TestFailed));
    let refused = || Outcome::without_answer(OutcomeKind::Refused, "connection refused");
    for (preset, outcome, expected) in [
        (Preset::Standard, Outcome::response(200), delivered(None)),
        (Preset::Standard, Outcome::response(500), test_failed),
        (Preset::Standard, Outcome::response(410), test_failed),
        (Preset::Standard, Outcome::response(302), test_failed),
        (Preset::Standard, timeout(), test_failed),
        (Preset::Upodi, Outcome::response(500), delivered(None)),
        (Preset::Upodi, refused(), test_failed),
        (Preset::AbowireV2, Outcome::response(404), test_failed),
        (Preset::App47, Outcome::response(204), test_failed),
        (Preset::Upgates, Outcome::response(204), delivered(None)),
        (Preset::Upgates, timeout(), delivered(Some(DeliveryReason::TimeoutCountsAsDelivered))),
        (Preset::Upgates, Outcome::cut_short(OutcomeKind::Timeout, 500, ""), test_failed),
        (Preset::Upgates, refused(), test_failed),
    ] {
        let verdict = decide(&outcome, &Policy::of(preset), &progress(DeliveryKind::Test, 1), start(), 0.0);
        assert_eq!(verdict, expected, "{preset:?} {outcome:?}");
    }
}

#[test]
fn a_replay_is_tried_as_hard_as_an_event() {
    let outcome = Outcome::response(500);
    let verdict =
        decide(&outcome, &Policy::of(Preset::Abowire), &progress(DeliveryKind::Replay, 1), start(), 0.0);
    assert_eq!(verdict.decision, Decision::Retry { at: after(5) });
}

#[test]
fn what_cannot_be_rendered_is_given_up_without_blaming_the_receiver() {
    assert_eq!(
        unrenderable(DeliveryKind::Event),
        failed(DeliveryReason::Unrenderable, HookEffect::Untouched)
    );
    assert_eq!(unrenderable(DeliveryKind::Test).hook, HookEffect::Deactivate(StateReason::TestFailed));
}

#[test]
fn a_late_first_attempt_does_not_crowd_the_others() {
    let late = start() + TimeDelta::days(2);
    let policy = Policy { schedule: Schedule::list([5_000]), ..Policy::of(Preset::Abowire) };
    let verdict = decide(&Outcome::response(500), &policy, &progress(DeliveryKind::Event, 1), late, 0.0);
    assert_eq!(verdict.decision, Decision::Retry { at: late + TimeDelta::seconds(5) });
}
