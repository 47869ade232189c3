//! What a hook would send: the test button, and previews of what an event would become.

use actix_web::http::StatusCode;
use billhook_api::ApiConfig;
use billhook_core::signature::standard_webhooks::Message;
use serde_json::{Value, json};

use crate::world::{URL, World, pointers, text, v1};

#[actix_web::test]
async fn a_test_of_an_active_hook_is_a_delivery() {
    let world = World::new().await;
    let id = world.hook_for_all().await;
    let tested = world.ask(&format!("hooks/{id}/test")).await;
    assert_eq!((tested.status, &tested.json()["sent"]), (StatusCode::ACCEPTED, &json!(true)));
    let delivery = world.get(&format!("deliveries/{}", text(&tested.json()["delivery_id"]))).await.json();
    assert_eq!(
        (&delivery["kind"], &delivery["state"], &delivery["hook_id"]),
        (&json!("test"), &json!("pending"), &json!(id))
    );
    assert_eq!(world.get("events").await.json()["data"], json!([]), "a ping is no event of the platform");
    let ping = world.get(&format!("events/{}", text(&delivery["event_id"]))).await.json();
    assert_eq!(ping["kind"], "ping");
}

#[actix_web::test]
async fn a_test_of_an_inactive_hook_shows_the_request_and_sends_nothing() {
    let world = World::new().await;
    let id = world.hook_for_all().await;
    world.ask(&format!("hooks/{id}/deactivate")).await;
    let tested = world.ask(&format!("hooks/{id}/test")).await;
    let answer = tested.json();
    assert_eq!(tested.status, StatusCode::OK, "{tested:?}");
    assert_eq!((&answer["delivery_id"], &answer["sent"]), (&Value::Null, &json!(false)));
    let request = &answer["request"];
    assert_eq!((&request["method"], &request["url"]), (&json!("POST"), &json!(URL)));
    let header = |name: &str| text(&request["headers"][name]);
    let body = text(&request["body"]);
    let message =
        Message { id: &header("webhook-id"), timestamp: &header("webhook-timestamp"), body: body.as_bytes() };
    let secret = text(&world.get(&format!("hooks/{id}/secret")).await.json()["secret"]);
    assert_eq!(Some(header("webhook-signature")), message.sign(&[secret.parse().unwrap()]));
    assert_eq!(world.get("deliveries").await.json()["data"], json!([]));
}

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

#[actix_web::test]
async fn a_draft_is_shown_as_the_request_that_it_would_send() {
    let world = World::new().await;
    let draft = |more: Value| {
        let mut hook = json!({"name": "ERP", "url": "https://example.com/in?token=s3", "preset": "upodi"});
        hook.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        hook
    };
    let shown =
        world.post("hooks/preview", json!({"hook": draft(json!({"headers": {"x-team": "a"}}))})).await;
    assert_eq!(shown.status, StatusCode::OK, "{shown:?}");
    let request = shown.json();
    assert_eq!(request["url"], "https://example.com/in?token=s3");
    assert_eq!(request["headers"]["x-team"], "a");
    assert!(text(&request["body"]).contains("\"Signature\""), "{request}");

    let wrong = world.post("hooks/preview", json!({"hook": draft(json!({"max_in_flight": 0}))})).await;
    assert_eq!(pointers(&wrong), ["/hook/max_in_flight"]);
    let both = json!({"hook": draft(json!({})), "event_id": world.event("flow.started").await, "event": {"type": "a.b", "data": 1}});
    assert_eq!(pointers(&world.post("hooks/preview", both).await), ["/event"]);
    assert_eq!(world.get("hooks").await.json()["data"], json!([]));
}

#[actix_web::test]
async fn a_draft_of_a_change_is_signed_with_the_secret_of_the_hook() {
    let world = World::new().await;
    let id = world.hook_for_all().await;
    let hook = json!({"name": "ERP", "url": "https://example.com/new", "preset": "standard"});
    let body = json!({"hook": hook, "hook_id": id, "event": {"type": "flow.started", "data": {"n": 1.10}}});
    let request = world.post("hooks/preview", body.clone()).await.json();
    let header = |name: &str| text(&request["headers"][name]);
    let sent = text(&request["body"]);
    let message =
        Message { id: &header("webhook-id"), timestamp: &header("webhook-timestamp"), body: sent.as_bytes() };
    let secret = text(&world.get(&format!("hooks/{id}/secret")).await.json()["secret"]);
    assert_eq!(Some(header("webhook-signature")), message.sign(&[secret.parse().unwrap()]));

    let maker = world.token(&["hooks.create"], &["*"]).await;
    let refused = world.api.post(&v1("hooks/preview"), &maker, body).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{refused:?}");
    let own = world.api.post(&v1("hooks/preview"), &maker, json!({"hook": hook})).await;
    assert_eq!(own.status, StatusCode::OK, "{own:?}");
}
