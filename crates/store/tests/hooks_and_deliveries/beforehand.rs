//! Posts that take long to match are matched before their commit, by the actions that are true in it.

use std::sync::Arc;

use billhook_core::action::ActionRule;
use billhook_core::event::JsonBytes;
use billhook_core::filter::Filter;
use billhook_core::id::ActionId;
use billhook_core::rate::BURST_S;
use billhook_core::tenant::Limits;
use billhook_store::ingest::{NewEvent, Refusal};
use billhook_store::{Db, actions, tenants};
use serde_json::json;

use crate::delivery_path::{accept, ingest, post};
use crate::fixture::{Fixture, a_tenant_with_a_hook, at, read, write};

/// More data than is matched in a commit.
fn large(f: &Fixture, kind: &str) -> NewEvent {
    let mut new = post(f, "invoice.paid", None, 1);
    let event = Arc::make_mut(&mut new.event);
    event.data = JsonBytes::trusted(json!({"kind": kind, "text": "x".repeat(70_000)}).to_string());
    new
}

fn only(kind: &str) -> ActionRule {
    let filter = Filter::read(json!({"field": "/kind", "equals": kind})).unwrap();
    ActionRule::new("invoice.*".parse().unwrap()).filtered(Some(filter))
}

async fn an_action_for(db: &Db, f: Fixture, kind: &'static str) -> ActionId {
    write(db, move |c| actions::insert(c, f.tenant, f.hook, &only(kind), at(0))).await
}

billhook_store::on_both_databases! {
    async fn a_large_event_is_matched_by_the_actions_that_there_are_now(db: Db) {
        let (f, (ingest, _)) = (a_tenant_with_a_hook(&db).await, ingest(&db));
        let action = an_action_for(&db, f, "a").await;
        let matched = async |kind: &str| accept(&ingest, vec![large(&f, kind)]).await.remove(0).unwrap().matched;
        assert_eq!((matched("a").await, matched("b").await), (1, 0));
        write(&db, move |c| actions::update(c, f.tenant, action, &only("b"), at(1))).await;
        assert_eq!((matched("a").await, matched("b").await), (0, 1));
    }

    async fn each_event_of_a_large_post_goes_where_it_belongs(db: Db) {
        let (f, (ingest, _)) = (a_tenant_with_a_hook(&db).await, ingest(&db));
        an_action_for(&db, f, "a").await;
        for _ in 0..2 {
            let events = vec![large(&f, "a"), large(&f, "b"), large(&f, "a")];
            let answers = accept(&ingest, events).await;
            let matched: Vec<u32> = answers.into_iter().map(|answer| answer.unwrap().matched).collect();
            assert_eq!(matched, [1, 0, 1]);
        }
    }

    async fn a_post_that_is_matched_anew_counts_once_for_the_tenants_pace(db: Db) {
        let (f, (ingest, _)) = (a_tenant_with_a_hook(&db).await, ingest(&db));
        an_action_for(&db, f, "a").await;
        let mut settings = read(&db, move |c| tenants::settings(c, f.tenant)).await;
        settings.limits = Limits { events_per_s: Some(1), ..settings.limits };
        write(&db, move |c| tenants::set_settings(c, f.tenant, &settings, at(0))).await;
        // This many at once are what a bound of one in a second lets through.
        for _ in 0..BURST_S {
            let answers = accept(&ingest, vec![large(&f, "a")]).await;
            assert!(answers[0].is_ok(), "{answers:?}");
        }
        let next = accept(&ingest, vec![large(&f, "a")]).await;
        assert!(matches!(next[0], Err(Refusal::TooFast { .. })), "{next:?}");
    }
}
