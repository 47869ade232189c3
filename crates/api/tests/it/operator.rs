//! The operator: makes and suspends tenants, posts to any of them, and sees nothing that they have.

use actix_web::http::StatusCode;
use actix_web::test::TestRequest;
use billhook_api::operator_tokens;
use billhook_core::id::OperatorTokenId;
use billhook_store::schema::hooks;
use billhook_store::{AnyConnection, StoreError, SystemScope, operator_tokens as rows};
use diesel::prelude::*;
use serde_json::{Value, json};

use crate::api::{Answer, TestApi, bearing};
use crate::world::{World, text, v1};

/// The operator, by a token.
pub(crate) struct Operator<'a> {
    api: &'a TestApi,
    id: OperatorTokenId,
    pub(crate) token: String,
}

impl<'a> Operator<'a> {
    pub(crate) async fn of(api: &'a TestApi) -> Self {
        let made = operator_tokens::new(&*api.clock, "platform").unwrap();
        let (id, token) = (made.token.id, made.credential);
        let kept = api.db.write(move |c| rows::insert(c, SystemScope, &made.token, &made.hash));
        kept.await.map_err(|error: StoreError| error).unwrap();
        Self { api, id, token }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.api.get(&v1(path), &self.token).await
    }

    pub(crate) async fn tenant(&self, key: &str) -> Value {
        let made = self.api.post(&v1("tenants"), &self.token, json!({"key": key, "name": "Acme"})).await;
        assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
        made.json()
    }

    pub(crate) async fn patch(&self, tenant: &str, change: Value) -> Answer {
        let request = TestRequest::patch().uri(&v1(&format!("tenants/{tenant}"))).set_json(change);
        self.api.send(bearing(request, &self.token)).await
    }

    /// Makes the token worth nothing.
    pub(crate) async fn revoke(&self) {
        let (id, now) = (self.id, billhook_core::clock::Clock::now(&*self.api.clock));
        let revoked = self.api.db.write(move |c| rows::revoke(c, SystemScope, id, now)).await;
        assert!(revoked.map_err(|error: StoreError| error).unwrap());
    }

    async fn post_to(&self, tenant: &str, path: &str, body: Value) -> Answer {
        let request = TestRequest::post().uri(&v1(path)).insert_header(("Billhook-Tenant", tenant));
        self.api.send(bearing(request.set_json(body), &self.token)).await
    }
}

fn event() -> Value {
    json!({"type": "invoice.paid", "data": {"total": 1200}})
}

#[actix_web::test]
async fn a_new_name_reaches_the_sender_of_every_hook() {
    let world = World::new().await;
    let operator = Operator::of(&world.api).await;
    world.hook_for_all().await;
    let revision = || async {
        let read =
            |c: &mut AnyConnection| Ok::<i64, StoreError>(hooks::table.select(hooks::revision).first(c)?);
        world.api.db.read(read).await.unwrap()
    };
    let before = revision().await;
    operator.patch(&world.tenant.to_string(), json!({"state": "suspended"})).await;
    assert_eq!(revision().await, before, "the name is the same");
    operator.patch(&world.tenant.to_string(), json!({"name": "Acme Ltd"})).await;
    assert!(revision().await > before);
}

#[actix_web::test]
async fn a_tenant_is_made_found_by_id_and_by_key_and_renamed() {
    let api = TestApi::start().await;
    let operator = Operator::of(&api).await;
    let made = operator.tenant("acme-42").await;
    assert_eq!(
        (&made["key"], &made["name"], &made["preset"]),
        (&json!("acme-42"), &json!("Acme"), &json!("standard"))
    );
    assert_eq!((&made["slug"], &made["state"]), (&json!("acme"), &json!("active")));
    let id = text(&made["id"]);
    for named in [id.as_str(), "key:acme-42"] {
        let found = operator.get(&format!("tenants/{named}")).await.json();
        assert_eq!((&found["id"], &found["load"]["waiting_deliveries"]), (&made["id"], &json!(0)), "{named}");
    }
    let taken = api.post(&v1("tenants"), &operator.token, json!({"key": "acme-42", "name": "Other"})).await;
    assert_eq!(taken.problem(), "conflict");
    let changed = operator.patch("key:acme-42", json!({"key": "acme", "name": "Acme Ltd"})).await.json();
    assert_eq!(
        (&changed["key"], &changed["name"], &changed["slug"]),
        (&json!("acme"), &json!("Acme Ltd"), &json!("acme"))
    );
    assert_eq!(operator.get("tenants/key:acme-42").await.problem(), "not-found");
    assert_eq!(operator.get("tenants").await.json()["data"].as_array().unwrap().len(), 1);
}

