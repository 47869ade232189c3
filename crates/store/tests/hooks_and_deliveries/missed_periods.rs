use billhook_core::action::ActionRule;
use billhook_core::delivery::DeliveryState;
use billhook_core::hook::HookState;
use billhook_core::id::ReplayId;
use billhook_core::member::Grants;
use billhook_store::deliveries::Filter;
use billhook_store::missed_periods::{self, MissedPeriod};
use billhook_store::replays::{self, Over, Replay, ReplayState};
use billhook_store::{Db, actions, hooks};

use crate::fixture::{Fixture, a_tenant_with_a_hook, at, read, write};

async fn set(db: &Db, f: Fixture, state: HookState, ms: i64) {
    write(db, move |c| hooks::set_state(c, f.tenant, f.hook, state, None, at(ms))).await;
}

/// The hook was inactive from then to then.
async fn away(db: &Db, f: Fixture, from: i64, to: i64) {
    set(db, f, HookState::Inactive, from).await;
    set(db, f, HookState::Active, to).await;
}

async fn missed(db: &Db, f: Fixture) -> Option<MissedPeriod> {
    read(db, move |c| missed_periods::of_hooks(c, f.tenant, &[f.hook])).await.remove(&f.hook)
}

fn period(since: i64, until: i64) -> MissedPeriod {
    MissedPeriod { since: at(since), until: at(until) }
}

fn running(over: Over, filter: Filter) -> Replay {
    Replay {
        id: ReplayId::new(at(90)),
        state: ReplayState::Running,
        over,
        filter,
        rate_per_s: None,
        total: 0,
        made: 0,
        passed_over: 0,
        created_by: "Ann".into(),
        created_at: at(90),
        finished_at: None,
    }
}

/// A replay that is done.
async fn replay(db: &Db, f: Fixture, over: Over, filter: Filter) {
    let replay = running(over, filter);
    write(db, move |c| {
        replays::insert(c, f.tenant, &replay)?;
        replays::step(c, f.tenant, replay.id, 10, at(91)).map(drop)
    })
    .await;
}

/// What takes all that the hook missed from 5 on.
fn all(f: Fixture) -> Filter {
    let (hook, missed_since, until) = (Some(f.hook), Some(at(5)), Some(at(90)));
    Filter { hook, missed_since, until, ..Filter::of(Grants::all()) }
}

billhook_store::on_both_databases! {
    async fn what_a_hook_missed_is_kept_once_it_is_back(db: Db) {
        let (f, other) = (a_tenant_with_a_hook(&db).await, a_tenant_with_a_hook(&db).await);
        set(&db, f, HookState::Inactive, 5).await;
        assert_eq!(missed(&db, f).await, None, "until then the hook says it itself");
        set(&db, f, HookState::Active, 8).await;
        assert_eq!(missed(&db, f).await, Some(period(5, 8)));
        set(&db, f, HookState::Paused, 9).await;
        set(&db, f, HookState::Active, 10).await;
        assert_eq!(missed(&db, f).await, Some(period(5, 8)), "a pause misses nothing");
        let theirs = Fixture { tenant: other.tenant, ..f };
        assert_eq!(missed(&db, theirs).await, None);
        assert_eq!(write(&db, move |c| missed_periods::end(c, theirs.tenant, f.hook)).await, None);
        assert_eq!(write(&db, move |c| missed_periods::end(c, f.tenant, f.hook)).await, Some(period(5, 8)));
        assert_eq!(missed(&db, f).await, None);
    }

    async fn a_hook_that_goes_again_goes_on_with_what_nobody_has_seen_to(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        away(&db, f, 5, 8).await;
        set(&db, f, HookState::Inactive, 20).await;
        assert_eq!(missed(&db, f).await, None);
        let hook = read(&db, move |c| hooks::find(c, f.tenant, f.hook)).await.unwrap();
        assert_eq!((hook.inactive_since, hook.missing_since), (Some(at(20)), Some(at(5))));
        set(&db, f, HookState::Active, 30).await;
        assert_eq!(missed(&db, f).await, Some(period(5, 30)));
        write(&db, move |c| missed_periods::end(c, f.tenant, f.hook)).await;
        away(&db, f, 40, 50).await;
        assert_eq!(missed(&db, f).await, Some(period(40, 50)), "what was seen to is over");
        write(&db, move |c| hooks::delete(c, f.tenant, f.hook, at(60))).await;
        assert_eq!(missed(&db, f).await, None);
    }

    async fn a_replay_of_all_that_was_missed_ends_it(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        for filter in [
            all(f),
            Filter { until: Some(at(8)), ..all(f) },
            Filter { missed_since: None, until: None, ..all(f) },
        ] {
            away(&db, f, 5, 8).await;
            replay(&db, f, Over::Deliveries, filter).await;
            assert_eq!(missed(&db, f).await, None);
        }
    }

    async fn a_replay_that_leaves_some_of_it_out_does_not(db: Db) {
        let (f, other) = (a_tenant_with_a_hook(&db).await, a_tenant_with_a_hook(&db).await);
        away(&db, f, 5, 8).await;
        let rule = ActionRule::new("invoice.*".parse().unwrap());
        write(&db, move |c| actions::insert_all(c, f.tenant, f.hook, &[rule], at(9))).await;
        for filter in [
            Filter { hook: None, ..all(f) },
            Filter { hook: Some(other.hook), ..all(f) },
            Filter { missed_since: Some(at(6)), ..all(f) },
            Filter { until: Some(at(7)), ..all(f) },
            Filter { since: Some(at(1)), ..all(f) },
            Filter { state: Some(DeliveryState::Failed), ..all(f) },
            Filter { event_type: Some("invoice.paid".parse().unwrap()), ..all(f) },
            Filter { grants: Grants(["order".parse().unwrap()].into()), ..all(f) },
        ] {
            replay(&db, f, Over::Deliveries, filter).await;
            assert_eq!(missed(&db, f).await, Some(period(5, 8)));
        }
        replay(&db, f, Over::Events, all(f)).await;
        assert_eq!(missed(&db, f).await, Some(period(5, 8)));
        replay(&db, f, Over::Deliveries, Filter { grants: Grants(["invoice".parse().unwrap()].into()), ..all(f) }).await;
        assert_eq!(missed(&db, f).await, None, "it was all that the hook gets");
    }

    async fn what_is_missed_is_kept_until_a_replay_of_it_is_done(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        away(&db, f, 5, 8).await;
        let running = running(Over::Deliveries, all(f));
        let id = running.id;
        write(&db, move |c| replays::insert(c, f.tenant, &running)).await;
        assert_eq!(missed(&db, f).await, Some(period(5, 8)));
        assert!(write(&db, move |c| replays::cancel(c, f.tenant, id, at(91))).await);
        write(&db, move |c| replays::step(c, f.tenant, id, 10, at(92))).await;
        assert_eq!(missed(&db, f).await, Some(period(5, 8)), "it was cancelled");
    }

    async fn a_period_in_which_nothing_was_missed_ends_and_a_later_one_does_not(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        away(&db, f, 5, 8).await;
        write(&db, move |c| missed_periods::end_empty(c, f.tenant, f.hook, period(5, 7))).await;
        assert_eq!(missed(&db, f).await, Some(period(5, 8)));
        write(&db, move |c| missed_periods::end_empty(c, f.tenant, f.hook, period(5, 8))).await;
        assert_eq!(missed(&db, f).await, None);
    }
}
