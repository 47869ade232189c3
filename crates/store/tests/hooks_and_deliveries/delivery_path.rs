//! The hot path: accept, claim, record.

use std::sync::Arc;

use billhook_core::action::ActionRule;
use billhook_core::clock::{ManualClock, Timestamp};
use billhook_core::delivery::{Decision, DeliveryReason, HookEffect, Verdict};
use billhook_core::event::JsonBytes;
use billhook_core::hook::{HookState, StateReason};
use billhook_core::id::{DeliveryId, EventId, HookId};
use billhook_core::outcome::Outcome;
use billhook_store::due_deliveries::{self, Claimed, Lease, Want};
use billhook_store::ingest::{Accepted, Findings, Ingest, IngestLimits, NewEvent, Refusal, Source};
use billhook_store::lanes::{self, Hold};
use billhook_store::record::{Exchange, Finished, Recorded, record, record_at_once};
use billhook_store::schema::event_types;
use billhook_store::wake::Wake;
use billhook_store::{AnyConnection, Db, StoreError, SystemScope, actions, attempts, deliveries, hooks};
use bytes::Bytes;
use diesel::prelude::*;

use crate::fixture::{Fixture, a_tenant_with_a_hook, at, event, read, settings, write};
use crate::retention::delete_history;

pub(crate) fn ingest(db: &Db) -> (Ingest, Wake) {
    let wake = Wake::default();
    let clock = Arc::new(ManualClock::at(at(0)));
    (Ingest::start(db.clone(), wake.clone(), clock, IngestLimits::default()), wake)
}

/// A fixture whose hook takes invoices.
pub(crate) async fn a_hook_for_invoices(db: &Db) -> Fixture {
    let fixture = a_tenant_with_a_hook(db).await;
    write(db, move |c| {
        let rule = ActionRule::new("invoice.*".parse().unwrap());
        actions::insert(c, fixture.tenant, fixture.hook, &rule, at(0)).map(drop)
    })
    .await;
    fixture
}

pub(crate) fn post(fixture: &Fixture, event_type: &str, external_id: Option<&str>, digest: u8) -> NewEvent {
    NewEvent {
        event: Arc::new(event(fixture.tenant, event_type, 0)),
        external_id: external_id.map(ToOwned::to_owned),
        digest: [digest; 32],
        deliver_at: None,
        source: Source::Poster { access_version: 0 },
        findings: Findings::default(),
    }
}

pub(crate) async fn accept(ingest: &Ingest, events: Vec<NewEvent>) -> Vec<Result<Accepted, Refusal>> {
    let room = ingest.room(events[0].event.tenant_id);
    ingest.accept(events, room.into()).await.unwrap().unwrap()
}

pub(crate) async fn claim(db: &Db, hook: HookId, slots: i32, now: Timestamp, token: i64) -> Vec<Claimed> {
    claim_in_order(db, Want { hook_id: hook, slots, retries_first: false, only_tests: false }, now, token)
        .await
}

async fn claim_in_order(db: &Db, want: Want, now: Timestamp, token: i64) -> Vec<Claimed> {
    let until = (now + chrono::Duration::seconds(60)).timestamp_micros();
    let lease = Lease { now: now.timestamp_micros(), until, token };
    let mut claimed = write(db, move |c| due_deliveries::claim(c, SystemScope, &[want], lease)).await;
    claimed.sort_by_key(|row| row.delivery_id);
    claimed
}

pub(crate) fn finished(claimed: &Claimed, verdict: Verdict, now: Timestamp) -> Finished {
    Finished {
        delivery_id: claimed.delivery_id,
        tenant_id: claimed.tenant_id,
        hook_id: claimed.hook_id,
        revision: 0,
        resource: Some("invoice".into()),
        lease_token: claimed.lease_token,
        number: claimed.attempts + 1,
        first_due_at: claimed.first_due_at,
        exchange: Exchange {
            started_at: now,
            duration_ms: 3,
            method: "POST",
            url: "https://example.com/in".into(),
            request_headers: "[]".into(),
            request_body: Bytes::from_static(b"{}"),
            event_data: Bytes::new(),
            response_headers: Some("[]".into()),
            response_body: Some(Bytes::new()),
            response_truncated: false,
        },
        outcome: Outcome::response(200),
        verdict,
        finished_at: now,
    }
}

