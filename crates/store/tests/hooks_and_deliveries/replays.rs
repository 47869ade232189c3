use billhook_core::action::ActionRule;
use billhook_core::delivery::{DeliveryKind, DeliveryReason, DeliveryState};
use billhook_core::hook::HookState;
use billhook_core::id::{DeliveryId, EventId, HookId, ReplayId};
use billhook_core::member::Grants;
use billhook_store::bench_history::{self, Fate, Past};
use billhook_store::deliveries::{self, Delivery, Filter};
use billhook_store::replays::{self, Over, Replay, ReplayState, Standing, Stepped};
use billhook_store::schema::{due_deliveries, replay_origins, replayed_deliveries, tenants as tenant_rows};
use billhook_store::tenants::{self, Erased};
use billhook_store::{Db, StoreError, SystemScope, actions, hooks};
use diesel::prelude::*;

use crate::fixture::{
    Fixture, a_tenant_with_a_hook, at, event, finish, insert_event, lease, read, settings, write,
};

/// Deliveries that failed, one millisecond apart.
pub(crate) async fn failed(db: &Db, f: Fixture, many: i64) -> Vec<DeliveryId> {
    write(db, move |c| {
        (1..=many)
            .map(|ms| {
                let id = insert_event(c, &f, &event(f.tenant, "invoice.paid", ms))?;
                finish(c, &f, id, 500)?;
                Ok(id)
            })
            .collect()
    })
    .await
}

pub(crate) fn everything() -> Filter {
    Filter { until: Some(at(2_000)), ..Filter::of(Grants::all()) }
}

pub(crate) async fn begin(db: &Db, f: Fixture, filter: Filter, rate_per_s: Option<u32>) -> ReplayId {
    begin_over(db, f, Over::Deliveries, filter, rate_per_s).await
}

async fn begin_over(db: &Db, f: Fixture, over: Over, filter: Filter, rate_per_s: Option<u32>) -> ReplayId {
    let id = ReplayId::new(at(2_000));
    write(db, move |c| {
        let total = match over {
            Over::Deliveries => deliveries::count_replayable(c, f.tenant, &filter)?,
            Over::Events => replays::count_never_had(c, f.tenant, &filter, at(2_000))?,
        };
        let replay = Replay {
            id,
            state: ReplayState::Running,
            over,
            filter,
            rate_per_s,
            total,
            made: 0,
            passed_over: 0,
            created_by: "Ann".into(),
            created_at: at(2_000),
            finished_at: None,
        };
        replays::insert(c, f.tenant, &replay)
    })
    .await;
    id
}

async fn step(db: &Db, f: Fixture, id: ReplayId, most: u32) -> Stepped {
    step_at(db, f, id, most, 2_000).await
}

async fn step_at(db: &Db, f: Fixture, id: ReplayId, most: u32, ms: i64) -> Stepped {
    write(db, move |c| replays::step(c, f.tenant, id, most, at(ms))).await
}

async fn find(db: &Db, f: Fixture, id: ReplayId) -> Replay {
    read(db, move |c| replays::find(c, f.tenant, id)).await.unwrap()
}

/// The events of what was made, in the order in which it waits.
async fn made(db: &Db, f: Fixture) -> Vec<EventId> {
    read(db, move |c| {
        let rows: Vec<Vec<u8>> = due_deliveries::table
            .filter(due_deliveries::hook_id.eq(f.hook.as_bytes().as_slice()))
            .filter(due_deliveries::priority.eq(3))
            .order((due_deliveries::due_at, due_deliveries::delivery_id))
            .select(due_deliveries::event_id)
            .load(c)?;
        Ok(rows.into_iter().map(|id| EventId::from_bytes(id.try_into().unwrap())).collect())
    })
    .await
}

async fn events_of(db: &Db, f: Fixture, of: &[DeliveryId]) -> Vec<EventId> {
    let mut events = Vec::new();
    for id in of.iter().copied() {
        events.push(read(db, move |c| deliveries::find(c, f.tenant, id)).await.unwrap().event_id);
    }
    events
}

