//! Deliveries and their attempts: shown, replayed, taken back.

use actix_web::http::StatusCode;
use billhook_core::delivery::{Decision, DeliveryReason};
use serde_json::{Value, json};

use crate::world::{DELIVERED, URL, World, text};

#[actix_web::test]
async fn a_delivery_is_shown_with_its_last_attempt() {
    let world = World::new().await;
    let hook = world.hook_for_all().await;
    let event = world.event("invoice.paid").await;
    let waiting = world.newest_delivery().await;
    assert_eq!(
        (&waiting["state"], &waiting["attempts"], &waiting["last_attempt"]),
        (&json!("pending"), &json!(0), &Value::Null)
    );
    assert_eq!((&waiting["event_id"], &waiting["hook_id"]), (&json!(event), &json!(hook)));
    let spent = Decision::Failed { reason: DeliveryReason::ScheduleSpent };
    world.send_waiting(&hook, spent, world.exchange()).await;
    let failed = world.get(&format!("deliveries/{}", text(&waiting["id"]))).await.json();
    assert_eq!((&failed["state"], &failed["state_reason"]), (&json!("failed"), &json!("schedule_spent")));
    assert_eq!(
        (&failed["finished_at"], &failed["next_attempt_at"]),
        (&json!("2026-11-20T12:00:00Z"), &Value::Null)
    );
    let last = &failed["last_attempt"];
    assert_eq!(
        (&last["number"], &last["status"], &last["outcome"], &last["duration_ms"]),
        (&json!(1), &json!(200), &json!("response"), &json!(12))
    );
    for (query, found) in
        [("state=failed", 1), ("state=pending", 0), ("hook=hk_00000000000000000000000000", 0)]
    {
        let listed = world.get(&format!("deliveries?{query}")).await.json();
        assert_eq!(listed["data"].as_array().unwrap().len(), found, "{query}");
    }
    assert_eq!(
        world.get(&format!("deliveries?hook={hook}&event={event}&state=failed")).await.json()["data"],
        json!([failed])
    );
    assert_eq!(world.get("deliveries?state=lost").await.problem(), "invalid-query");
}

#[actix_web::test]
async fn an_attempt_shows_its_secrets_to_those_only_who_may_change_the_hook() {
    let world = World::new().await;
    let hook = world.hook_for_all().await;
    world.event("invoice.paid").await;
    let sent = world.send_waiting(&hook, DELIVERED, world.exchange()).await;
    let path = format!("deliveries/{}/attempts", sent[0]);
    let whole = world.get(&path).await.json();
    let request = &whole["data"][0]["request"];
    assert_eq!((&request["method"], &request["url"]), (&json!("POST"), &json!(URL)));
    assert_eq!(request["headers"]["authorization"], "Basic YTpi");
    assert!(text(&request["body"]).contains("t0ken"));
    let response = &whole["data"][0]["response"];
    assert_eq!((&response["truncated"], &response["body"]), (&json!(true), &json!("thanks \u{fffd}")));
    assert_eq!(response["headers"]["set-cookie"], "a, b");
    assert_eq!(whole["next_cursor"], Value::Null);

    let viewer = world.token(&["events.view"], &["*"]).await;
    let masked = world.api.get(&format!("/api/v1/{path}"), &viewer).await;
    for secret in ["s3cr3t-t0", "YTpi", "c2VjcmV0", "t0ken"] {
        assert!(!masked.text.contains(secret), "{secret} is shown: {masked:?}");
    }
    let request = masked.json()["data"][0]["request"].clone();
    assert_eq!(
        (&request["headers"]["webhook-id"], &request["headers"]["webhook-signature"]),
        (&json!("evt_1"), &json!("***"))
    );
    assert!(text(&request["body"]).contains("900150983cd2"), "a digest of the payload is no secret");
}

#[actix_web::test]
async fn a_finished_delivery_is_replayed_and_one_on_its_way_is_not() {
    let world = World::new().await;
    let hook = world.hook_for_all().await;
    world.event("invoice.paid").await;
    let id = text(&world.newest_delivery().await["id"]);
    let path = format!("deliveries/{id}/replay");
    assert_eq!(world.ask(&path).await.status, StatusCode::CONFLICT);
    world.send_waiting(&hook, DELIVERED, world.exchange()).await;
    let again = world.ask(&path).await;
    assert_eq!(again.status, StatusCode::ACCEPTED, "{again:?}");
    let again = again.json();
    assert_eq!(
        (&again["kind"], &again["state"], &again["hook_id"]),
        (&json!("replay"), &json!("pending"), &json!(hook))
    );
    assert_ne!(again["id"], json!(id));
    assert_eq!((&again["repeats_id"], &again["replay_id"]), (&json!(id), &Value::Null));

    world.ask(&format!("hooks/{hook}/deactivate")).await;
    let refused = world.ask(&path).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.text.contains("activate"), "the way out is named: {refused:?}");
    let viewer = world.token(&["events.view"], &["*"]).await;
    assert_eq!(world.ask_as(&path, &viewer).await.json()["permission"], "deliveries.replay");
}

#[actix_web::test]
async fn a_test_is_not_replayed() {
    let world = World::new().await;
    let hook = world.hook_for_all().await;
    let test = text(&world.ask(&format!("hooks/{hook}/test")).await.json()["delivery_id"]);
    world.send_waiting(&hook, DELIVERED, world.exchange()).await;
    let refused = world.ask(&format!("deliveries/{test}/replay")).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.text.contains("/test"), "the way out is named: {refused:?}");
}

#[actix_web::test]
async fn a_waiting_delivery_is_taken_back() {
    let world = World::new().await;
    world.hook_for_all().await;
    world.event("invoice.paid").await;
    let path = format!("deliveries/{}/cancel", text(&world.newest_delivery().await["id"]));
    let cancelled = world.ask(&path).await;
    assert_eq!(cancelled.status, StatusCode::OK, "{cancelled:?}");
    assert_eq!(
        (&cancelled.json()["state"], &cancelled.json()["state_reason"]),
        (&json!("cancelled"), &json!("manual"))
    );
    assert_eq!(world.ask(&path).await.status, StatusCode::CONFLICT);
}