#[actix_web::test]
async fn what_changed_of_a_tenant_is_answered_as_it_is_shown() {
    let world = World::new().await;
    let operator = Operator::of(&world.api).await;
    let tenant = world.tenant.to_string();
    let changed = operator.patch(&tenant, json!({"limits": {"hooks": 7}, "name": "Acme Ltd"})).await;
    assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
    let changed = changed.json();
    assert_eq!(
        (&changed["limits"]["hooks"], &changed["limits_in_force"]["hooks"], &changed["name"]),
        (&json!(7), &json!(7), &json!("Acme Ltd"))
    );
    assert_eq!(operator.get(&format!("tenants/{tenant}")).await.json(), changed);
}

#[actix_web::test]
async fn a_tenant_is_made_once_however_often_it_is_asked_for_under_one_key() {
    let api = TestApi::start().await;
    let operator = Operator::of(&api).await;
    let ask = async || {
        let request = TestRequest::post().uri("/api/v1/tenants").insert_header(("Idempotency-Key", "k1"));
        api.send(bearing(request.set_json(json!({"key": "acme", "name": "Acme"})), &operator.token)).await
    };
    let (first, again) = (ask().await, ask().await);
    assert_eq!((first.status, again.status), (StatusCode::CREATED, StatusCode::CREATED));
    assert_eq!(first.json()["id"], again.json()["id"]);
}

#[actix_web::test]
async fn events_are_posted_to_the_tenant_that_is_named() {
    let world = World::new().await;
    let operator = Operator::of(&world.api).await;
    world.hook_for_all().await;
    let acme = world.tenant.to_string();
    let posted = operator.post_to(&acme, "events", event()).await;
    assert_eq!((posted.status, &posted.json()["matched"]), (StatusCode::ACCEPTED, &json!(1)), "{posted:?}");
    assert_eq!(world.get("events").await.json()["data"].as_array().unwrap().len(), 1);

    let other = operator.tenant("other").await;
    let batch = operator.post_to("key:other", "events/batch", json!({"events": [event(), event()]})).await;
    assert_eq!(batch.status, StatusCode::ACCEPTED, "{batch:?}");
    assert_eq!(world.get("events").await.json()["data"].as_array().unwrap().len(), 1, "{other}");

    let unnamed = world.api.post(&v1("events"), &operator.token, event()).await;
    assert_eq!((unnamed.problem().as_str(), unnamed.status), ("tenant-required", StatusCode::BAD_REQUEST));
    assert_eq!(operator.post_to("key:nobody", "events", event()).await.problem(), "not-found");
    assert_eq!(operator.post_to("acme", "events", event()).await.problem(), "invalid-header");
}

#[actix_web::test]
async fn a_suspended_tenant_takes_no_events_until_it_is_resumed() {
    let world = World::new().await;
    let operator = Operator::of(&world.api).await;
    let (acme, hook) = (world.tenant.to_string(), world.hook_for_all().await);
    let all = async || {
        let by_operator = operator.post_to(&acme, "events", event()).await;
        (world.post("events", event()).await, by_operator)
    };
    let (member, by_operator) = all().await;
    assert_eq!((member.status, by_operator.status), (StatusCode::ACCEPTED, StatusCode::ACCEPTED));

    assert_eq!(operator.patch(&acme, json!({"state": "suspended"})).await.json()["state"], "suspended");
    let (member, by_operator) = all().await;
    assert_eq!((member.problem().as_str(), member.status), ("tenant-suspended", StatusCode::CONFLICT));
    assert_eq!(by_operator.problem(), "tenant-suspended");
    assert_eq!(world.get("hooks").await.status, StatusCode::OK, "its people can still look");
    assert_eq!(world.ask(&format!("hooks/{hook}/test")).await.problem(), "tenant-suspended");
    let invited = json!({"email": "bob@example.com", "permissions": [], "grants": []});
    assert_eq!(world.post("invitations", invited).await.problem(), "tenant-suspended");

    operator.patch(&acme, json!({"state": "active"})).await;
    let (member, by_operator) = all().await;
    assert_eq!((member.status, by_operator.status), (StatusCode::ACCEPTED, StatusCode::ACCEPTED));
}

