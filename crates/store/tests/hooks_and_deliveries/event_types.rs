use billhook_core::event::EventTypeName;
use billhook_store::event_types::{self, About, Entry, Existing, Imported};
use billhook_store::schema::event_types as columns;
use billhook_store::{AnyConnection, Db};
use diesel::prelude::*;

use crate::fixture::{Fixture, a_tenant_with_a_hook, at, read, routing_version, write};

fn name() -> EventTypeName {
    "invoice.paid".parse().unwrap()
}

fn about() -> About {
    About {
        description: "An invoice was paid".into(),
        example: Some(r#"{"id":1}"#.into()),
        ..About::default()
    }
}

/// What ingest does at the first event of a type that nobody declared.
fn see(c: &mut AnyConnection, f: &Fixture) -> QueryResult<usize> {
    let id = billhook_core::id::EventTypeId::new(at(0));
    diesel::insert_into(columns::table)
        .values((
            columns::id.eq(id.as_bytes().as_slice()),
            columns::tenant_id.eq(f.tenant.as_bytes().as_slice()),
            columns::name.eq("invoice.paid"),
            columns::declared.eq(false),
            columns::created_at.eq(1),
            columns::updated_at.eq(1),
        ))
        .execute(c)
}

fn entry(name: &str, description: &str) -> Entry {
    Entry { name: name.parse().unwrap(), description: description.into(), example: "{}".into() }
}

/// Imports two types and tells, in short, which were added, updated and left alone.
async fn import(db: &Db, f: Fixture, existing: Existing, ms: i64) -> [Vec<String>; 3] {
    let entries = [entry("invoice.paid", "Paid"), entry("order.made", "Made")];
    let done = write(db, move |c| event_types::import(c, f.tenant, &entries, existing, at(ms))).await;
    let Imported { added, updated, left_alone, .. } = done;
    [added, updated, left_alone].map(|names| names.iter().map(ToString::to_string).collect())
}

billhook_store::on_both_databases! {
    async fn an_import_adds_what_is_not_there_and_is_done_once(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let both = vec!["invoice.paid".to_owned(), "order.made".to_owned()];
        assert_eq!(import(&db, f, Existing::Keep, 1).await, [both.clone(), vec![], vec![]]);
        assert_eq!(import(&db, f, Existing::Replace, 2).await, [vec![], vec![], both]);
        let found = read(&db, move |c| event_types::find_by_name(c, f.tenant, &name())).await.unwrap();
        assert_eq!((found.about.description.as_str(), found.about.example.as_deref()), ("Paid", Some("{}")));
        assert_eq!((found.declared, found.updated_at), (true, at(1)));
    }

    async fn an_import_declares_what_was_only_seen(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        write(&db, move |c| Ok(see(c, &f)?)).await;
        let (added, updated) = (vec!["order.made".to_owned()], vec!["invoice.paid".to_owned()]);
        assert_eq!(import(&db, f, Existing::Keep, 1).await, [added, updated, vec![]]);
    }

    async fn an_import_replaces_a_tenants_own_words_only_if_asked(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let own = About { schema: Some("{}".into()), ..about() };
        write(&db, move |c| event_types::declare(c, f.tenant, &name(), &own, at(1))).await;
        assert_eq!(import(&db, f, Existing::Keep, 2).await[2], ["invoice.paid"]);
        let describe = || read(&db, move |c| event_types::find_by_name(c, f.tenant, &name()));
        assert_eq!(describe().await.unwrap().about.description, about().description);
        assert_eq!(import(&db, f, Existing::Replace, 3).await[1], ["invoice.paid"]);
        let replaced = describe().await.unwrap().about;
        assert_eq!((replaced.description.as_str(), replaced.schema.as_deref()), ("Paid", Some("{}")));
    }

    async fn a_type_is_declared_once(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        let before = routing_version(&db, f.tenant).await;
        assert!(write(&db, move |c| event_types::declare(c, f.tenant, &name(), &about(), at(1))).await);
        assert!(routing_version(&db, f.tenant).await > before);
        let other = About { description: "other".into(), ..About::default() };
        assert!(!write(&db, move |c| event_types::declare(c, f.tenant, &name(), &other, at(2))).await);
        let found = read(&db, move |c| event_types::find_by_name(c, f.tenant, &name())).await.unwrap();
        assert_eq!((found.about, found.declared, found.created_at), (about(), true, at(1)));
    }

    async fn a_type_that_was_only_seen_becomes_declared(db: Db) {
        let f = a_tenant_with_a_hook(&db).await;
        write(&db, move |c| Ok(see(c, &f)?)).await;
        let seen = read(&db, move |c| event_types::find_by_name(c, f.tenant, &name())).await.unwrap();
        assert!(!seen.declared);
        assert!(write(&db, move |c| event_types::declare(c, f.tenant, &name(), &about(), at(2))).await);
        let found = read(&db, move |c| event_types::find(c, f.tenant, seen.id)).await.unwrap();
        assert_eq!((found.about, found.declared), (about(), true));
    }

    async fn a_type_is_changed_and_deleted_by_its_own_tenant_only(db: Db) {
        let (mine, theirs) = (a_tenant_with_a_hook(&db).await, a_tenant_with_a_hook(&db).await);
        write(&db, move |c| event_types::declare(c, theirs.tenant, &name(), &about(), at(1))).await;
        let id = read(&db, move |c| event_types::find_by_name(c, theirs.tenant, &name())).await.unwrap().id;
        assert!(read(&db, move |c| event_types::find(c, mine.tenant, id)).await.is_none());
        write(&db, move |c| event_types::delete(c, mine.tenant, id)).await;
        write(&db, move |c| event_types::update(c, mine.tenant, id, &About::default(), at(2))).await;
        assert_eq!(read(&db, move |c| event_types::find(c, theirs.tenant, id)).await.unwrap().about, about());
        write(&db, move |c| event_types::delete(c, theirs.tenant, id)).await;
        assert!(read(&db, move |c| event_types::list(c, theirs.tenant, None, 10)).await.is_empty());
    }
}
