//! Replays of many deliveries: counted, made, shown, cancelled.

use actix_web::http::StatusCode;
use actix_web::test::TestRequest;
use billhook_api::ApiConfig;
use serde_json::{Value, json};

use crate::api::bearing;
use crate::world::{DELIVERED, World, pointers, text, v1};

/// A hook with three deliveries that have ended and one that waits.
async fn world() -> (World, String) {
    let world = World::new().await;
    let hook = world.hook_for_all().await;
    for event_type in ["invoice.paid", "invoice.void", "order.made"] {
        world.event(event_type).await;
    }
    world.send_waiting(&hook, DELIVERED, world.exchange()).await;
    world.event("invoice.paid").await;
    // A replay takes what was made before it.
    world.api.clock.advance(chrono::Duration::seconds(1));
    (world, hook)
}

#[actix_web::test]
async fn a_replay_is_counted_made_shown_and_cancelled() {
    let (world, hook) = world().await;
    let filter = json!({"hook": hook, "event_type": "invoice.*"});
    let counted = world.post("replays/count", json!({"filter": filter})).await;
    assert_eq!((counted.status, counted.json()), (StatusCode::OK, json!({"count": 2})), "{counted:?}");

    let made = world.post("replays", json!({"filter": filter, "rate_per_s": 5})).await;
    assert_eq!(made.status, StatusCode::ACCEPTED, "{made:?}");
    let replay = made.json();
    assert_eq!(
        (&replay["state"], &replay["total"], &replay["made"], &replay["rate_per_s"]),
        (&json!("running"), &json!(2), &json!(0), &json!(5))
    );
    assert_eq!(
        (&replay["filter"]["hook"], &replay["filter"]["event_type"]),
        (&json!(hook), &json!("invoice.*"))
    );
    assert_eq!(replay["filter"]["until"], replay["created_at"], "it never takes what it makes");
    assert_eq!(world.api.jobs("replay").await, 1);

    let path = format!("replays/{}", text(&replay["id"]));
    assert_eq!(world.get(&path).await.json(), replay);
    assert_eq!(world.get("replays").await.json()["data"], json!([replay]));
    let cancelled = world.ask(&format!("{path}/cancel")).await;
    assert_eq!((cancelled.status, &cancelled.json()["state"]), (StatusCode::OK, &json!("cancelled")));
    assert_eq!(world.ask(&format!("{path}/cancel")).await.status, StatusCode::CONFLICT);
}

#[actix_web::test]
async fn a_hook_that_was_made_later_gets_what_came_before() {
    let (world, _) = world().await;
    let later = text(&world.hook(json!({"actions": [{"event_type": "invoice.*"}]})).await["id"]);
    let body = json!({"over": "events", "filter": {"hook": later}});
    assert_eq!(world.post("replays/count", body.clone()).await.json(), json!({"count": 3}));
    let made = world.post("replays", body).await;
    assert_eq!(made.status, StatusCode::ACCEPTED, "{made:?}");
    assert_eq!((&made.json()["over"], &made.json()["total"]), (&json!("events"), &json!(3)));
    let told = world.get("audit?operation=replay.created").await.json();
    assert_eq!(told["data"][0]["subject"]["name"], "3 events");
}

#[actix_web::test]
async fn what_is_wrong_with_a_replay_over_events_is_told() {
    let (world, hook) = world().await;
    let wrong = world.post("replays", json!({"over": "events", "filter": {"state": "failed"}})).await;
    assert_eq!(pointers(&wrong), ["/filter/hook", "/filter/state"], "{wrong:?}");
    assert_eq!(world.delete(&format!("hooks/{hook}")).await.status, StatusCode::NO_CONTENT);
    let gone = world.post("replays/count", json!({"over": "events", "filter": {"hook": hook}})).await;
    assert_eq!(
        (gone.status, pointers(&gone)),
        (StatusCode::UNPROCESSABLE_ENTITY, vec!["/filter/hook".into()])
    );
}

#[actix_web::test]
async fn no_more_replays_run_at_once_than_may() {
    let config = ApiConfig { max_running_replays: 1, ..ApiConfig::default() };
    let world = World::with(config).await;
    let first = world.post("replays", json!({"filter": {}})).await;
    assert_eq!(first.status, StatusCode::ACCEPTED, "{first:?}");
    let second = world.post("replays", json!({"filter": {}})).await;
    assert_eq!((second.status, second.problem().as_str()), (StatusCode::CONFLICT, "conflict"), "{second:?}");
    world.ask(&format!("replays/{}/cancel", text(&first.json()["id"]))).await;
    assert_eq!(world.post("replays", json!({"filter": {}})).await.status, StatusCode::ACCEPTED);
}

#[actix_web::test]
async fn a_replay_takes_only_what_is_granted() {
    let (world, _) = world().await;
    let clerk = world.token(&["deliveries.replay"], &["order"]).await;
    let counted = world.api.post(&v1("replays/count"), &clerk, json!({"filter": {}})).await;
    assert_eq!(counted.json(), json!({"count": 1}));
    let made = world.api.post(&v1("replays"), &clerk, json!({"filter": {}})).await;
    assert_eq!(made.json()["total"], 1);
}

#[actix_web::test]
async fn each_operation_needs_the_permission_to_replay() {
    let (world, _) = world().await;
    let replay = world.post("replays", json!({"filter": {}})).await.json();
    let path = format!("replays/{}", text(&replay["id"]));
    let viewer = world.token(&["events.view"], &["*"]).await;
    let body = json!({"filter": {}});
    for answer in [
        world.api.post(&v1("replays/count"), &viewer, body.clone()).await,
        world.api.post(&v1("replays"), &viewer, body).await,
        world.api.get(&v1("replays"), &viewer).await,
        world.api.get(&v1(&path), &viewer).await,
        world.ask_as(&format!("{path}/cancel"), &viewer).await,
    ] {
        assert_eq!(
            (answer.status, &answer.json()["permission"]),
            (StatusCode::FORBIDDEN, &json!("deliveries.replay"))
        );
    }
    let globex = world.api.tenant("Globex", "bob@example.com").await;
    assert_eq!(world.api.get(&v1(&path), &globex.token).await.status, StatusCode::NOT_FOUND);
    assert_eq!(world.ask_as(&format!("{path}/cancel"), &globex.token).await.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn what_is_wrong_with_a_replay_is_told() {
    let (world, _) = world().await;
    let wrong = world.post("replays", json!({"filter": {"state": "pending"}, "rate_per_s": 0})).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(pointers(&wrong), ["/filter/state", "/rate_per_s"]);
    let unknown = world.post("replays/count", json!({"filter": {"hok": "x"}})).await;
    assert!(unknown.text.contains("hok"), "{unknown:?}");
    assert_ne!(unknown.status, StatusCode::OK);
}

#[actix_web::test]
async fn a_replay_that_is_asked_for_again_is_made_once() {
    let (world, _) = world().await;
    let ask = || {
        let request = bearing(TestRequest::post().uri(&v1("replays")), &world.token);
        world.api.send(request.insert_header(("Idempotency-Key", "k1")).set_json(json!({"filter": {}})))
    };
    let (first, again): (Value, Value) = (ask().await.json(), ask().await.json());
    assert_eq!(first, again);
    assert_eq!(world.get("replays").await.json()["data"].as_array().unwrap().len(), 1);
}