pub(crate) async fn recorded(db: &Db, finished: Finished) -> Recorded {
    write(db, move |c| record(c, SystemScope, &[&finished])).await[0]
}

pub(crate) const DELIVERED: Verdict =
    Verdict { decision: Decision::Delivered { reason: None }, hook: HookEffect::Healthy };

pub(crate) async fn state(db: &Db, fixture: &Fixture, id: DeliveryId) -> (String, u32) {
    let tenant = fixture.tenant;
    let delivery = read(db, move |c| deliveries::find(c, tenant, id)).await.unwrap();
    (serde_json::to_value(delivery.state).unwrap().as_str().unwrap().to_owned(), delivery.attempts)
}

billhook_store::on_both_databases! {
    async fn an_accepted_event_is_claimed_and_recorded(db: Db) {
        let fixture = a_hook_for_invoices(&db).await;
        let (ingest, wake) = ingest(&db);
        let new = post(&fixture, "invoice.paid", None, 1);
        let id = new.event.id;
        let answers = accept(&ingest, vec![new]).await;
        assert_eq!(answers, [Ok(Accepted { id, matched: 1, skipped: 0, duplicate: false })]);
        assert_eq!(wake.take_lanes()[0].hook_id, fixture.hook);

        let claimed = claim(&db, fixture.hook, 10, at(1), 7).await;
        assert_eq!(claimed.len(), 1);
        assert_eq!((claimed[0].event_id, claimed[0].attempts), (id, 0));
        assert_eq!(state(&db, &fixture, claimed[0].delivery_id).await.0, "in_flight");

        assert_eq!(recorded(&db, finished(&claimed[0], DELIVERED, at(2))).await, Recorded::Kept);
        assert_eq!(state(&db, &fixture, claimed[0].delivery_id).await, ("delivered".into(), 1));
        assert_eq!(read(&db, |c| due_deliveries::count(c, SystemScope)).await, 0);
        let hook = read(&db, move |c| hooks::find(c, fixture.tenant, fixture.hook)).await.unwrap();
        assert_eq!(hook.last_success_at, Some(at(2)));
    }

    async fn plain_successes_are_recorded_at_once_all_of_them_or_none(db: Db) {
        let fixture = a_hook_for_invoices(&db).await;
        let (ingest, _) = ingest(&db);
        for _ in 0..4 {
            accept(&ingest, vec![post(&fixture, "invoice.paid", None, 1)]).await[0].as_ref().unwrap();
        }
        let claimed = claim(&db, fixture.hook, 10, at(1), 7).await;
        let all: Vec<Finished> = claimed.iter().map(|row| finished(row, DELIVERED, at(2))).collect();
        let at_once = |batch: &[Finished]| {
            let batch: Vec<&Finished> = batch.iter().collect();
            db.directly(|c| record_at_once(c, SystemScope, &batch)).unwrap()
        };
        // SQLite, where nothing is gained by it, is to be asked in a transaction.
        let whole = at_once(&all[..2]);
        assert!(whole.is_none_or(|recorded| db.is_shared() && recorded == [Recorded::Kept; 2]));
        if !db.is_shared() {
            return;
        }
        let mut with_a_lost_lease = all[2..].to_vec();
        with_a_lost_lease[1].lease_token += 1;
        let gone = Verdict { decision: Decision::Delivered { reason: None }, hook: HookEffect::Untouched };
        for not_plain in [&with_a_lost_lease[..], &all[..1], &[finished(&claimed[2], gone, at(2))]] {
            assert_eq!(at_once(not_plain), None);
        }
        for (row, is) in claimed.iter().zip(["delivered", "delivered", "in_flight", "in_flight"]) {
            assert_eq!(state(&db, &fixture, row.delivery_id).await.0, is);
        }
        let (tenant, first) = (fixture.tenant, claimed[0].delivery_id);
        assert_eq!(read(&db, move |c| attempts::list(c, tenant, first, 0, 10)).await.len(), 1);
        let hook = read(&db, move |c| hooks::find(c, fixture.tenant, fixture.hook)).await.unwrap();
        assert_eq!(hook.last_success_at, Some(at(2)));
        assert_eq!(read(&db, |c| due_deliveries::count(c, SystemScope)).await, 2);
    }

    async fn what_is_remembered_of_a_tenant_is_not_believed_once_it_has_changed(db: Db) {
        let fixture = a_hook_for_invoices(&db).await;
        let (ingest, _) = ingest(&db);
        let matched = async || {
            accept(&ingest, vec![post(&fixture, "invoice.paid", None, 1)]).await[0].as_ref().unwrap().matched
        };
        assert_eq!((matched().await, matched().await), (1, 1));
        write(&db, move |c| {
            let hook = HookId::new(at(0));
            hooks::insert(c, fixture.tenant, hook, fixture.member, &settings("Second"), at(0))?;
            let rule = ActionRule::new("invoice.*".parse().unwrap());
            actions::insert(c, fixture.tenant, hook, &rule, at(0)).map(drop)
        })
        .await;
        assert_eq!((matched().await, matched().await), (2, 2));
    }

    async fn a_body_is_read_as_it_was_sent_though_the_data_is_kept_once(db: Db) {
        let fixture = a_hook_for_invoices(&db).await;
        let (ingest, _) = ingest(&db);
        let data = format!("{{\"note\": \"{}\"}}", "é".repeat(100));
        let mut new = post(&fixture, "invoice.paid", None, 1);
        Arc::make_mut(&mut new.event).data = JsonBytes::trusted(data.clone());
        accept(&ingest, vec![new]).await;
        let claimed = claim(&db, fixture.hook, 10, at(1), 7).await;

        let body = format!("{{\"type\":\"invoice.paid\",\"data\":{data}}}");
        let mut sent = finished(&claimed[0], DELIVERED, at(2));
        sent.exchange.request_body = body.clone().into();
        sent.exchange.event_data = data.into();
        assert_eq!(recorded(&db, sent).await, Recorded::Kept);
        let (tenant, delivery) = (fixture.tenant, claimed[0].delivery_id);
        let attempts = read(&db, move |c| attempts::list(c, tenant, delivery, 0, 10)).await;
        assert_eq!(String::from_utf8(attempts[0].request.body.clone()).unwrap(), body);
    }

    async fn a_batch_that_is_too_large_for_one_statement_is_stored_whole_and_in_order(db: Db) {
        let fixture = a_hook_for_invoices(&db).await;
        let (ingest, _) = ingest(&db);
        let large = |n: u64| {
            let mut new = post(&fixture, "invoice.paid", None, 1);
            let event = Arc::make_mut(&mut new.event);
            event.id = EventId::new(at(n as i64));
            event.data = JsonBytes::trusted(format!("\"{n}{}\"", "x".repeat(400_000)));
            new
        };
        let batch: Vec<NewEvent> = (0..7).map(large).collect();
        let ids: Vec<EventId> = batch.iter().map(|new| new.event.id).collect();
        let answers = accept(&ingest, batch).await;
        assert!(answers.iter().all(|answer| answer.as_ref().is_ok_and(|accepted| accepted.matched == 1)));
        let claimed = claim(&db, fixture.hook, 10, at(10), 7).await;
        assert_eq!(claimed.iter().map(|row| row.event_id).collect::<Vec<_>>(), ids);
    }

    async fn an_event_that_no_action_matches_is_kept_and_goes_nowhere(db: Db) {
        let fixture = a_hook_for_invoices(&db).await;
        let (ingest, _) = ingest(&db);
        let answers = accept(&ingest, vec![post(&fixture, "order.created", None, 1)]).await;
        assert!(matches!(answers[0], Ok(Accepted { matched: 0, skipped: 0, .. })));
        assert!(claim(&db, fixture.hook, 10, at(1), 7).await.is_empty());
    }

    async fn a_repeated_post_answers_the_first_event(db: Db) {
        let fixture = a_hook_for_invoices(&db).await;
        let (ingest, _) = ingest(&db);
        let first = accept(&ingest, vec![post(&fixture, "invoice.paid", Some("own-1"), 1)]).await[0].clone().unwrap();
        let again = accept(&ingest, vec![post(&fixture, "invoice.paid", Some("own-1"), 1)]).await[0].clone();
        assert_eq!(again, Ok(Accepted { duplicate: true, ..first }));
        let other = accept(&ingest, vec![post(&fixture, "invoice.paid", Some("own-1"), 2)]).await[0].clone();
        assert_eq!(other, Err(Refusal::Conflict));
        assert_eq!(claim(&db, fixture.hook, 10, at(1), 7).await.len(), 1);
    }

    async fn a_repeat_within_one_batch_is_seen(db: Db) {
        let fixture = a_hook_for_invoices(&db).await;
        let (ingest, _) = ingest(&db);
        let batch = vec![post(&fixture, "invoice.paid", Some("a"), 1), post(&fixture, "invoice.paid", Some("a"), 1)];
        let answers = accept(&ingest, batch).await;
        assert!(!answers[0].as_ref().unwrap().duplicate && answers[1].as_ref().unwrap().duplicate);
        assert_eq!(claim(&db, fixture.hook, 10, at(1), 7).await.len(), 1);
    }

    async fn a_batch_is_stored_whole_or_not_at_all(db: Db) {
        let fixture = a_hook_for_invoices(&db).await;
        let (ingest, _) = ingest(&db);
        accept(&ingest, vec![post(&fixture, "invoice.paid", Some("taken"), 1)]).await;
        let batch = vec![post(&fixture, "invoice.paid", Some("new"), 1), post(&fixture, "invoice.paid", Some("taken"), 9)];
        let answers = accept(&ingest, batch).await;
        assert!(answers[0].is_ok() && answers[1] == Err(Refusal::Conflict));
        assert_eq!(claim(&db, fixture.hook, 10, at(1), 7).await.len(), 1, "only the first post is there");
        let alone = accept(&ingest, vec![post(&fixture, "invoice.paid", Some("new"), 5)]).await;
        assert!(!alone[0].as_ref().unwrap().duplicate, "the refused batch left its id free");
    }

    async fn a_type_that_came_in_a_refused_batch_joins_the_catalogue_when_it_is_accepted(db: Db) {
        let fixture = a_hook_for_invoices(&db).await;
        let (ingest, _) = ingest(&db);
        let batch = vec![
            post(&fixture, "brand.new", None, 1),
            post(&fixture, "invoice.paid", Some("a"), 1),
            post(&fixture, "invoice.paid", Some("a"), 2),
        ];
        assert!(accept(&ingest, batch).await.contains(&Err(Refusal::Conflict)));
        assert!(accept(&ingest, vec![post(&fixture, "brand.new", None, 1)]).await[0].is_ok());
        let names = read(&db, move |c| {
            let names = event_types::table.filter(event_types::tenant_id.eq(&fixture.tenant.as_bytes()[..]));
            Ok(names.select(event_types::name).load::<String>(c)?)
        });
        assert_eq!(names.await, ["brand.new"]);
    }

    async fn a_poster_whose_access_changed_is_checked_again(db: Db) {
        let fixture = a_hook_for_invoices(&db).await;
        let (ingest, _) = ingest(&db);
        let stale = NewEvent { source: Source::Poster { access_version: -1 }, ..post(&fixture, "invoice.paid", None, 1) };
        assert_eq!(accept(&ingest, vec![stale]).await, [Err(Refusal::StaleAccess)]);
    }

    async fn a_paused_hook_keeps_its_backlog_and_an_inactive_one_skips(db: Db) {
        let fixture = a_hook_for_invoices(&db).await;
        let (ingest, _) = ingest(&db);
        let set = move |state, reason: Option<StateReason>| {
            move |c: &mut _| hooks::set_state(c, fixture.tenant, fixture.hook, state, reason, at(0))
        };
        write(&db, set(HookState::Paused, None)).await;
        let held = accept(&ingest, vec![post(&fixture, "invoice.paid", None, 1)]).await[0].clone().unwrap();
        assert_eq!((held.matched, held.skipped), (1, 0));
        let hooks = read(&db, move |c| due_deliveries::sendable(c, SystemScope, &[fixture.hook])).await;
        assert!(hooks[0].only_tests);
        let want = Want { hook_id: fixture.hook, slots: 10, retries_first: false, only_tests: true };
        assert!(claim_in_order(&db, want, at(1), 3).await.is_empty());

        write(&db, set(HookState::Inactive, Some(StateReason::Manual))).await;
        let skipped = accept(&ingest, vec![post(&fixture, "invoice.paid", None, 1)]).await[0].clone().unwrap();
        assert_eq!((skipped.matched, skipped.skipped), (0, 1));
    }

    async fn a_claim_is_given_to_one_and_again_only_when_its_lease_has_run_out(db: Db) {
        let fixture = a_hook_for_invoices(&db).await;
        let (ingest, _) = ingest(&db);
        accept(&ingest, vec![post(&fixture, "invoice.paid", None, 1)]).await;
        let first = claim(&db, fixture.hook, 10, at(0), 1).await;
        assert_eq!(first.len(), 1);
        assert!(claim(&db, fixture.hook, 10, at(59_999), 2).await.is_empty());
        let second = claim(&db, fixture.hook, 10, at(60_000), 2).await;
        assert_eq!(second[0].delivery_id, first[0].delivery_id);
        // Whoever slept through its lease is not heard.
        assert_eq!(recorded(&db, finished(&first[0], DELIVERED, at(60_001))).await, Recorded::LostLease);
        assert_eq!(state(&db, &fixture, first[0].delivery_id).await.0, "in_flight");
        assert_eq!(recorded(&db, finished(&second[0], DELIVERED, at(60_002))).await, Recorded::Kept);
    }

    async fn an_outcome_that_is_kept_already_is_told_from_one_whose_lease_has_run_out(db: Db) {
        let fixture = a_hook_for_invoices(&db).await;
        let (ingest, _) = ingest(&db);
        accept(&ingest, vec![post(&fixture, "invoice.paid", None, 1)]).await;
        let claimed = claim(&db, fixture.hook, 10, at(0), 1).await;
        let (tenant, id) = (fixture.tenant, claimed[0].delivery_id);
        let is_kept = |began: Timestamp| read(&db, move |c| attempts::is_kept(c, tenant, id, 1, began));
        assert!(!is_kept(at(10)).await);
        assert_eq!(recorded(&db, finished(&claimed[0], DELIVERED, at(10))).await, Recorded::Kept);
        assert_eq!(recorded(&db, finished(&claimed[0], DELIVERED, at(10))).await, Recorded::LostLease);
        assert!(is_kept(at(10)).await);
        assert!(!is_kept(at(11)).await, "another's is under that number");
    }

    async fn a_retry_waits_in_its_lane_until_it_is_due(db: Db) {
        let fixture = a_hook_for_invoices(&db).await;
        let (ingest, _) = ingest(&db);
        accept(&ingest, vec![post(&fixture, "invoice.paid", None, 1)]).await;
        let claimed = claim(&db, fixture.hook, 10, at(0), 1).await;
        let retry = Verdict { decision: Decision::Retry { at: at(5_000) }, hook: HookEffect::Failing };
        assert_eq!(recorded(&db, finished(&claimed[0], retry, at(10))).await, Recorded::Kept);
        assert_eq!(state(&db, &fixture, claimed[0].delivery_id).await, ("pending".into(), 1));
        let work = read(&db, move |c| lanes::with_work(c, SystemScope, at(10))).await;
        assert_eq!((work[0].hook_id, work[0].due_at), (fixture.hook, at(5_000)));
        assert!(claim(&db, fixture.hook, 10, at(4_999), 2).await.is_empty());
        assert_eq!(claim(&db, fixture.hook, 10, at(5_000), 3).await[0].attempts, 1);
    }

    async fn first_tries_go_before_retries_unless_it_is_the_retries_turn(db: Db) {
        let fixture = a_hook_for_invoices(&db).await;
        let (ingest, _) = ingest(&db);
        accept(&ingest, vec![post(&fixture, "invoice.paid", None, 1)]).await;
        let old = claim(&db, fixture.hook, 1, at(0), 1).await;
        let retry = Verdict { decision: Decision::Retry { at: at(1) }, hook: HookEffect::Failing };
        recorded(&db, finished(&old[0], retry, at(0))).await;
        accept(&ingest, vec![post(&fixture, "invoice.sent", None, 1)]).await;
        let want = Want { hook_id: fixture.hook, slots: 1, retries_first: false, only_tests: false };
        let new = claim_in_order(&db, want, at(10), 2).await;
        assert_ne!(new[0].delivery_id, old[0].delivery_id);
        let id = new[0].delivery_id;
        write(&db, move |c| due_deliveries::hand_back(c, SystemScope, &[id], 2)).await;
        let retry = claim_in_order(&db, Want { retries_first: true, ..want }, at(10), 3).await;
        assert_eq!(retry[0].delivery_id, old[0].delivery_id);
    }

    async fn an_answer_of_410_deactivates_the_hook_and_cancels_what_waits(db: Db) {
        let fixture = a_hook_for_invoices(&db).await;
        let (ingest, _) = ingest(&db);
        for _ in 0..3 {
            accept(&ingest, vec![post(&fixture, "invoice.paid", None, 1)]).await;
        }
        let claimed = claim(&db, fixture.hook, 1, at(0), 1).await;
        let gone = Verdict {
            decision: Decision::Failed { reason: DeliveryReason::Gone },
            hook: HookEffect::Deactivate(StateReason::Gone),
        };
        recorded(&db, finished(&claimed[0], gone, at(5))).await;
        let hook = read(&db, move |c| hooks::find(c, fixture.tenant, fixture.hook)).await.unwrap();
        assert_eq!((hook.state, hook.state_reason), (HookState::Inactive, Some(StateReason::Gone)));
        let reason = DeliveryReason::HookDeactivated;
        let cancel = move |c: &mut AnyConnection| {
            deliveries::cancel_waiting(c, SystemScope, fixture.hook, reason, at(5), at(6), 100)
        };
        let taken_back = write(&db, cancel).await;
        assert_eq!((taken_back.cancelled, taken_back.in_flight), (2, 0));
        assert_eq!(read(&db, |c| due_deliveries::count(c, SystemScope)).await, 0);
    }

    async fn a_post_that_would_become_too_many_deliveries_is_refused_whole(db: Db) {
        let fixture = a_hook_for_invoices(&db).await;
        let limits = IngestLimits { max_deliveries: 2, ..IngestLimits::default() };
        let clock = Arc::new(ManualClock::at(at(0)));
        let ingest = Ingest::start(db.clone(), Wake::default(), clock, limits);
        let posts = |many| (0..many).map(|_| post(&fixture, "invoice.paid", None, 1)).collect::<Vec<_>>();
        let refused = accept(&ingest, posts(3)).await;
        assert_eq!(refused, vec![Err(Refusal::TooManyDeliveries { most: 2 }); 3]);
        assert!(accept(&ingest, posts(2)).await.iter().all(Result::is_ok));
        assert_eq!(read(&db, |c| due_deliveries::count(c, SystemScope)).await, 2);
    }

    async fn history_leaves_when_its_time_is_over_but_what_waits_stays(db: Db) {
        let fixture = a_hook_for_invoices(&db).await;
        let (ingest, _) = ingest(&db);
        for _ in 0..2 {
            accept(&ingest, vec![post(&fixture, "invoice.paid", None, 1)]).await;
        }
        let claimed = claim(&db, fixture.hook, 1, at(0), 1).await;
        recorded(&db, finished(&claimed[0], DELIVERED, at(5))).await;
        let year = chrono::Duration::days(365);
        assert_eq!(delete_history(&db, 30, at(0) + year, 100).await, 1);
        let (tenant, gone) = (fixture.tenant, claimed[0].delivery_id);
        assert!(read(&db, move |c| deliveries::find(c, tenant, gone)).await.is_none());
        assert_eq!(read(&db, |c| due_deliveries::count(c, SystemScope)).await, 1);
    }

    async fn what_came_of_an_earlier_state_of_a_hook_says_nothing_of_the_present_one(db: Db) {
        let fixture = a_hook_for_invoices(&db).await;
        let (ingest, _) = ingest(&db);
        accept(&ingest, vec![post(&fixture, "invoice.paid", None, 1)]).await;
        let claimed = claim(&db, fixture.hook, 10, at(0), 1).await;
        write(&db, move |c| hooks::touch(c, fixture.tenant, fixture.hook, at(1))).await;
        let gone = Verdict {
            decision: Decision::Failed { reason: DeliveryReason::Gone },
            hook: HookEffect::Deactivate(StateReason::Gone),
        };
        assert_eq!(recorded(&db, finished(&claimed[0], gone, at(10))).await, Recorded::Kept);
        assert_eq!(state(&db, &fixture, claimed[0].delivery_id).await, ("failed".into(), 1));
        let hook = read(&db, move |c| hooks::find(c, fixture.tenant, fixture.hook)).await.unwrap();
        assert_eq!((hook.state, hook.consecutive_failures), (HookState::Active, 0));
    }

    async fn a_lane_belongs_to_one_process_until_it_lets_go(db: Db) {
        let fixture = a_hook_for_invoices(&db).await;
        let hold = move |holder: u8, now: i64, until: i64| {
            let hold = Hold { holder: [holder; 16], until: at(until), lapsed_by: Some(at(now)) };
            move |c: &mut _| lanes::hold(c, SystemScope, &[fixture.hook], hold)
        };
        assert_eq!(write(&db, hold(1, 0, 1_000)).await, [fixture.hook]);
        if db.is_shared() {
            assert_eq!(write(&db, hold(2, 999, 2_000)).await, []);
            assert_eq!(write(&db, hold(1, 999, 2_000)).await, [fixture.hook], "its holder keeps it");
            let no_takeover = Hold { holder: [2; 16], until: at(3_000), lapsed_by: None };
            let kept = write(&db, move |c| lanes::hold(c, SystemScope, &[fixture.hook], no_takeover)).await;
            assert_eq!(kept, [], "another's lane is left to it where all may have stood still");
            assert_eq!(write(&db, hold(2, 2_000, 3_000)).await, [fixture.hook], "its time passed");
            write(&db, |c| lanes::let_go(c, SystemScope, &[2; 16])).await;
            assert_eq!(write(&db, hold(1, 2_001, 3_000)).await, [fixture.hook]);
        }
    }

    async fn what_a_dead_process_had_leased_is_free_when_its_lane_is_taken_over(db: Db) {
        let fixture = a_hook_for_invoices(&db).await;
        if db.is_shared() {
            let (ingest, _) = ingest(&db);
            accept(&ingest, vec![post(&fixture, "invoice.paid", None, 1)]).await;
            let hold = move |holder: u8, now: i64| {
                let hold = Hold { holder: [holder; 16], until: at(now + 10_000), lapsed_by: Some(at(now)) };
                move |c: &mut _| lanes::hold(c, SystemScope, &[fixture.hook], hold)
            };
            write(&db, hold(1, 0)).await;
            let dead = claim(&db, fixture.hook, 10, at(0), 1).await;
            write(&db, hold(1, 5_000)).await;
            assert!(claim(&db, fixture.hook, 10, at(5_000), 2).await.is_empty(), "a holder keeps its own leases");
            let work = |now: i64| read(&db, move |c| lanes::with_work(c, SystemScope, at(now)));
            assert!(work(14_999).await.is_empty());
            assert_eq!(work(15_000).await[0].hook_id, fixture.hook, "whoever looks finds that it needs somebody");
            write(&db, hold(2, 15_000)).await;
            assert_eq!(claim(&db, fixture.hook, 10, at(15_000), 3).await.len(), 1);
            assert_eq!(recorded(&db, finished(&dead[0], DELIVERED, at(15_001))).await, Recorded::LostLease);
        }
    }
}

/// A failure of one unit of work takes no other along.
#[tokio::test]
async fn work_that_fails_leaves_the_rest_of_its_commit_alone() {
    let database = billhook_store::testing::TestDb::sqlite();
    let db = database.open();
    let fixture = a_hook_for_invoices(&db).await;
    let good = db.write(move |c| hooks::touch(c, fixture.tenant, fixture.hook, at(1)));
    let bad = db.write(move |c| {
        hooks::touch(c, fixture.tenant, fixture.hook, at(2))?;
        Err::<(), _>(StoreError::Taken("on purpose".into()))
    });
    let (good, bad) = tokio::join!(good, bad);
    assert!(good.is_ok() && bad.is_err());
    let hook = read(&db, move |c| hooks::find(c, fixture.tenant, fixture.hook)).await.unwrap();
    assert_eq!(hook.updated_at, at(1));
}