#[actix_web::test]
async fn the_operator_sees_how_each_tenant_fares_and_which_hooks_are_switched_off() {
    let world = World::new().await;
    let operator = Operator::of(&world.api).await;
    let (off, on) = (world.hook_for_all().await, world.hook_for_all().await);
    let (tenant, failed) = (world.tenant, off.parse().unwrap());
    let now = billhook_core::clock::Clock::now(&*world.api.clock);
    let reason = billhook_core::hook::StateReason::TestFailed;
    let deactivated =
        world.api.db.write(move |c| billhook_store::deactivation::deactivate(c, tenant, failed, reason, now));
    deactivated.await.map_err(|error: StoreError| error).unwrap();
    world.event("invoice.paid").await;
    let listed = operator.get("tenants").await.json();
    let load = &listed["data"][0]["load"];
    assert_eq!(
        (&load["active_hooks"], &load["suspended_hooks"], &load["waiting_deliveries"]),
        (&json!(1), &json!(1), &json!(1)),
        "{listed}"
    );
    world.send_waiting(&on, crate::world::DELIVERED, world.exchange()).await;
    let load = operator.get(&format!("tenants/{tenant}")).await.json()["load"].clone();
    assert_eq!((&load["delivered_last_hour"], &load["waiting_deliveries"]), (&json!(1), &json!(0)), "{load}");
    let hooks = operator.get(&format!("tenants/{tenant}/hooks?state=inactive")).await;
    let hook = &hooks.json()["data"][0];
    assert_eq!((&hook["id"], &hook["state_reason"]), (&json!(off), &json!("test_failed")));
    assert!(hook["inactive_since"].is_string() && !hooks.text.contains("127.0.0.1"), "{hooks:?}");
}

#[actix_web::test]
async fn the_operator_and_members_keep_to_their_own() {
    let world = World::new().await;
    let operator = Operator::of(&world.api).await;
    for path in ["hooks", "events", "deliveries", "members", "tokens", "session"] {
        let refused = operator.get(path).await;
        assert_eq!(
            (refused.problem().as_str(), refused.status),
            ("member-required", StatusCode::FORBIDDEN),
            "{path}"
        );
    }
    for path in ["tenants", "tenants/key:acme"] {
        let refused = world.get(path).await;
        assert_eq!(
            (refused.problem().as_str(), refused.status),
            ("operator-required", StatusCode::FORBIDDEN),
            "{path}"
        );
        let nobody = world.api.send(TestRequest::get().uri(&v1(path))).await;
        assert_eq!(nobody.problem(), "unauthenticated", "{path}");
    }
}

#[actix_web::test]
async fn a_revoked_token_of_the_operator_is_worth_nothing_at_once() {
    let world = World::new().await;
    let operator = Operator::of(&world.api).await;
    let acme = world.tenant.to_string();
    assert_eq!(operator.post_to(&acme, "events", event()).await.status, StatusCode::ACCEPTED);
    operator.revoke().await;
    assert_eq!(operator.post_to(&acme, "events", event()).await.problem(), "unauthenticated");
    assert_eq!(operator.get("tenants").await.problem(), "unauthenticated");
    assert_eq!(operator.get("hooks").await.problem(), "unauthenticated");
}

#[actix_web::test]
async fn what_was_given_since_is_worth_something_when_posting_too() {
    let world = World::new().await;
    let bo = world.api.member(world.tenant, "Bo", &[], &["*"]).await;
    assert_eq!(world.api.post(&v1("events"), &bo.token, event()).await.problem(), "permission-missing");
    world.patch(&bo.path(""), json!({"permissions": ["events.publish"]})).await;
    assert_eq!(world.api.post(&v1("events"), &bo.token, event()).await.status, StatusCode::ACCEPTED);
}
