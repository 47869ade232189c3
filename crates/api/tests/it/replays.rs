//! Replays of many deliveries: counted, made, shown, cancelled.

use actix_web::http::StatusCode;
use actix_web::test::TestRequest;
use billhook_api::ApiConfig;
use billhook_core::clock::Clock;
use billhook_core::delivery::{Decision, DeliveryReason};
use billhook_core::id::ReplayId;
use billhook_store::replays;
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

const SPENT: Decision = Decision::Failed { reason: DeliveryReason::ScheduleSpent };

/// Makes this replay, and all the deliveries that it makes, which are due when this returns; its id.
pub(crate) async fn replayed(world: &World, replay: Value) -> String {
    let made = world.post("replays", replay).await;
    assert_eq!(made.status, StatusCode::ACCEPTED, "{made:?}");
    let id = text(&made.json()["id"]);
    let (tenant, replay, now): (_, ReplayId, _) = (world.tenant, id.parse().unwrap(), world.api.clock.now());
    world.api.db.write(move |c| replays::step(c, tenant, replay, 100, now)).await.unwrap();
    world.api.clock.advance(chrono::Duration::seconds(1));
    id
}

#[actix_web::test]
async fn a_replay_tells_what_came_of_what_it_made() {
    let (world, hook) = world().await;
    let path = format!("replays/{}", replayed(&world, json!({"filter": {"hook": hook}})).await);
    let counts = |pending: i64, failed: i64, cancelled: i64| {
        json!({
            "pending": pending, "in_flight": 0, "delivered": 0, "failed": failed, "cancelled": cancelled, "is_exact": true
        })
    };
    assert_eq!(world.get(&path).await.json()["deliveries"], counts(3, 0, 0));
    let newest = text(&world.newest_delivery().await["id"]);
    world.ask(&format!("deliveries/{newest}/cancel")).await;
    world.send_waiting(&hook, SPENT, world.exchange()).await;
    let done = world.get(&path).await.json();
    assert_eq!((&done["state"], &done["made"]), (&json!("done"), &json!(3)), "{done}");
    assert_eq!(done["deliveries"], counts(0, 2, 1));
    assert_eq!(
        world.get("replays").await.json()["data"][0]["deliveries"],
        Value::Null,
        "a list counts nothing"
    );
}

#[actix_web::test]
async fn what_a_replay_made_is_listed_and_says_what_it_repeats() {
    let (world, hook) = world().await;
    let ended = world.get(&format!("deliveries?hook={hook}&state=delivered")).await.json();
    let replay = replayed(&world, json!({"filter": {"hook": hook}})).await;
    let path = format!("deliveries?replay={replay}");
    let made = world.get(&path).await.json();
    assert_eq!((made["data"].as_array().unwrap().len(), &made["next_cursor"]), (3, &Value::Null));
    for (again, old) in made["data"].as_array().unwrap().iter().zip(ended["data"].as_array().unwrap()) {
        assert_eq!(
            (&again["kind"], &again["replay_id"], &again["repeats_id"], &again["event_id"]),
            (&json!("replay"), &json!(replay), &old["id"], &old["event_id"])
        );
        assert_eq!((&old["replay_id"], &old["repeats_id"]), (&Value::Null, &Value::Null));
    }
    let first = world.get(&format!("{path}&limit=2")).await.json();
    let rest = world.get(&format!("{path}&limit=2&cursor={}", text(&first["next_cursor"]))).await.json();
    assert_eq!((&first["data"][1], &rest["data"][0]), (&made["data"][1], &made["data"][2]));
    assert_eq!((rest["data"].as_array().unwrap().len(), &rest["next_cursor"]), (1, &Value::Null));
    for (more, found) in [("state=pending", 3), ("state=delivered", 0), ("event_type=order.*", 1)] {
        let narrowed = world.get(&format!("{path}&{more}")).await.json();
        assert_eq!(narrowed["data"].as_array().unwrap().len(), found, "{more}");
    }
    let globex = world.api.tenant("Globex", "bob@example.com").await;
    let theirs = world.api.get(&v1(&path), &globex.token).await.json();
    assert_eq!(theirs, json!({"data": [], "next_cursor": null}), "as with another tenant's hook");
    assert_eq!(world.get("deliveries?replay=hk_1").await.problem(), "invalid-query");
}

#[actix_web::test]
async fn what_failed_again_of_a_replay_is_replayed_by_that() {
    let (world, hook) = world().await;
    let replay = replayed(&world, json!({"filter": {"hook": hook, "event_type": "invoice.*"}})).await;
    world.send_waiting(&hook, SPENT, world.exchange()).await;
    let again = json!({"filter": {"replay": replay, "state": "failed"}});
    assert_eq!(world.post("replays/count", again.clone()).await.json(), json!({"count": 2}));
    let second = replayed(&world, again).await;
    let shown = world.get(&format!("replays/{second}")).await.json();
    assert_eq!((&shown["made"], &shown["filter"]["replay"]), (&json!(2), &json!(replay)));
    let over_events = json!({"over": "events", "filter": {"hook": hook, "replay": replay}});
    assert_eq!(pointers(&world.post("replays/count", over_events).await), ["/filter/replay"]);
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
    let mut in_list = replay.clone();
    in_list["deliveries"] = Value::Null;
    assert_eq!(world.get("replays").await.json()["data"], json!([in_list]));
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
