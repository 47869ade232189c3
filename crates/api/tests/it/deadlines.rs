//! Deadlines: made, changed, armed and disarmed.

use std::collections::BTreeSet;

use actix_web::http::StatusCode;
use actix_web::test::TestRequest;
use chrono::Duration;
use serde_json::{Value, json};

use crate::api::bearing;
use crate::world::{World, pointers, text};

fn deadline() -> Value {
    json!({
        "name": "Abandoned flows", "when": "flow.started", "unless": "flow.completed",
        "key": "/customer/id", "within_ms": 3_600_000, "emit": "flow.abandoned"
    })
}

async fn made(world: &World) -> String {
    let made = world.post("deadlines", deadline()).await;
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    format!("deadlines/{}", text(&made.json()["id"]))
}

async fn post(world: &World, event_type: &str, data: Value) {
    let posted = world.post("events", json!({"type": event_type, "data": data})).await;
    assert_eq!(posted.status, StatusCode::ACCEPTED, "{posted:?}");
}

/// The keys that are armed, and when they are due.
async fn armed(world: &World, path: &str) -> Vec<(String, String)> {
    let listed = world.get(&format!("{path}/timers")).await.json();
    let timers = listed["data"].as_array().unwrap().iter();
    timers.map(|timer| (text(&timer["key"]), text(&timer["due_at"]))).collect()
}

fn due(key: &str, at: &str) -> (String, String) {
    (key.to_owned(), format!("2026-11-20T{at}Z"))
}

#[actix_web::test]
async fn a_deadline_is_made_changed_and_deleted() {
    let world = World::new().await;
    let path = made(&world).await;
    let shown = world.get(&path).await.json();
    let without = |mut value: Value, names: &[&str]| {
        names.iter().for_each(|name| drop(value.as_object_mut().unwrap().remove(*name)));
        value
    };
    assert_eq!(without(shown.clone(), &["id", "created_at", "updated_at"]), deadline());
    assert_eq!(world.get("deadlines").await.json()["data"], json!([shown]));
    let changed = world.patch(&path, json!({"within_ms": 60_000})).await.json();
    assert_eq!((&changed["within_ms"], &changed["when"]), (&json!(60_000), &json!("flow.started")));
    assert_eq!(world.delete(&path).await.status, StatusCode::NO_CONTENT);
    assert_eq!(world.get(&path).await.problem(), "not-found");
    assert_eq!(world.get(&format!("{path}/timers")).await.problem(), "not-found");
}

#[actix_web::test]
async fn an_event_arms_and_its_counterpart_disarms() {
    let world = World::new().await;
    let path = made(&world).await;
    for (customer, wait_m) in [(json!("ann"), 0), (json!(7), 1), (json!("ann"), 1)] {
        world.api.clock.advance(Duration::minutes(wait_m));
        post(&world, "flow.started", json!({"customer": {"id": customer}})).await;
    }
    assert_eq!(
        armed(&world, &path).await,
        [due("ann", "13:02:00"), due("7", "13:01:00")],
        "started again, ann has an hour anew"
    );
    post(&world, "flow.completed", json!({"customer": {"id": "7"}})).await;
    post(&world, "flow.completed", json!({"customer": {"id": "bob"}})).await;
    post(&world, "flow.started", json!({"customer": {}})).await;
    assert_eq!(armed(&world, &path).await, [due("ann", "13:02:00")]);

    let both = json!({"events": [
        {"type": "flow.started", "data": {"customer": {"id": "x"}}},
        {"type": "flow.started", "data": {"customer": {"id": "y"}}},
        {"type": "flow.completed", "data": {"customer": {"id": "x"}}}
    ]});
    world.post("events/batch", both).await;
    let keys: BTreeSet<String> = armed(&world, &path).await.into_iter().map(|(key, _)| key).collect();
    assert_eq!(keys, ["ann", "y"].map(str::to_owned).into(), "the order in a batch counts");
}

