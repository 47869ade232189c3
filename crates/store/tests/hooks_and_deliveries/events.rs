use billhook_core::event::Attributes;
use billhook_core::member::Grants;
use billhook_store::Db;
use billhook_store::events::{self, EventHead, Filter};

use crate::fixture::{Fixture, a_tenant_with_a_hook, at, event, insert_event, read, write};

fn grants(texts: &[&str]) -> Grants {
    Grants(texts.iter().map(|text| text.parse().unwrap()).collect())
}

fn all() -> Filter {
    Filter {
        grants: Grants::all(),
        event_type: None,
        external_id: None,
        held_at: None,
        since: None,
        until: None,
    }
}

/// An event of each type, one millisecond after the other.
async fn post(db: &Db, f: Fixture, types: &'static [&'static str]) {
    write(db, move |c| {
        for (ms, event_type) in types.iter().enumerate() {
            insert_event(c, &f, &event(f.tenant, event_type, ms as i64))?;
        }
        Ok(())
    })
    .await;
}

fn types(heads: &[EventHead]) -> Vec<&str> {
    heads.iter().map(|head| head.event_type.as_str()).collect()
}

billhook_store::on_both_databases! {
    async fn an_events_data_comes_back_byte_for_byte(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let mut posted = event(f.tenant, "invoice.paid", 1);
        posted.attributes = Attributes { app: Some("game".into()), subjects: vec!["in_1".into()], ..Attributes::default() };
        let row = posted.clone();
        write(&db, move |c| Ok(insert_event(c, &f, &row)?)).await;
        let (head, data) = read(&db, move |c| events::find(c, f.tenant, posted.id)).await.unwrap();
        let found = head.with_data(f.tenant, data);
        assert_eq!((found.data, found.attributes), (posted.data, posted.attributes));
        assert_eq!((found.event_type, found.occurred_at), (posted.event_type, at(1)));
    }

    async fn only_events_of_granted_resources_are_listed(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        post(&db, f, &["order.made", "gift_card.sold", "giftxcard.sold", "orders.x", "invoice.paid"]).await;
        for (granted, expected) in [
            (vec!["*"], vec!["invoice.paid", "orders.x", "giftxcard.sold", "gift_card.sold", "order.made"]),
            (vec!["order", "invoice"], vec!["invoice.paid", "order.made"]),
            (vec!["gift_card"], vec!["gift_card.sold"]),
            (vec![], vec![]),
        ] {
            let filter = Filter { grants: grants(&granted), ..all() };
            let listed = read(&db, move |c| events::list(c, f.tenant, &filter, None, 10)).await;
            assert_eq!(types(&listed), expected, "{granted:?}");
        }
    }

    async fn filters_narrow_together(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        post(&db, f, &["order.made", "order.paid", "invoice.paid", "order.made"]).await;
        let filter = Filter {
            grants: grants(&["order", "invoice"]),
            event_type: Some("order.*".parse().unwrap()),
            since: Some(at(1)),
            until: Some(at(3)),
            ..all()
        };
        let listed = read(&db, move |c| events::list(c, f.tenant, &filter, None, 10)).await;
        assert_eq!(types(&listed), ["order.paid"]);
        let filter = Filter { event_type: Some("order.made".parse().unwrap()), ..all() };
        assert_eq!(read(&db, move |c| events::list(c, f.tenant, &filter, None, 10)).await.len(), 2);
    }

    async fn another_tenants_events_are_not_there(db: Db) {
        let (mine, theirs) = (a_tenant_with_a_hook(&db).await, a_tenant_with_a_hook(&db).await);
        post(&db, theirs, &["order.made"]).await;
        let listed = read(&db, move |c| events::list(c, theirs.tenant, &all(), None, 10)).await;
        let id = listed[0].id;
        assert!(read(&db, move |c| events::find(c, mine.tenant, id)).await.is_none());
        let filter = Filter { grants: grants(&["order", "invoice"]), ..all() };
        assert!(read(&db, move |c| events::list(c, mine.tenant, &filter, None, 10)).await.is_empty());
    }
}