/// A second hook of the tenant, made after its events, with these actions; the fixture as seen from it.
async fn a_later_hook(db: &Db, f: Fixture, rules: Vec<ActionRule>) -> Fixture {
    let hook = HookId::new(at(1_500));
    write(db, move |c| {
        hooks::insert(c, f.tenant, hook, f.member, &settings("later"), at(1_500))?;
        actions::insert_all(c, f.tenant, hook, &rules, at(1_500))
    })
    .await;
    Fixture { hook, ..f }
}

fn rule(pattern: &str) -> ActionRule {
    ActionRule::new(pattern.parse().unwrap())
}

fn for_hook(f: Fixture) -> Filter {
    Filter { hook: Some(f.hook), ..everything() }
}

/// What a replay of what failed would take now.
async fn still_failed(db: &Db, f: Fixture, state: Option<DeliveryState>) -> i64 {
    let filter = Filter { state, until: Some(at(9_000)), ..Filter::of(Grants::all()) };
    read(db, move |c| deliveries::count_replayable(c, f.tenant, &filter)).await
}

/// Sends it again, with this answer; `None` while it waits.
async fn sent_again(db: &Db, f: Fixture, old: DeliveryId, ms: i64, status: Option<i32>) {
    let old = read(db, move |c| deliveries::find(c, f.tenant, old)).await.unwrap();
    let again = write(db, move |c| deliveries::replay(c, f.tenant, &old, at(ms))).await.unwrap();
    if let Some(status) = status {
        write(db, move |c| Ok(finish(c, &f, again, status)?)).await;
    }
}

/// What the replay made, in this state, the newest first; and where the next page begins if not at the end.
async fn made_by(db: &Db, f: Fixture, replay: ReplayId, state: Option<DeliveryState>) -> Vec<Delivery> {
    let filter = Filter { replay: Some(replay), state, ..Filter::of(Grants::all()) };
    let found = read(db, move |c| deliveries::look_for(c, f.tenant, &filter, None, 10)).await;
    assert_eq!(found.looked_until, None, "it is looked through to its end");
    found.rows
}

async fn standing(db: &Db, f: Fixture, replay: ReplayId) -> Standing {
    read(db, move |c| replays::standing(c, f.tenant, replay)).await
}

async fn origins(db: &Db) -> i64 {
    read(db, |c| Ok(replay_origins::table.count().get_result(c)?)).await
}

