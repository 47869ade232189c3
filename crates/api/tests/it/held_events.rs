//! Events that are held back: listed, and taken back.

use actix_web::http::StatusCode;
use chrono::Duration;
use serde_json::{Value, json};

use crate::world::{World, text};

/// Posts an event that is held back until 2026-11-20T13:00:00Z, one hour from the tests' beginning of time.
async fn hold(world: &World) -> String {
    let event = json!({"type": "invoice.paid", "data": {}, "deliver_at": "2026-11-20T13:00:00Z"});
    text(&world.post("events", event).await.json()["id"])
}

async fn held(world: &World) -> Vec<Value> {
    let listed = world.get("events?held=true").await.json();
    listed["data"].as_array().unwrap().iter().map(|event| event["id"].clone()).collect()
}

#[actix_web::test]
async fn held_events_are_listed_until_they_are_released() {
    let world = World::new().await;
    world.event("invoice.paid").await;
    let id = hold(&world).await;
    assert_eq!(held(&world).await, [Value::from(id.as_str())]);
    let shown = world.get(&format!("events/{id}")).await.json();
    assert_eq!(shown["deliver_at"], "2026-11-20T13:00:00Z");
    world.api.clock.advance(Duration::minutes(60));
    assert!(held(&world).await.is_empty());
    assert_eq!(world.get("events").await.json()["data"].as_array().unwrap().len(), 2);
}

#[actix_web::test]
async fn a_held_event_is_taken_back_with_all_its_deliveries() {
    let world = World::new().await;
    world.hook_for_all().await;
    world.hook_for_all().await;
    let id = hold(&world).await;
    let cancelled = world.ask(&format!("events/{id}/cancel")).await;
    assert_eq!((cancelled.status, cancelled.json()), (StatusCode::OK, json!({"id": id, "cancelled": 2})));
    let shown = world.get(&format!("events/{id}")).await.json();
    for delivery in shown["deliveries"].as_array().unwrap() {
        assert_eq!(
            (&delivery["state"], &delivery["state_reason"]),
            (&json!("cancelled"), &json!("event_cancelled"))
        );
        assert_eq!(delivery["next_attempt_at"], Value::Null);
    }
    assert!(held(&world).await.is_empty());
    assert_eq!(world.ask(&format!("events/{id}/cancel")).await.problem(), "conflict");
    assert_eq!(world.get("deliveries?state=pending").await.json()["data"], json!([]));
}

#[actix_web::test]
async fn an_event_that_is_not_held_any_more_cannot_be_taken_back() {
    let world = World::new().await;
    world.hook_for_all().await;
    let id = hold(&world).await;
    world.api.clock.advance(Duration::minutes(60));
    let refused = world.ask(&format!("events/{id}/cancel")).await;
    assert_eq!((refused.status, refused.problem().as_str()), (StatusCode::CONFLICT, "conflict"));
    let sent = world.event("invoice.paid").await;
    assert_eq!(world.ask(&format!("events/{sent}/cancel")).await.status, StatusCode::CONFLICT);
    let unknown = billhook_core::id::EventId::from_bytes([9; 16]);
    assert_eq!(world.ask(&format!("events/{unknown}/cancel")).await.problem(), "not-found");
}

#[actix_web::test]
async fn the_operator_says_how_long_events_may_be_held() {
    let config = billhook_api::ApiConfig { max_hold: Duration::days(2), ..Default::default() };
    let world = World::with(config).await;
    let post = |at: &str| world.post("events", json!({"type": "a.b", "data": 1, "deliver_at": at}));
    assert_eq!(post("2026-11-22T12:00:00Z").await.status, StatusCode::ACCEPTED);
    let refused = post("2026-11-22T12:00:01Z").await.json();
    assert_eq!(refused["errors"][0], json!({"pointer": "/deliver_at", "detail": "must be within 2 days"}));
    assert_eq!(post("2020-01-01T00:00:00Z").await.status, StatusCode::ACCEPTED, "the past is now");
    assert_eq!(held(&world).await.len(), 1);
}
