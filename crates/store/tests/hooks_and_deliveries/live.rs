//! How far a tenant's rows have come.

use billhook_core::event::EventKind;
use billhook_store::live::{Mark, mark};
use billhook_store::{Db, deliveries, hooks};
use chrono::Duration;

use crate::delivery_path::{DELIVERED, claim, finished, recorded};
use crate::fixture::{Fixture, a_tenant_with_a_hook, at, event, finish, insert_event, read, write};

async fn now(db: &Db, fixture: Fixture) -> Mark {
    read(db, move |c| mark(c, fixture.tenant, at(10))).await
}

billhook_store::on_both_databases! {
    async fn each_part_moves_with_its_rows_and_with_no_others(db: Db) {
        let fixture = a_tenant_with_a_hook(&db).await;
        let empty = now(&db, fixture).await;
        let posted = event(fixture.tenant, "invoice.paid", 0);
        write(&db, move |c| Ok(insert_event(c, &fixture, &posted)?)).await;
        let accepted = now(&db, fixture).await;
        assert!(accepted.events != empty.events && accepted.deliveries != empty.deliveries);
        assert_eq!(accepted.hooks, empty.hooks);

        let claimed = claim(&db, fixture.hook, 1, at(0), 0).await.remove(0);
        recorded(&db, finished(&claimed, DELIVERED, at(0))).await;
        let delivered = now(&db, fixture).await;
        assert_ne!(delivered.deliveries, accepted.deliveries);
        assert_eq!(delivered.events, accepted.events);

        write(&db, move |c| hooks::begin_change(c, fixture.tenant)).await;
        let changed = now(&db, fixture).await;
        assert_ne!(changed.hooks, delivered.hooks);
        assert_eq!(changed.deliveries, delivered.deliveries);
    }

    async fn the_end_of_a_test_is_news_although_it_is_not_counted(db: Db) {
        let fixture = a_tenant_with_a_hook(&db).await;
        let mut ping = event(fixture.tenant, "webhook.ping", 5);
        ping.kind = EventKind::Ping;
        let id = write(&db, move |c| {
            deliveries::create_test(c, fixture.tenant, fixture.hook, &ping, at(5))
        })
        .await;
        let asked = now(&db, fixture).await;
        write(&db, move |c| Ok(finish(c, &fixture, id, 200)?)).await;
        let ended = now(&db, fixture).await;
        assert_ne!(ended.deliveries, asked.deliveries);
        assert_eq!((ended.events, ended.hooks), (asked.events, asked.hooks));
    }

    async fn an_hour_with_the_same_count_is_another_place(db: Db) {
        let fixture = a_tenant_with_a_hook(&db).await;
        let later = read(&db, move |c| mark(c, fixture.tenant, at(10) + Duration::hours(1))).await;
        assert_ne!(later.deliveries, now(&db, fixture).await.deliveries);
    }
}
