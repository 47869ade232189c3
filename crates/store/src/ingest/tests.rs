//! How posts get into the database.

use std::sync::Arc;

use billhook_core::clock::{Timestamp, from_micros};
use billhook_core::event::{Attributes, Event, EventKind, JsonBytes};
use billhook_core::id::{EventId, TenantId};
use billhook_core::preset::Preset;
use billhook_core::tenant::{Limits, TenantSettings};
use diesel::prelude::*;

use super::plan::{Moment, write_posts, write_posts_at_once};
use super::{Findings, NewEvent, Post, Source};
use crate::routing::RoutingCache;
use crate::schema::{events, tenants};
use crate::testing::TestDb;
use crate::{AnyConnection, Db, StoreError};

fn now() -> Timestamp {
    from_micros(1_790_000_000_000_000)
}

fn post(tenant: TenantId, external_id: Option<&str>) -> Post {
    let event = Event {
        id: EventId::new(now()),
        tenant_id: tenant,
        kind: EventKind::Event,
        event_type: "invoice.paid".parse().unwrap(),
        data: JsonBytes::trusted("{}"),
        occurred_at: now(),
        attributes: Attributes::default(),
        trace: None,
    };
    let new = NewEvent {
        event: Arc::new(event),
        external_id: external_id.map(ToOwned::to_owned),
        digest: [1; 32],
        deliver_at: None,
        source: Source::Poster { access_version: 0 },
        findings: Findings::default(),
    };
    Post::of(Arc::from([new]))
}

fn kept(c: &mut AnyConnection) -> i64 {
    events::table.count().get_result(c).unwrap()
}

/// A tenant, and what one post has made the cache remember of it.
fn remembered(db: &Db) -> (TenantId, RoutingCache) {
    let (tenant, cache) = (TenantId::new(now()), RoutingCache::new(Limits::default()));
    db.directly(|c| {
        crate::tenants::insert(c, tenant, "Pied Piper", Preset::Standard, now())?;
        let first = [post(tenant, None)];
        assert!(write_posts_at_once(c, &cache, &Moment::new(now(), None), &first)?.is_none());
        let written = write_posts(c, &cache, &Moment::new(now(), None), &first)?;
        written.into_iter().for_each(|post| post.learned.note(&cache));
        Ok(())
    })
    .unwrap();
    (tenant, cache)
}

#[test]
fn usual_posts_take_one_statement_on_postgres() {
    let database = TestDb::postgres();
    let db = database.open();
    let (tenant, cache) = remembered(&db);
    let moment = Moment::new(now(), None);
    let at_once = |posts: &[Post]| {
        db.directly(|c| Ok(write_posts_at_once(c, &cache, &moment, posts)?.map(|written| written.len())))
            .unwrap()
    };
    let kept = || db.directly(|c| Ok(kept(c))).unwrap();
    assert_eq!(at_once(&[post(tenant, None), post(tenant, Some("a"))]), Some(2));
    assert_eq!(kept(), 3);
    assert_eq!(at_once(&[post(tenant, None), post(tenant, Some("a"))]), None, "a repeat is to be looked up");
    assert_eq!(at_once(&[post(TenantId::new(now()), None)]), None, "nothing is known of this tenant");
    db.directly(|c| {
        diesel::update(tenants::table)
            .set(tenants::access_version.eq(1))
            .execute(c)
            .map(drop)
            .map_err(Into::into)
    })
    .unwrap();
    assert_eq!(at_once(&[post(tenant, None)]), None, "its tokens have changed");
    assert_eq!(kept(), 3);
}

#[test]
fn posts_go_step_by_step_on_sqlite() {
    let database = TestDb::sqlite();
    let (tenant, cache) = remembered(&database.open());
    let written = database
        .open()
        .directly(|c| write_posts_at_once(c, &cache, &Moment::new(now(), None), &[post(tenant, None)]));
    assert!(written.unwrap().is_none());
}

fn set_settings(c: &mut AnyConnection, refuses: bool) {
    let settings = TenantSettings { refuse_undeclared_event_types: refuses, ..TenantSettings::default() };
    diesel::update(tenants::table)
        .set((
            tenants::settings.eq(serde_json::to_string(&settings).unwrap()),
            tenants::routing_version.eq(tenants::routing_version + 1),
        ))
        .execute(c)
        .unwrap();
}

/// On SQLite posts share their transaction with changes of hooks, and see what is not durable yet.
fn what_a_rolled_back_commit_has_seen_is_forgotten(database: &TestDb) {
    let db = database.open();
    let (tenant, cache) = remembered(&db);
    let moment = Moment::new(now(), None);
    let another = |c: &mut AnyConnection| write_posts(c, &cache, &moment, &[post(tenant, None)]);
    db.directly(|c| {
        let rolled_back = c.transaction::<(), StoreError, _>(|c| {
            set_settings(c, true);
            another(c)?;
            Err(StoreError::Unavailable("the disk is full".into()))
        });
        assert!(rolled_back.is_err());
        // The same version again, and with it something else.
        set_settings(c, false);
        let written = another(c)?.into_iter().next().unwrap();
        written.learned.note(&cache);
        let routing = cache.remembered([tenant].into_iter(), now()).unwrap().remove(&tenant).unwrap();
        assert!(!routing.refuses_undeclared);
        Ok(())
    })
    .unwrap();
}

#[test]
fn what_a_rolled_back_commit_has_seen_is_forgotten_on_sqlite() {
    what_a_rolled_back_commit_has_seen_is_forgotten(&TestDb::sqlite());
}

#[test]
fn what_a_rolled_back_commit_has_seen_is_forgotten_on_postgres() {
    what_a_rolled_back_commit_has_seen_is_forgotten(&TestDb::postgres());
}
