//! What deliveries come to, as charts need it.

use actix_web::http::StatusCode;
use billhook_core::delivery::{Decision, DeliveryReason};
use serde_json::{Value, json};

use crate::world::{DELIVERED, World, pointers, v1};

const FAILED: Decision = Decision::Failed { reason: DeliveryReason::ScheduleSpent };

/// Two hooks: one that delivered three events, one that failed on two; and one event that waits at both.
async fn world() -> (World, String, String) {
    let world = World::new().await;
    let (good, bad) = (world.hook_for_all().await, world.hook_for_all().await);
    for event_type in ["invoice.paid", "order.made"] {
        world.event(event_type).await;
    }
    world.send_waiting(&good, DELIVERED, world.exchange()).await;
    world.send_waiting(&bad, FAILED, world.exchange()).await;
    world.event("order.made").await;
    (world, good, bad)
}

fn count(figures: &Value) -> (i64, i64, i64) {
    let of = |name: &str| figures[name].as_i64().unwrap();
    (of("delivered"), of("failed"), of("attempts"))
}

#[actix_web::test]
async fn a_day_shows_what_ended_what_waits_and_the_worst_hook_first() {
    let (world, good, bad) = world().await;
    let stats = world.get("stats").await.json();
    assert_eq!(count(&stats["total"]), (2, 2, 4), "{stats}");
    assert_eq!(stats["total"]["failure_rate"], 0.5);
    assert_eq!(stats["total"]["latency_ms"]["max"], 12);
    assert_eq!(stats["step_s"], 3600);
    let steps = stats["steps"].as_array().unwrap();
    assert_eq!((steps.len(), count(&steps[23])), (24, (2, 2, 4)));
    assert_eq!((count(&steps[22]), &steps[22]["latency_ms"]), ((0, 0, 0), &Value::Null));
    assert_eq!(stats["backlog"], json!({"waiting": 2, "due": 2, "is_exact": true}));
    let worst = stats["worst_hooks"].as_array().unwrap();
    let ids: Vec<_> = worst.iter().map(|hook| hook["hook_id"].as_str().unwrap()).collect();
    assert_eq!(ids, [&bad, &good]);
}

#[actix_web::test]
async fn figures_can_be_of_one_hook() {
    let (world, good, _) = world().await;
    let stats = world.get(&format!("stats?range=hour&hook={good}")).await.json();
    assert_eq!((count(&stats["total"]), stats["steps"].as_array().unwrap().len()), ((2, 0, 2), 60));
    assert_eq!(stats["backlog"]["waiting"], 1);
    let unknown = "hk_01jd3v9k2mfs8r0h6x3w7y5z4q";
    assert_eq!(world.get(&format!("stats?hook={unknown}")).await.status, StatusCode::NOT_FOUND);
    let globex = world.api.tenant("Globex", "bob@example.com").await;
    let path = v1(&format!("stats?hook={good}"));
    assert_eq!(world.api.get(&path, &globex.token).await.status, StatusCode::NOT_FOUND);
    let theirs = world.api.get(&v1("stats"), &globex.token).await.json();
    assert_eq!(count(&theirs["total"]), (0, 0, 0));
    assert_eq!((&theirs["total"]["failure_rate"], &theirs["backlog"]["waiting"]), (&Value::Null, &json!(0)));
}

#[actix_web::test]
async fn only_granted_resources_count() {
    let (world, ..) = world().await;
    let clerk = world.token(&["events.view"], &["order"]).await;
    let stats = world.api.get(&v1("stats?range=week"), &clerk).await.json();
    assert_eq!((count(&stats["total"]), &stats["backlog"]["waiting"]), ((1, 1, 2), &json!(2)));
    let clerk = world.token(&["events.view"], &["invoice"]).await;
    let stats = world.api.get(&v1("stats"), &clerk).await.json();
    assert_eq!((count(&stats["total"]), &stats["backlog"]["waiting"]), ((1, 1, 2), &json!(0)));
    let nobody = world.token(&["hooks.view"], &["*"]).await;
    assert_eq!(world.api.get(&v1("stats"), &nobody).await.json()["permission"], "events.view");
}

#[actix_web::test]
async fn an_event_that_no_active_hook_takes_counts_as_skipped_and_a_test_not_at_all() {
    let world = World::new().await;
    let hook = world.hook_for_all().await;
    world.ask(&format!("hooks/{hook}/test")).await;
    world.send_waiting(&hook, DELIVERED, world.exchange()).await;
    world.ask(&format!("hooks/{hook}/deactivate")).await;
    world.event("order.made").await;
    let total = world.get("stats").await.json()["total"].clone();
    assert_eq!((count(&total), &total["skipped"]), ((0, 0, 0), &json!(1)));
}

#[actix_web::test]
async fn a_span_of_ones_own_is_widened_to_whole_steps() {
    let (world, ..) = world().await;
    let now = billhook_core::clock::Clock::now(&*world.api.clock);
    let since = (now - chrono::Duration::minutes(30)).format("%Y-%m-%dT%H:%M:%SZ").to_string();
    let until = (now + chrono::Duration::minutes(1)).format("%Y-%m-%dT%H:%M:%SZ").to_string();
    let stats = world.get(&format!("stats?since={since}&until={until}&step_s=600")).await.json();
    assert_eq!(count(&stats["total"]), (2, 2, 4), "{stats}");
    let steps = stats["steps"].as_array().unwrap();
    assert!((4..=5).contains(&steps.len()) && steps[0]["at"] == stats["since"], "{stats}");
}

#[actix_web::test]
async fn what_is_wrong_with_a_span_is_told() {
    let world = World::new().await;
    for (query, parameter) in [
        ("range=day&step_s=60", "range"),
        ("step_s=60", "since"),
        ("since=2020-01-01T00:00:00Z&step_s=61", "step_s"),
        ("since=2020-01-01T00:00:00Z&step_s=3600", "step_s"),
        ("since=2020-01-01T00:00:00Z&until=2020-01-01T01:00:00Z&step_s=60", "step_s"),
        ("since=2020-01-02T00:00:00Z&until=2020-01-01T00:00:00Z", "until"),
        ("since=2026-01-01T00:00:00Z&step_s=9000000000000000", "step_s"),
        ("since=-262143-01-01T00:00:00Z", "since"),
        ("since=2026-01-01T00:00:00Z&until=%2B262142-12-31T23:59:59Z&step_s=31536000", "until"),
    ] {
        let answer = world.get(&format!("stats?{query}")).await;
        assert_eq!(
            (answer.status, pointers(&answer)),
            (StatusCode::BAD_REQUEST, vec![parameter.to_owned()]),
            "{query}"
        );
    }
}
