use billhook_core::delivery::{DeliveryKind, DeliveryReason, DeliveryState};
use billhook_core::event::EventKind;
use billhook_core::hook::HookState;
use billhook_core::id::DeliveryId;
use billhook_core::member::Grants;
use billhook_store::bench_history::{self, Fate, Past};
use billhook_store::deliveries::{self, Delivery, Filter, NotCancelled, NotReplayed};
use billhook_store::schema::{due_deliveries, events};
use billhook_store::{Db, attempts, hooks};
use diesel::prelude::*;

use crate::fixture::{
    Fixture, a_tenant_with_a_hook, at, event, finish, insert_attempt, insert_event, lease, read, write,
};

async fn post(db: &Db, f: Fixture, event_type: &'static str, ms: i64) -> DeliveryId {
    write(db, move |c| Ok(insert_event(c, &f, &event(f.tenant, event_type, ms))?)).await
}

async fn find(db: &Db, f: Fixture, id: DeliveryId) -> Delivery {
    read(db, move |c| deliveries::find(c, f.tenant, id)).await.unwrap()
}

async fn replay(db: &Db, f: Fixture, id: DeliveryId) -> Result<DeliveryId, NotReplayed> {
    let old = find(db, f, id).await;
    write(db, move |c| deliveries::replay(c, f.tenant, &old, at(50))).await
}

async fn cancel(db: &Db, f: Fixture, id: DeliveryId) -> Result<(), NotCancelled> {
    let delivery = find(db, f, id).await;
    write(db, move |c| deliveries::cancel(c, f.tenant, &delivery, DeliveryReason::HookDeactivated, at(50)))
        .await
}

async fn set_hook_state(db: &Db, f: Fixture, state: HookState) {
    write(db, move |c| hooks::set_state(c, f.tenant, f.hook, state, None, at(40))).await;
}

