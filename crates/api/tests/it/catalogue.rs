//! Event types of a tenant, and the presets.

use actix_web::http::StatusCode;
use serde_json::{Value, json};

use crate::world::{World, pointers, text};

#[actix_web::test]
async fn an_event_type_is_declared_changed_and_deleted() {
    let world = World::new().await;
    let body = json!({"name": "invoice.paid", "description": "Paid", "example": {"b": 1, "a": 1.20}, "schema": {"type": "object"}});
    let made = world.post("event-types", body.clone()).await;
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    assert!(made.text.contains(r#""example":{"b":1,"a":1.2}"#), "{made:?}");
    let (path, made) = (format!("event-types/{}", text(&made.json()["id"])), made.json());
    assert_eq!((&made["declared"], &made["schema"]), (&json!(true), &json!({"type": "object"})));
    assert_eq!(world.post("event-types", body).await.status, StatusCode::CONFLICT);

    let changed = world.patch(&path, json!({"description": "Paid in full", "schema": null})).await.json();
    assert_eq!((&changed["description"], &changed["schema"]), (&json!("Paid in full"), &Value::Null));
    assert_eq!(changed["example"], made["example"]);
    assert_eq!(world.get(&path).await.json(), changed);
    assert_eq!(world.delete(&path).await.status, StatusCode::NO_CONTENT);
    assert_eq!(world.get(&path).await.problem(), "not-found");
    let wrong = json!({"name": "Invoice", "description": "x".repeat(1001), "schema": []});
    assert_eq!(pointers(&world.post("event-types", wrong).await), ["/description", "/name", "/schema"]);
}

#[actix_web::test]
async fn a_type_that_was_only_seen_becomes_declared_and_keeps_its_id() {
    let world = World::new().await;
    world.event("invoice.paid").await;
    let seen = world.get("event-types").await.json()["data"][0].clone();
    assert_eq!((&seen["name"], &seen["declared"]), (&json!("invoice.paid"), &json!(false)));
    let declared = world.post("event-types", json!({"name": "invoice.paid"})).await.json();
    assert_eq!((&declared["id"], &declared["declared"]), (&seen["id"], &json!(true)));
}

#[actix_web::test]
async fn presets_are_listed_with_their_policies_and_catalogues() {
    let world = World::new().await;
    let listed = world.get("presets").await.json();
    let names: Vec<String> =
        listed["data"].as_array().unwrap().iter().map(|preset| text(&preset["name"])).collect();
    assert_eq!(
        names,
        ["standard", "upodi", "upodi-v2", "abowire", "abowire-v2", "upzelo", "app47", "upgates"]
    );
    assert_eq!(listed["data"][0]["policy"]["timeout_ms"], 15000);
    assert_eq!(listed["data"][6]["formats"], json!(["json", "xml", "form"]));
    let upzelo = world.get("presets/upzelo").await.json();
    assert!(upzelo["event_types"].as_array().unwrap().len() >= 9, "{upzelo}");
    assert_eq!(world.get("presets/nothing").await.problem(), "not-found");
}