#[actix_web::test]
async fn one_timer_is_disarmed_by_hand() {
    let world = World::new().await;
    let path = made(&world).await;
    post(&world, "flow.started", json!({"customer": {"id": "ann"}})).await;
    let timer = text(&world.get(&format!("{path}/timers")).await.json()["data"][0]["id"]);
    let timer = format!("{path}/timers/{timer}");
    assert_eq!(world.delete(&timer).await.status, StatusCode::NO_CONTENT);
    assert!(armed(&world, &path).await.is_empty());
    assert_eq!(world.delete(&timer).await.problem(), "not-found");
}

#[actix_web::test]
async fn what_is_wrong_with_a_deadline_is_pointed_at() {
    let world = World::new().await;
    let with = |name: &str, value: Value| {
        let mut deadline = deadline();
        deadline[name] = value;
        deadline
    };
    for (name, value) in [
        ("name", json!(" ")),
        ("when", json!("flow.*")),
        ("unless", json!("flow.started")),
        ("key", json!("customer.id")),
        ("within_ms", json!(999)),
        ("within_ms", json!(31_i64 * 86_400_000)),
        ("emit", json!("flow.started")),
    ] {
        let refused = world.post("deadlines", with(name, value.clone())).await;
        assert_eq!(pointers(&refused), [format!("/{name}")], "{value}");
    }
    made(&world).await;
    let circle = json!({"name": "Back", "when": "flow.abandoned", "unless": "a.b", "key": "/id", "within_ms": 1000, "emit": "flow.started"});
    assert_eq!(pointers(&world.post("deadlines", circle).await), ["/emit"]);
}

#[actix_web::test]
async fn a_tenant_has_no_more_deadlines_than_it_may() {
    let config = billhook_api::ApiConfig { max_deadlines: 1, ..Default::default() };
    let world = World::with(config).await;
    let path = made(&world).await;
    assert_eq!(world.post("deadlines", deadline()).await.status, StatusCode::CONFLICT);
    assert_eq!(world.patch(&path, json!({"name": "Still one"})).await.status, StatusCode::OK);
}

#[actix_web::test]
async fn timers_are_shown_to_those_who_may_see_the_events() {
    let world = World::new().await;
    let path = made(&world).await;
    let stranger = world.token(&["events.view"], &["order"]).await;
    let refused = world.api.get(&crate::world::v1(&format!("{path}/timers")), &stranger).await;
    assert_eq!(refused.problem(), "grant-missing");
}

#[actix_web::test]
async fn a_deadline_needs_a_grant_for_each_type_that_it_names() {
    let world = World::new().await;
    let path = made(&world).await;
    let mallory = world.token(&["catalog.edit"], &["order"]).await;
    for (when, unless, emit) in [
        ("invoice.paid", "order.never", "order.leaked"),
        ("order.made", "invoice.paid", "order.leaked"),
        ("order.made", "order.never", "invoice.forged"),
    ] {
        let mut leak = deadline();
        (leak["when"], leak["unless"], leak["emit"]) = (json!(when), json!(unless), json!(emit));
        let answer = world.api.post("/api/v1/deadlines", &mallory, leak).await;
        assert_eq!(answer.problem(), "grant-missing", "{when} {unless} {emit}");
    }
    let patch = TestRequest::patch().uri(&crate::world::v1(&path)).set_json(json!({"within_ms": 60_000}));
    assert_eq!(world.api.send(bearing(patch, &mallory)).await.problem(), "grant-missing");
    let timer = crate::world::v1(&format!("{path}/timers/tmr_{}", "0".repeat(26)));
    assert_eq!(world.api.delete(&timer, &mallory).await.problem(), "grant-missing");
}

#[actix_web::test]
async fn a_held_event_that_is_taken_back_disarms_what_it_armed() {
    let world = World::new().await;
    let path = made(&world).await;
    let held = json!({
        "type": "flow.started", "data": {"customer": {"id": "ann"}}, "deliver_at": "2026-11-20T13:00:00Z"
    });
    world.hook_for_all().await;
    let id = text(&world.post("events", held).await.json()["id"]);
    assert_eq!(armed(&world, &path).await.len(), 1);
    assert_eq!(world.ask(&format!("events/{id}/cancel")).await.status, StatusCode::OK);
    assert_eq!(armed(&world, &path).await, []);
}
