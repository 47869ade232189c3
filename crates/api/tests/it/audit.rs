//! The audit log: what is kept of a change, how it is narrowed, and how it is exported.

use actix_web::http::StatusCode;
use chrono::Duration;
use serde_json::{Value, json};

use crate::world::{World, text};

async fn entries(world: &World, query: &str) -> Vec<Value> {
    let listed = world.get(&format!("audit?{query}")).await;
    assert_eq!(listed.status, StatusCode::OK, "{listed:?}");
    listed.json()["data"].as_array().unwrap().clone()
}

/// Entries of one instant stand in any order.
fn later(world: &World) {
    world.api.clock.advance(Duration::milliseconds(1));
}

fn operations(entries: &[Value]) -> Vec<String> {
    entries.iter().map(|entry| text(&entry["operation"])).collect()
}

#[actix_web::test]
async fn a_change_is_kept_with_what_differs_and_without_secrets() {
    let world = World::new().await;
    let hook = text(&world.hook(json!({"headers": {"x-key": "s3cr3t-h"}})).await["id"]);
    later(&world);
    world.patch(&format!("hooks/{hook}"), json!({"name": "CRM", "max_in_flight": 3})).await;
    later(&world);
    world.ask(&format!("hooks/{hook}/pause")).await;
    later(&world);
    world.delete(&format!("hooks/{hook}")).await;
    let of_hook = entries(&world, &format!("subject={hook}")).await;
    assert_eq!(operations(&of_hook), ["hook.deleted", "hook.paused", "hook.updated", "hook.created"]);
    let [deleted, paused, updated, created] = of_hook.as_slice() else { panic!() };
    assert_eq!(updated["before"], json!({"name": "ERP", "max_in_flight": 16}));
    assert_eq!(updated["after"], json!({"name": "CRM", "max_in_flight": 3}));
    assert_eq!(
        (&paused["before"], &paused["after"]),
        (&json!({"state": "active"}), &json!({"state": "paused"}))
    );
    assert_eq!((&created["before"], &created["after"]["headers"]["x-key"]), (&Value::Null, &json!("***")));
    assert_eq!((&deleted["before"]["name"], &deleted["after"]), (&json!("CRM"), &Value::Null));
    assert_eq!(
        (&created["actor"]["kind"], &created["actor"]["address"]),
        (&json!("token"), &json!("192.0.2.1"))
    );
    assert!(!json!(of_hook).to_string().contains("s3cr3t"));
}

#[actix_web::test]
async fn tokens_event_types_and_deadlines_are_kept_with_what_differs() {
    let world = World::new().await;
    let made = async |path: &str, body: Value| text(&world.post(path, body).await.json()["id"]);
    let token = made("tokens", json!({"name": "CI", "permissions": ["hooks.view"]})).await;
    let event_type = made("event-types", json!({"name": "invoice.paid", "example": {"total": 1}})).await;
    let deadline = json!({"name": "Late", "when": "flow.started", "unless": "flow.completed", "key": "/id",
        "within_ms": 60_000, "emit": "flow.abandoned"});
    let deadline = made("deadlines", deadline).await;
    later(&world);
    world.delete(&format!("tokens/{token}")).await;
    world.patch(&format!("event-types/{event_type}"), json!({"description": "Paid in full."})).await;
    world.patch(&format!("deadlines/{deadline}"), json!({"within_ms": 90_000})).await;
    later(&world);
    world.delete(&format!("deadlines/{deadline}")).await;
    world.delete(&format!("event-types/{event_type}")).await;

    let of_token = entries(&world, &format!("subject={token}")).await;
    assert_eq!(operations(&of_token), ["token.revoked", "token.created"]);
    assert_eq!(of_token[0]["before"]["permissions"], json!(["hooks.view"]));
    assert_eq!((&of_token[1]["after"]["name"], &of_token[1]["before"]), (&json!("CI"), &Value::Null));
    let of_type = entries(&world, &format!("subject={event_type}")).await;
    assert_eq!(of_type[1]["after"], json!({"description": "Paid in full."}));
    assert_eq!(of_type[2]["after"]["example"], json!({"total": 1}));
    assert_eq!((&of_type[0]["before"]["name"], &of_type[0]["after"]), (&json!("invoice.paid"), &Value::Null));
    let of_deadline = entries(&world, &format!("subject={deadline}")).await;
    assert_eq!(operations(&of_deadline), ["deadline.deleted", "deadline.updated", "deadline.created"]);
    assert_eq!(
        (&of_deadline[1]["before"], &of_deadline[1]["after"]),
        (&json!({"within_ms": 60_000}), &json!({"within_ms": 90_000}))
    );
}

#[actix_web::test]
async fn the_log_is_narrowed_and_paged() {
    let world = World::new().await;
    let hook = world.hook_for_all().await;
    later(&world);
    world.ask(&format!("hooks/{hook}/pause")).await;
    let token = text(&world.get("tokens").await.json()["data"][0]["id"]);
    assert_eq!(operations(&entries(&world, "operation=hook.paused").await), ["hook.paused"]);
    assert_eq!(operations(&entries(&world, "operation=hook.*").await), ["hook.paused", "hook.created"]);
    assert_eq!(entries(&world, &format!("actor={token}&operation=hook.*")).await.len(), 2);
    assert_eq!(entries(&world, "actor_kind=operator&operation=hook.*").await.len(), 0);
    assert_eq!(entries(&world, "until=2026-11-20T11:00:00Z").await.len(), 0);
    let first = world.get("audit?limit=1").await.json();
    let cursor = text(&first["next_cursor"]);
    let second = world.get(&format!("audit?limit=1&cursor={cursor}")).await.json();
    assert_ne!(first["data"][0]["id"], second["data"][0]["id"]);
    for (query, wrong) in [("actor=ann", "/actor"), ("actor_kind=robot", "/actor_kind"), ("who=ann", "/who")]
    {
        let refused = world.get(&format!("audit?{query}")).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{wrong} {refused:?}");
    }
}

#[actix_web::test]
async fn an_export_has_every_entry_and_no_formula() {
    let world = World::new().await;
    let formula = "=HYPERLINK(\"http://evil.example\")";
    for n in 0..3 {
        world.hook(json!({"name": format!("{formula}{n}")})).await;
    }
    let lines = world.get("audit/export?operation=hook.*").await;
    assert_eq!(lines.header("content-type"), Some("application/x-ndjson"));
    let parsed: Vec<Value> = lines.text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(parsed, entries(&world, "operation=hook.*").await);
    let table = world.get("audit/export?format=csv&operation=hook.*").await;
    let mut reader = csv::Reader::from_reader(table.text.as_bytes());
    let names: Vec<String> = reader.records().map(|row| row.unwrap()[9].to_owned()).collect();
    let expected: Vec<String> = (0..3).rev().map(|n| format!("'{formula}{n}")).collect();
    assert_eq!(sorted(names), sorted(expected));
    assert_eq!(world.get("audit/export?format=xls").await.status, StatusCode::BAD_REQUEST);
}

fn sorted(mut names: Vec<String>) -> Vec<String> {
    names.sort();
    names
}
