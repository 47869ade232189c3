//! Previews: what an event would become, sent nowhere.

use actix_web::http::StatusCode;
use billhook_api::ApiConfig;
use serde_json::{Value, json};

use crate::world::{World, pointers, text};

#[actix_web::test]
async fn a_preview_shows_what_an_event_would_become() {
    let world = World::new().await;
    let id = text(&world.hook(json!({"preset": "upzelo"})).await["id"]);
    let path = format!("hooks/{id}/preview");
    let inline =
        json!({"event": {"type": "flow.started", "data": {"n": 1}, "app": "game", "test_mode": true}});
    let shown = world.post(&path, inline).await;
    assert_eq!(shown.status, StatusCode::OK, "{shown:?}");
    let body: Value = serde_json::from_str(&text(&shown.json()["body"])).unwrap();
    assert_eq!(
        (&body["data"]["n"], &body["data"]["app_id"], &body["data"]["attempt"]),
        (&json!(1), &json!("game"), &json!(1))
    );

    let event = world.event("flow.started").await;
    let stored = world.post(&path, json!({"event_id": event})).await.json();
    assert!(text(&stored["body"]).contains("1200"), "{stored}");
    assert_eq!(world.post(&path, json!({})).await.status, StatusCode::OK);
    let unknown = world.post(&path, json!({"event_id": "evt_00000000000000000000000000"})).await;
    assert_eq!(pointers(&unknown), ["/event_id"]);
    let wrong = world.post(&path, json!({"event": {"type": "Flow", "data": 1}})).await;
    assert_eq!(pointers(&wrong), ["/event/type"]);
    assert_eq!(world.get("deliveries").await.json()["data"], json!([]));
}

#[actix_web::test]
async fn a_preview_shows_every_request_of_a_long_list() {
    let world = World::with(ApiConfig { max_body_bytes: 150_000, ..ApiConfig::default() }).await;
    let hook = text(&world.hook(json!({"preset": "upgates", "standard_headers": true})).await["id"]);
    let shown = async |subjects: usize| {
        let subjects: Vec<String> = (0..subjects).map(|n| format!("{n:05}")).collect();
        let event = json!({"type": "order.created", "data": null, "subjects": subjects});
        let posted = world.post("events", event).await.json();
        let shown = world.post(&format!("hooks/{hook}/preview"), json!({"event_id": posted["id"]})).await;
        assert_eq!(shown.status, StatusCode::OK, "{}", shown.text);
        shown.json()
    };
    let orders = |request: &Value| {
        let body: Value = serde_json::from_str(&text(&request["body"])).unwrap();
        body["orders"].as_array().unwrap().len()
    };
    let one = shown(5000).await;
    assert_eq!((orders(&one), &one["parts"], &one["further"]), (5000, &json!(1), &json!([])));
    let two = shown(5001).await;
    let further = two["further"].as_array().unwrap();
    assert_eq!((orders(&two), &two["parts"], further.len(), orders(&further[0])), (5000, &json!(2), 1, 1));
    assert_eq!(
        text(&further[0]["headers"]["webhook-id"]),
        format!("{}-1", text(&two["headers"]["webhook-id"]))
    );
    let many = shown(24_999).await;
    assert_eq!(
        (&many["parts"], many["further"].as_array().unwrap().len()),
        (&json!(5), 2),
        "as there is room"
    );
}