billhook_store::on_both_databases! {
    async fn what_a_replay_made_is_found_by_it_and_names_what_it_repeats(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let old = failed(&db, f, 3).await;
        let id = begin(&db, f, everything(), None).await;
        step(&db, f, id, 2).await;
        step_at(&db, f, id, 2, 2_001).await;
        // Not among them, though of the same hook and event.
        sent_again(&db, f, old[0], 3_000, Some(500)).await;
        let made = made_by(&db, f, id, None).await;
        let said: Vec<_> = made.iter().map(|again| (again.replay, again.repeats)).collect();
        assert_eq!(said, [old[2], old[1], old[0]].map(|old| (Some(id), Some(old))));
        let filter = Filter { replay: Some(id), ..Filter::of(Grants::all()) };
        let after = made[0].id;
        let rest = read(&db, move |c| deliveries::list(c, f.tenant, &filter, Some(after), 1)).await;
        assert_eq!(rest.iter().map(|again| again.id).collect::<Vec<_>>(), [made[1].id]);
        let stranger = a_tenant_with_a_hook(&db).await;
        assert!(made_by(&db, stranger, id, None).await.is_empty());
        assert_eq!(standing(&db, stranger, id).await, Standing::default());
    }

    async fn one_delivery_that_is_sent_again_names_what_it_repeats_and_no_replay(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let first = failed(&db, f, 1).await[0];
        let old = read(&db, move |c| deliveries::find(c, f.tenant, first)).await.unwrap();
        assert_eq!((old.replay, old.repeats), (None, None));
        let again = write(&db, move |c| deliveries::replay(c, f.tenant, &old, at(50))).await.unwrap();
        let again = read(&db, move |c| deliveries::find(c, f.tenant, again)).await.unwrap();
        assert_eq!((again.replay, again.repeats), (None, Some(first)));
    }

    async fn what_a_hook_never_had_names_the_replay_and_repeats_nothing(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        failed(&db, f, 2).await;
        let later = a_later_hook(&db, f, vec![rule("*")]).await;
        let id = begin_over(&db, f, Over::Events, for_hook(later), None).await;
        step(&db, f, id, 10).await;
        let made = made_by(&db, f, id, None).await;
        let said: Vec<_> = made.iter().map(|sent| (sent.hook_id, sent.replay, sent.repeats)).collect();
        assert_eq!(said, [(later.hook, Some(id), None); 2]);
    }

    async fn how_the_deliveries_of_a_replay_stand_is_counted(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        failed(&db, f, 5).await;
        let id = begin(&db, f, everything(), None).await;
        assert_eq!(standing(&db, f, id).await, Standing::default());
        step(&db, f, id, 10).await;
        let made = made_by(&db, f, id, None).await;
        let (arrives, fails, leaves, goes) = (made[0].id, made[1].id, made[2].clone(), made[3].id);
        write(&db, move |c| {
            finish(c, &f, arrives, 200)?;
            finish(c, &f, fails, 500)?;
            assert!(deliveries::cancel(c, f.tenant, &leaves, DeliveryReason::Manual, at(3_000))?.is_ok());
            Ok(lease(c, goes)?)
        }).await;
        let one_of_each =
            Standing { pending: 1, in_flight: 1, delivered: 1, failed: 1, cancelled: 1, is_exact: true };
        assert_eq!(standing(&db, f, id).await, one_of_each);
        let of_state = made_by(&db, f, id, Some(DeliveryState::Failed)).await;
        assert_eq!(of_state.iter().map(|again| again.id).collect::<Vec<_>>(), [fails]);
    }

    async fn of_a_large_replay_the_first_are_counted_and_all_are_found(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let old = failed(&db, f, 2).await;
        let (event_type, data) = ("invoice.paid".into(), "{}".into());
        let past = Past { hook: f.hook, event_type, data, fate: Fate::Delivered };
        write(&db, move |c| (0..21).try_for_each(|n| bench_history::write(c, f.tenant, &past, at(10 + 500 * n), 500).map(drop))).await;
        let all_of_hook = "insert into replay_origins (delivery_id, tenant_id, replay_id) select id, tenant_id, hook_id from deliveries";
        write(&db, move |c| {
            billhook_store::each!(c, c => diesel::sql_query(all_of_hook).execute(c))?;
            Ok(())
        }).await;
        let id = ReplayId::from_bytes(*f.hook.as_bytes());
        let first = Standing { delivered: 9_998, failed: 2, is_exact: false, ..Standing::default() };
        assert_eq!(standing(&db, f, id).await, first);
        let found = made_by(&db, f, id, Some(DeliveryState::Failed)).await;
        assert_eq!(found.iter().map(|delivery| delivery.id).collect::<Vec<_>>(), [old[1], old[0]]);
        let failed = Filter { replay: Some(id), state: Some(DeliveryState::Failed), ..everything() };
        assert_eq!(read(&db, move |c| deliveries::count_replayable(c, f.tenant, &failed)).await, 2);
    }

    async fn what_failed_again_of_a_replay_can_be_replayed(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let old = failed(&db, f, 3).await;
        let first = begin(&db, f, everything(), None).await;
        step(&db, f, first, 10).await;
        let made: Vec<_> = made_by(&db, f, first, None).await.iter().map(|again| again.id).collect();
        let (fails, fails_too, arrives) = (made[2], made[1], made[0]);
        write(&db, move |c| {
            finish(c, &f, fails, 500)?;
            finish(c, &f, fails_too, 500)?;
            Ok(finish(c, &f, arrives, 200)?)
        }).await;
        // By hand, and in vain: what the replay made is the latest of its own all the same.
        sent_again(&db, f, old[1], 3_000, Some(500)).await;
        let of_first = Filter {
            replay: Some(first), state: Some(DeliveryState::Failed), until: Some(at(9_000)), ..everything()
        };
        let second = begin(&db, f, of_first, None).await;
        // In pages: each goes on where the last one ended.
        step_at(&db, f, second, 1, 9_500).await;
        step_at(&db, f, second, 1, 9_501).await;
        step_at(&db, f, second, 1, 9_502).await;
        let done = find(&db, f, second).await;
        assert_eq!((done.state, done.total, done.made), (ReplayState::Done, 2, 2));
        let repeated: Vec<_> = made_by(&db, f, second, None).await.iter().map(|again| again.repeats).collect();
        assert_eq!(repeated, [Some(fails_too), Some(fails)]);
    }

    async fn where_deliveries_come_from_is_erased_with_their_tenant(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        failed(&db, f, 3).await;
        let id = begin(&db, f, everything(), None).await;
        step(&db, f, id, 10).await;
        assert_eq!(origins(&db).await, 3);
        write(&db, |c| Ok(diesel::update(tenant_rows::table).set(tenant_rows::deleting_at.eq(1)).execute(c)?)).await;
        while write(&db, move |c| tenants::erase(c, f.tenant, 2, at(4_000))).await != Erased::Everything {}
        assert_eq!(origins(&db).await, 0);
    }

    async fn what_has_arrived_since_or_is_on_its_way_is_not_sent_again(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let old = failed(&db, f, 4).await;
        let count = || still_failed(&db, f, Some(DeliveryState::Failed));
        assert_eq!(count().await, 4);
        sent_again(&db, f, old[0], 3_000, Some(200)).await;
        assert_eq!(count().await, 3, "one has arrived");
        sent_again(&db, f, old[1], 3_000, None).await;
        assert_eq!(count().await, 2, "one is on its way");
        sent_again(&db, f, old[2], 3_000, Some(500)).await;
        assert_eq!(count().await, 2, "one has failed twice, and is sent once");
        let begun = begin(&db, f, Filter { state: Some(DeliveryState::Failed), until: Some(at(9_000)), ..everything() }, None).await;
        step_at(&db, f, begun, 10, 9_500).await;
        assert_eq!(find(&db, f, begun).await.made, 2);
        assert_eq!(count().await, 0, "both are on their way");
        assert_eq!(still_failed(&db, f, Some(DeliveryState::Delivered)).await, 1, "what was delivered may be wanted again");
    }

    async fn a_later_hook_gets_what_came_before_and_nothing_twice(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let old = failed(&db, f, 5).await;
        let order = event(f.tenant, "order.made", 6);
        write(&db, move |c| Ok(insert_event(c, &f, &order)?)).await;
        let later = a_later_hook(&db, f, vec![rule("invoice.*"), rule("invoice.paid")]).await;
        let id = begin_over(&db, f, Over::Events, for_hook(later), None).await;
        assert_eq!(step(&db, f, id, 3).await, Stepped::Made { deliveries: 3, rate_per_s: None });
        assert_eq!(step_at(&db, f, id, 3, 2_001).await, Stepped::Forgetting);
        let done = find(&db, f, id).await;
        assert_eq!((done.over, done.state, done.total, done.made), (Over::Events, ReplayState::Done, 5, 5));
        assert_eq!(made(&db, later).await, events_of(&db, f, &old).await, "in the order in which they came");
        let again = begin_over(&db, f, Over::Events, for_hook(later), None).await;
        step(&db, f, again, 10).await;
        let nothing = find(&db, f, again).await;
        assert_eq!((nothing.total, nothing.made, nothing.passed_over), (0, 0, 0));
    }

    async fn what_the_hooks_actions_leave_out_is_passed_over(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        for (ms, app) in [(1, None), (2, Some("game")), (3, Some("shop"))] {
            let mut posted = event(f.tenant, "invoice.paid", ms);
            posted.attributes.app = app.map(Into::into);
            write(&db, move |c| Ok(insert_event(c, &f, &posted)?)).await;
        }
        let later = a_later_hook(&db, f, vec![rule("*").only(Some("game".into()), None)]).await;
        let id = begin_over(&db, f, Over::Events, for_hook(later), None).await;
        step(&db, f, id, 10).await;
        let done = find(&db, f, id).await;
        assert_eq!((done.total, done.made, done.passed_over), (3, 1, 2));
    }

    async fn a_replay_over_events_takes_only_what_is_granted(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        failed(&db, f, 2).await;
        let later = a_later_hook(&db, f, vec![rule("*")]).await;
        let granted = |resource: &str| Grants([resource.parse().unwrap()].into_iter().collect());
        for (resource, expected) in [("order", 0), ("invoice", 2)] {
            let filter = Filter { grants: granted(resource), ..for_hook(later) };
            let counted = read(&db, move |c| replays::count_never_had(c, f.tenant, &filter, at(2_000))).await;
            assert_eq!(counted, expected, "{resource}");
        }
    }

    async fn an_inactive_hook_gets_no_event(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        failed(&db, f, 2).await;
        let later = a_later_hook(&db, f, vec![rule("*")]).await;
        let id = begin_over(&db, f, Over::Events, for_hook(later), None).await;
        write(&db, move |c| hooks::set_state(c, f.tenant, later.hook, HookState::Inactive, None, at(40))).await;
        step(&db, f, id, 10).await;
        let done = find(&db, f, id).await;
        assert_eq!((done.state, done.made, done.passed_over), (ReplayState::Done, 0, 2));
    }

    async fn replays_that_are_over_leave_when_their_time_is_over(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        failed(&db, f, 3).await;
        let (over, running) = (begin(&db, f, everything(), None).await, begin(&db, f, everything(), None).await);
        step(&db, f, over, 10).await;
        assert_eq!(read(&db, move |c| replays::count_running(c, f.tenant)).await, 1);
        assert_eq!(write(&db, |c| replays::delete_over(c, SystemScope, at(2_000), 10)).await, 0);
        assert_eq!(write(&db, |c| replays::delete_over(c, SystemScope, at(2_001), 10)).await, 1);
        let left = read(&db, move |c| replays::list(c, f.tenant, None, 10)).await;
        assert_eq!(left.iter().map(|replay| replay.id).collect::<Vec<_>>(), [running]);
    }

    async fn what_was_missed_is_what_ended_without_success_since(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        failed(&db, f, 2).await;
        write(&db, move |c| {
            let delivered = insert_event(c, &f, &event(f.tenant, "invoice.paid", 5))?;
            Ok(finish(c, &f, delivered, 200)?)
        }).await;
        for (since, expected) in [(at(1_000), 2), (at(1_001), 0)] {
            let filter = Filter { missed_since: Some(since), ..everything() };
            let counted = read(&db, move |c| deliveries::count_replayable(c, f.tenant, &filter)).await;
            assert_eq!(counted, expected);
        }
    }

    async fn a_replay_takes_each_delivery_once_and_the_oldest_first(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let old = failed(&db, f, 5).await;
        let id = begin(&db, f, everything(), None).await;
        assert_eq!(step_at(&db, f, id, 2, 2_000).await, Stepped::Made { deliveries: 2, rate_per_s: None });
        step_at(&db, f, id, 2, 2_001).await;
        let halfway = find(&db, f, id).await;
        assert_eq!((halfway.state, halfway.total, halfway.made), (ReplayState::Running, 5, 4));
        assert_eq!(step_at(&db, f, id, 2, 2_002).await, Stepped::Forgetting);
        let done = find(&db, f, id).await;
        assert_eq!((done.state, done.made, done.finished_at), (ReplayState::Done, 5, Some(at(2_002))));
        assert_eq!(made(&db, f).await, events_of(&db, f, &old).await);
        assert_eq!(step(&db, f, id, 2).await, Stepped::Over);
        let left: i64 = read(&db, |c| Ok(replayed_deliveries::table.count().get_result(c)?)).await;
        assert_eq!((made(&db, f).await.len(), left), (5, 0));
        let first = old[0];
        let original = read(&db, move |c| deliveries::find(c, f.tenant, first)).await.unwrap();
        assert_eq!((original.kind, original.state), (DeliveryKind::Event, DeliveryState::Failed));
    }

    async fn a_step_that_is_lost_is_taken_again_as_a_whole(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        failed(&db, f, 5).await;
        let id = begin(&db, f, everything(), None).await;
        step(&db, f, id, 2).await;
        let killed: Result<(), StoreError> = db.write(move |c| {
            replays::step(c, f.tenant, id, 2, at(2_000))?;
            Err(StoreError::Corrupt("the process dies before the commit".into()))
        }).await;
        assert!(killed.is_err());
        assert_eq!((find(&db, f, id).await.made, made(&db, f).await.len()), (2, 2));
        step(&db, f, id, 10).await;
        assert_eq!((find(&db, f, id).await.made, made(&db, f).await.len()), (5, 5));
    }

    async fn two_processes_that_step_one_replay_make_nothing_twice(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let old = failed(&db, f, 6).await;
        let id = begin(&db, f, everything(), None).await;
        let steps = async || while step(&db, f, id, 2).await != Stepped::Over {};
        tokio::join!(steps(), steps(), steps());
        let mut found = made(&db, f).await;
        found.sort();
        let mut wanted = events_of(&db, f, &old).await;
        wanted.sort();
        assert_eq!((found, find(&db, f, id).await.made), (wanted, 6));
    }

    async fn what_has_not_ended_is_not_replayed(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        failed(&db, f, 1).await;
        write(&db, move |c| {
            insert_event(c, &f, &event(f.tenant, "invoice.paid", 7))?;
            let sending = insert_event(c, &f, &event(f.tenant, "invoice.paid", 8))?;
            Ok(lease(c, sending)?)
        }).await;
        let id = begin(&db, f, everything(), None).await;
        step(&db, f, id, 10).await;
        let done = find(&db, f, id).await;
        assert_eq!((done.total, done.made, done.passed_over), (1, 1, 0));
    }

    async fn what_an_inactive_hook_would_get_is_passed_over(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        failed(&db, f, 3).await;
        let id = begin(&db, f, everything(), None).await;
        write(&db, move |c| hooks::set_state(c, f.tenant, f.hook, HookState::Inactive, None, at(40))).await;
        step(&db, f, id, 10).await;
        let done = find(&db, f, id).await;
        assert_eq!((done.state, done.made, done.passed_over), (ReplayState::Done, 0, 3));
    }

    async fn a_cancelled_replay_makes_no_more(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        failed(&db, f, 3).await;
        let id = begin(&db, f, everything(), None).await;
        step(&db, f, id, 2).await;
        assert!(write(&db, move |c| replays::cancel(c, f.tenant, id, at(2_001))).await);
        assert_eq!(step(&db, f, id, 2).await, Stepped::Over);
        let cancelled = find(&db, f, id).await;
        assert_eq!((cancelled.state, cancelled.made), (ReplayState::Cancelled, 2));
        assert!(!write(&db, move |c| replays::cancel(c, f.tenant, id, at(2_002))).await, "it is over");
    }

    async fn a_rate_bounds_the_page(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        failed(&db, f, 5).await;
        let id = begin(&db, f, everything(), Some(3)).await;
        assert_eq!(step(&db, f, id, 100).await, Stepped::Made { deliveries: 3, rate_per_s: Some(3) });
    }

    async fn another_tenants_replay_is_not_there(db: Db) {
        let (mine, theirs) = (a_tenant_with_a_hook(&db).await, a_tenant_with_a_hook(&db).await);
        failed(&db, theirs, 1).await;
        let id = begin(&db, theirs, everything(), None).await;
        assert!(read(&db, move |c| replays::find(c, mine.tenant, id)).await.is_none());
        assert!(read(&db, move |c| replays::list(c, mine.tenant, None, 10)).await.is_empty());
        assert!(!write(&db, move |c| replays::cancel(c, mine.tenant, id, at(2_000))).await);
        assert_eq!(step(&db, mine, id, 10).await, Stepped::Over);
        let seen = read(&db, move |c| deliveries::count_replayable(c, mine.tenant, &everything())).await;
        assert_eq!(seen, 0);
    }
}
