//! Filters on actions: what they let through, and why they don't.

use std::pin::pin;

use actix_web::http::StatusCode;
use futures::future::{Either, select};
use serde_json::{Value, json};

use crate::world::{World, pointers, text, v1};

fn large() -> Value {
    json!({"field": "/total", "gte": 1000})
}

#[actix_web::test]
async fn an_action_with_a_filter_takes_only_what_it_lets_through() {
    let world = World::new().await;
    let hook = world.hook(json!({"actions": [{"event_type": "invoice.*", "filter": large()}]})).await;
    assert_eq!(hook["actions"][0]["filter"], large());
    let matched = async |data: Value| {
        world.post("events", json!({"type": "invoice.paid", "data": data})).await.json()["matched"].clone()
    };
    assert_eq!(
        (matched(json!({"total": 1000})).await, matched(json!({"total": 999})).await),
        (json!(1), json!(0))
    );

    let action = format!("actions/{}", text(&hook["actions"][0]["id"]));
    let kept = world.patch(&action, json!({"event_type": "*"})).await.json();
    assert_eq!(kept["filter"], large(), "what is left out stays");
    let dropped = world.patch(&action, json!({"filter": null})).await.json();
    assert_eq!(dropped["filter"], Value::Null);
    assert_eq!(matched(json!({"total": 999})).await, json!(1));
}

#[actix_web::test]
async fn a_filter_that_does_not_read_is_refused_and_pointed_at() {
    let world = World::new().await;
    let wrong = json!({"all": [{"field": "total", "gte": 1}, {"attribute": "app", "like": "x"}]});
    let hook =
        json!({"name": "ERP", "url": crate::world::URL, "actions": [{"event_type": "*", "filter": wrong}]});
    let refused = world.post("hooks", hook).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(pointers(&refused), ["/actions/0/filter/all/0/field", "/actions/0/filter/all/1/like"]);
    assert!(
        refused.text.contains("must be a JSON pointer into the data, as in `/customer/id`"),
        "{}",
        refused.text
    );
}

#[actix_web::test]
async fn a_filter_can_be_tried_before_it_is_used() {
    let world = World::new().await;
    let tried = async |filter: Value, event: Value| {
        world.post("filters/check", json!({"filter": filter, "event": event})).await
    };
    let paid = json!({"type": "invoice.paid", "data": {"total": 900}, "app": "game"});
    assert_eq!(
        tried(large(), paid.clone()).await.json(),
        json!({"matches": false, "failing": {"clause": "/gte", "detail": "`/total` is 900, and must be at least 1000"}})
    );
    let game = json!({"attribute": "app", "equals": "game"});
    assert_eq!(tried(game, paid.clone()).await.json(), json!({"matches": true, "failing": null}));
    let wrong = tried(json!({"any": []}), json!({"type": "invoice", "data": 1})).await;
    assert_eq!(pointers(&wrong), ["/event/type", "/filter/any"]);
    let deep = (0..101).fold(json!(1), |inner, _| json!([inner]));
    let wrong = tried(large(), json!({"type": "invoice.paid", "data": deep})).await;
    assert_eq!(pointers(&wrong), ["/event/data"], "no event nests so deep");
    assert_eq!(world.get("hooks").await.json()["data"], json!([]));
}

#[actix_web::test]
async fn a_filter_that_takes_long_to_try_keeps_no_other_tenant_waiting() {
    let world = World::new().await;
    let other = world.api.tenant("Other", "bob@example.com").await.token;
    let path = v1("filters/check");
    // A text is none of these numbers, which is found out one by one.
    let clause = json!({"attribute": "subjects", "in": vec![1; 100]});
    let subjects: Vec<String> = (0..20_000).map(|n| n.to_string()).collect();
    let long = json!({"filter": {"any": vec![clause; 10]}, "event": {"type": "a.b", "data": 1, "subjects": subjects}});
    let short = json!({"filter": large(), "event": {"type": "a.b", "data": {"total": 1000}}});

    let long = pin!(world.api.post(&path, &world.token, long));
    let others = pin!(async {
        // The first may come before the long one has begun.
        for _ in 0..3 {
            assert_eq!(world.api.post(&path, &other, short.clone()).await.json()["matches"], true);
        }
    });
    let Either::Right(((), long)) = select(long, others).await else {
        panic!("others waited for the long one");
    };
    assert_eq!(long.await.json()["matches"], false);
}

#[actix_web::test]
async fn an_event_says_why_each_hook_got_it_or_did_not() {
    let world = World::new().await;
    let actions = json!([
        {"event_type": "order.*"},
        {"event_type": "*", "app": "shop"},
        {"event_type": "*", "app": "game", "sku": "gems"},
        {"event_type": "invoice.*", "filter": {"all": [large()]}},
    ]);
    let left_out = text(&world.hook(json!({"name": "Left out", "actions": actions})).await["id"]);
    let taking = text(&world.hook(json!({"name": "Taking", "actions": [{"event_type": "*"}]})).await["id"]);
    let idle = text(&world.hook(json!({"name": "Idle", "actions": [{"event_type": "*"}]})).await["id"]);
    world.ask(&format!("hooks/{idle}/deactivate")).await;
    let event = json!({"type": "invoice.paid", "data": {"total": 900}, "app": "game"});
    let id = text(&world.post("events", event).await.json()["id"]);

    let matches = world.get(&format!("events/{id}/matches")).await.json();
    let of = |hook: &str| {
        matches["data"].as_array().unwrap().iter().find(|it| it["hook_id"] == hook).unwrap().clone()
    };
    let reasons: Vec<Value> = of(&left_out)["actions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|action| action["left_out_by"].clone())
        .collect();
    assert_eq!(reasons, [json!("event_type"), json!("app"), json!("sku"), json!("filter")]);
    assert_eq!(of(&left_out)["actions"][3]["failing"]["clause"], "/all/0/gte");
    assert_eq!((&of(&left_out)["matches"], &of(&left_out)["delivered_to"]), (&json!(false), &json!(false)));
    assert_eq!((&of(&taking)["matches"], &of(&taking)["delivered_to"]), (&json!(true), &json!(true)));
    assert_eq!((&of(&idle)["hook_state"], &of(&idle)["delivered_to"]), (&json!("inactive"), &json!(true)));

    let first = world.get(&format!("events/{id}/matches?limit=1")).await.json();
    let newest = [left_out, taking, idle].into_iter().max();
    assert_eq!((&first["data"][0]["hook_id"], first["next_cursor"].is_string()), (&json!(newest), true));
}

#[actix_web::test]
async fn who_gets_an_event_is_told_to_those_who_may_see_it() {
    let world = World::new().await;
    world.hook_for_all().await;
    let path = crate::world::v1(&format!("events/{}/matches", world.event("invoice.paid").await));
    let other = world.token(&["events.view", "hooks.view"], &["order"]).await;
    assert_eq!(world.api.get(&path, &other).await.status, StatusCode::NOT_FOUND);
    let blind = world.token(&["events.view"], &["*"]).await;
    assert_eq!(world.api.get(&path, &blind).await.json()["permission"], "hooks.view");
}