billhook_store::on_both_databases! {
    async fn a_delivery_is_shown_with_where_it_stands(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let id = post(&db, f, "invoice.paid", 1).await;
        let pending = find(&db, f, id).await;
        assert_eq!((pending.state, pending.next_attempt_at, pending.attempts), (DeliveryState::Pending, Some(at(1)), 0));
        write(&db, move |c| Ok(lease(c, id)?)).await;
        let sending = find(&db, f, id).await;
        assert_eq!((sending.state, sending.next_attempt_at), (DeliveryState::InFlight, None));
        write(&db, move |c| Ok(finish(c, &f, id, 200)?)).await;
        let done = find(&db, f, id).await;
        assert_eq!((done.state, done.attempts, done.finished_at), (DeliveryState::Delivered, 1, Some(at(1_000))));
        let last = done.last_attempt.unwrap();
        assert_eq!((last.number, last.status, last.duration_ms), (1, Some(200), 12));
    }

    async fn a_list_is_narrowed_by_everything_at_once(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let waiting = post(&db, f, "invoice.paid", 1).await;
        let sending = post(&db, f, "invoice.void", 2).await;
        let failed = post(&db, f, "order.made", 3).await;
        write(&db, move |c| { lease(c, sending)?; Ok(finish(c, &f, failed, 500)?) }).await;
        let of_failed = find(&db, f, failed).await.event_id;
        let everything = || Filter::of(Grants::all());
        let order = Grants([ "order".parse().unwrap()].into());
        let none = Grants::default();
        for (filter, expected) in [
            (everything(), vec![failed, sending, waiting]),
            (Filter { state: Some(DeliveryState::Pending), ..everything() }, vec![waiting]),
            (Filter { state: Some(DeliveryState::InFlight), ..everything() }, vec![sending]),
            (Filter { state: Some(DeliveryState::Failed), ..everything() }, vec![failed]),
            (Filter { event: Some(of_failed), hook: Some(f.hook), ..everything() }, vec![failed]),
            (Filter { event_type: Some("invoice.*".parse().unwrap()), ..everything() }, vec![sending, waiting]),
            (Filter { since: Some(at(2)), until: Some(at(3)), ..everything() }, vec![sending]),
            (Filter { event_type: Some("invoice.*".parse().unwrap()), ..Filter::of(order.clone()) }, vec![]),
            (Filter::of(order), vec![failed]),
            (Filter::of(none), vec![]),
        ] {
            let asked = filter.clone();
            let listed = read(&db, move |c| deliveries::list(c, f.tenant, &filter, None, 10)).await;
            assert_eq!(listed.iter().map(|delivery| delivery.id).collect::<Vec<_>>(), expected, "{asked:?}");
        }
        let after = read(&db, move |c| deliveries::list(c, f.tenant, &everything(), Some(sending), 10)).await;
        assert_eq!(after.iter().map(|delivery| delivery.id).collect::<Vec<_>>(), [waiting]);
    }

    async fn what_a_filter_leaves_of_thousands_is_found_page_by_page(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let rare = [post(&db, f, "order.made", 1).await, post(&db, f, "order.made", 2).await];
        for id in rare {
            write(&db, move |c| Ok(finish(c, &f, id, 500)?)).await;
        }
        let (event_type, data) = ("invoice.paid".into(), "{}".into());
        let past = Past { hook: f.hook, event_type, data, fate: Fate::Delivered };
        write(&db, move |c| (0..6).try_for_each(|n| bench_history::write(c, f.tenant, &past, at(10 + 250 * n), 250).map(drop))).await;
        let everything = || Filter::of(Grants::all());
        let missed_since = Some(at(0));
        for filter in [
            Filter { state: Some(DeliveryState::Failed), ..everything() },
            Filter { state: Some(DeliveryState::Failed), hook: Some(f.hook), ..everything() },
            Filter { missed_since, ..everything() },
            Filter { event_type: Some("order.*".parse().unwrap()), since: Some(at(0)), ..everything() },
            Filter::of(Grants(["order".parse().unwrap()].into())),
        ] {
            let mut seen = Vec::new();
            while seen.len() < rare.len() {
                let (filter, before) = (filter.clone(), seen.last().copied());
                let found = read(&db, move |c| deliveries::look_for(c, f.tenant, &filter, before, 1)).await;
                assert_eq!(found.looked_until, None);
                seen.extend(found.rows.iter().map(|delivery| delivery.id));
            }
            assert_eq!(seen, [rare[1], rare[0]], "{filter:?}");
        }
        let (mut delivered, mut before) = (0, None);
        loop {
            let filter = Filter { state: Some(DeliveryState::Delivered), ..everything() };
            let found = read(&db, move |c| deliveries::look_for(c, f.tenant, &filter, before, 200)).await;
            delivered += found.rows.len();
            before = found.rows.last().map(|delivery| delivery.id);
            if before.is_none() {
                break;
            }
        }
        assert_eq!(delivered, 1_500);
    }

    async fn another_tenants_delivery_is_not_there(db: Db) {
        let (mine, theirs) = (a_tenant_with_a_hook(&db).await, a_tenant_with_a_hook(&db).await);
        let id = post(&db, theirs, "invoice.paid", 1).await;
        write(&db, move |c| Ok(finish(c, &theirs, id, 200)?)).await;
        assert!(read(&db, move |c| deliveries::find(c, mine.tenant, id)).await.is_none());
        assert!(read(&db, move |c| attempts::list(c, mine.tenant, id, 0, 10)).await.is_empty());
        let filter = Filter { hook: Some(theirs.hook), ..Filter::of(Grants::all()) };
        assert!(read(&db, move |c| deliveries::list(c, mine.tenant, &filter, None, 10)).await.is_empty());
    }

    async fn attempts_are_listed_in_order_and_page_by_page(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let id = post(&db, f, "invoice.paid", 1).await;
        write(&db, move |c| {
            for number in [2, 1, 3] {
                insert_attempt(c, &f, id, number, 500 + number)?;
            }
            Ok(())
        }).await;
        let listed = read(&db, move |c| attempts::list(c, f.tenant, id, 1, 1)).await;
        assert_eq!(listed.len(), 1);
        let attempt = &listed[0];
        assert_eq!((attempt.summary.number, attempt.summary.status), (2, Some(502)));
        assert_eq!(attempt.request.headers, [("webhook-id".to_owned(), "1".to_owned())]);
        let response = attempt.response.as_ref().unwrap();
        assert_eq!((response.body.as_slice(), response.truncated), (b"ok".as_slice(), false));
    }

    async fn a_test_is_a_ping_before_everything_else(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let mut ping = event(f.tenant, "webhook.ping", 5);
        ping.kind = EventKind::Ping;
        let id = write(&db, move |c| deliveries::create_test(c, f.tenant, f.hook, &ping, at(5))).await;
        let test = find(&db, f, id).await;
        assert_eq!((test.kind, test.state, test.next_attempt_at), (DeliveryKind::Test, DeliveryState::Pending, Some(at(5))));
        let priority: i16 = read(&db, |c| Ok(due_deliveries::table.select(due_deliveries::priority).first(c)?)).await;
        assert_eq!(priority, 0);
        let shown = read(&db, move |c| deliveries::list(c, f.tenant, &Filter::of(Grants::default()), None, 10)).await;
        assert_eq!(shown.len(), 1, "a test is shown without a grant");
        let filter = billhook_store::events::Filter {
            grants: Grants::all(), event_type: None, external_id: None, held_at: None, since: None, until: None,
        };
        let listed = read(&db, move |c| billhook_store::events::list(c, f.tenant, &filter, None, 10)).await;
        assert!(listed.is_empty(), "a ping is no event of the platform");
        assert_eq!(replay(&db, f, id).await, Err(NotReplayed::Test));
    }

    async fn a_finished_delivery_is_replayed_as_a_new_one(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let id = post(&db, f, "invoice.paid", 1).await;
        assert_eq!(replay(&db, f, id).await, Err(NotReplayed::NotFinished));
        write(&db, move |c| Ok(finish(c, &f, id, 500)?)).await;
        let again = replay(&db, f, id).await.unwrap();
        let (old, new) = (find(&db, f, id).await, find(&db, f, again).await);
        assert_eq!((new.event_id, new.hook_id, new.kind), (old.event_id, old.hook_id, DeliveryKind::Replay));
        assert_eq!((new.next_attempt_at, old.state), (Some(at(50)), DeliveryState::Failed));
        assert!(replay(&db, f, id).await.is_ok(), "a second replay is another delivery");
    }

    async fn nothing_is_replayed_to_a_hook_that_takes_nothing(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let id = post(&db, f, "invoice.paid", 1).await;
        write(&db, move |c| Ok(finish(c, &f, id, 500)?)).await;
        set_hook_state(&db, f, HookState::Inactive).await;
        assert_eq!(replay(&db, f, id).await, Err(NotReplayed::HookInactive));
        set_hook_state(&db, f, HookState::Paused).await;
        assert!(replay(&db, f, id).await.is_ok());
        write(&db, |c| Ok(diesel::delete(events::table).execute(c)?)).await;
        assert_eq!(replay(&db, f, id).await, Err(NotReplayed::EventGone));
        write(&db, move |c| hooks::delete(c, f.tenant, f.hook, at(60))).await;
        assert_eq!(replay(&db, f, id).await, Err(NotReplayed::HookDeleted));
    }

    async fn a_waiting_delivery_is_taken_back_and_one_that_is_being_sent_is_not(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let (waiting, sending) = (post(&db, f, "invoice.paid", 1).await, post(&db, f, "invoice.paid", 2).await);
        write(&db, move |c| Ok(lease(c, sending)?)).await;
        assert_eq!(cancel(&db, f, sending).await, Err(NotCancelled::InFlight));
        assert_eq!(cancel(&db, f, waiting).await, Ok(()));
        assert_eq!(cancel(&db, f, waiting).await, Err(NotCancelled::Finished));
        let cancelled = find(&db, f, waiting).await;
        assert_eq!(cancelled.state, DeliveryState::Cancelled);
        assert_eq!((cancelled.reason, cancelled.finished_at), (Some(DeliveryReason::HookDeactivated), Some(at(50))));
    }
}
