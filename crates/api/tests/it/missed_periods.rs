//! What a hook missed while it was inactive: kept until it is replayed, dismissed, or the hook is inactive again.

use actix_web::http::StatusCode;
use chrono::Duration;
use serde_json::{Value, json};

use crate::api::Answer;
use crate::replays::replayed;
use crate::world::{World, pointers, text};

/// A hook that was inactive while an event came for it, and what its activation answered.
async fn back_again() -> (World, String, Value) {
    let world = World::new().await;
    let hook = world.hook_for_all().await;
    let activated = away(&world, &hook, 1).await;
    (world, hook, activated)
}

/// Deactivates the hook, posts events and activates it: what that answered.
async fn away(world: &World, hook: &str, events: usize) -> Value {
    let wait = || world.api.clock.advance(Duration::seconds(1));
    wait();
    world.ask(&format!("hooks/{hook}/deactivate")).await;
    for _ in 0..events {
        wait();
        world.event("invoice.paid").await;
    }
    wait();
    let activated = world.ask(&format!("hooks/{hook}/activate")).await;
    assert_eq!(activated.status, StatusCode::OK, "{activated:?}");
    wait();
    activated.json()
}

async fn kept(world: &World, hook: &str) -> Value {
    let one = world.get(&format!("hooks/{hook}")).await.json()["missed_period"].clone();
    assert_eq!(world.get("hooks").await.json()["data"][0]["missed_period"], one);
    one
}

async fn dismiss(world: &World, hook: &str, token: &str) -> Answer {
    world.api.delete(&format!("/api/v1/hooks/{hook}/missed-period"), token).await
}

#[actix_web::test]
async fn what_was_missed_is_shown_until_it_is_replayed() {
    let (world, hook, activated) = back_again().await;
    let missed = &activated["missed"];
    let period = json!({"since": missed["since"], "until": missed["until"]});
    assert_eq!((&missed["count"], &activated["missed_period"]), (&json!(1), &period), "{activated}");
    assert_eq!(kept(&world, &hook).await, period);

    let filter = json!({"hook": hook, "missed_since": period["since"], "until": period["until"]});
    assert_eq!(world.post("replays/count", json!({"filter": filter})).await.json(), json!({"count": 1}));
    let part = json!({"filter": {"hook": hook, "state": "skipped"}});
    assert_eq!(world.post("replays", part).await.status, StatusCode::ACCEPTED);
    assert_eq!(kept(&world, &hook).await, period, "a part is not all of it");
    replayed(&world, json!({"filter": filter})).await;
    assert_eq!(kept(&world, &hook).await, Value::Null);
}

#[actix_web::test]
async fn what_was_missed_is_dismissed_once_and_that_is_written() {
    let (world, hook, activated) = back_again().await;
    for _ in 0..2 {
        let dismissed = dismiss(&world, &hook, &world.token).await;
        assert_eq!(dismissed.status, StatusCode::NO_CONTENT, "{dismissed:?}");
        assert_eq!(kept(&world, &hook).await, Value::Null);
    }
    let told = world.get("audit?operation=hook.missed_period_dismissed").await.json()["data"].clone();
    assert_eq!(told.as_array().map(Vec::len), Some(1), "{told}");
    assert_eq!(told[0]["before"]["missed_period"], activated["missed_period"]);
    assert_eq!(text(&told[0]["subject"]["id"]), hook);
}

#[actix_web::test]
async fn a_hook_that_goes_again_goes_on_with_what_it_missed() {
    let (world, hook, first) = back_again().await;
    let second = away(&world, &hook, 1).await;
    assert_eq!(second["missed"]["count"], 2, "{second}");
    assert_eq!(second["missed_period"]["since"], first["missed_period"]["since"]);
    dismiss(&world, &hook, &world.token).await;
    let third = away(&world, &hook, 1).await;
    assert_eq!(third["missed"]["count"], 1, "what was dismissed is over: {third}");
}

#[actix_web::test]
async fn a_hook_that_missed_nothing_keeps_nothing() {
    let world = World::new().await;
    let hook = world.hook_for_all().await;
    let activated = away(&world, &hook, 0).await;
    assert_eq!((&activated["missed"]["count"], &activated["missed_period"]), (&json!(0), &Value::Null));
    assert_eq!(kept(&world, &hook).await, Value::Null);
}

#[actix_web::test]
async fn who_sees_a_part_of_it_neither_replays_nor_dismisses_all_of_it() {
    let (world, hook, activated) = back_again().await;
    let token = world.token(&["hooks.view", "hooks.edit", "deliveries.replay"], &["invoice"]).await;
    assert_eq!(dismiss(&world, &hook, &token).await.problem(), "grant-missing");
    let replay = json!({"filter": activated["missed"]["filter"]});
    let replayed = world.api.post("/api/v1/replays", &token, replay).await;
    assert_eq!(replayed.status, StatusCode::ACCEPTED, "{replayed:?}");
    assert_eq!(kept(&world, &hook).await, activated["missed_period"]);
    let reader = world.token(&["hooks.view"], &["*"]).await;
    assert_eq!(dismiss(&world, &hook, &reader).await.problem(), "permission-missing");
}

#[actix_web::test]
async fn what_was_missed_is_not_for_a_client_to_set() {
    let (world, hook, activated) = back_again().await;
    let refused = world.patch(&format!("hooks/{hook}"), json!({"missed_period": null})).await;
    assert_eq!(pointers(&refused), ["/missed_period"]);
    assert_eq!(kept(&world, &hook).await, activated["missed_period"]);
}
