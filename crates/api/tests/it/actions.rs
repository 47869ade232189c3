//! Actions of a hook.

use actix_web::http::StatusCode;
use serde_json::{Value, json};

use crate::world::{World, pointers, text};

#[actix_web::test]
async fn an_action_is_made_changed_listed_and_deleted() {
    let world = World::new().await;
    let id = text(&world.hook(json!({})).await["id"]);
    let path = format!("hooks/{id}/actions");
    let made = world.post(&path, json!({"event_type": "invoice.*", "app": "game", "sku": "coins"})).await;
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    let action = made.json();
    assert_eq!(
        (&action["event_type"], &action["app"], &action["sku"]),
        (&json!("invoice.*"), &json!("game"), &json!("coins"))
    );
    assert_eq!((&action["filter"], &action["hook_id"]), (&Value::Null, &json!(id)));
    assert_eq!(world.get(&path).await.json(), json!({"data": [action], "next_cursor": null}));

    let one = format!("actions/{}", text(&action["id"]));
    let changed = world.patch(&one, json!({"event_type": "order.made", "sku": null})).await.json();
    assert_eq!(
        (&changed["event_type"], &changed["app"], &changed["sku"]),
        (&json!("order.made"), &json!("game"), &Value::Null)
    );
    assert_eq!(pointers(&world.patch(&one, json!({"app": null, "sku": "x"})).await), ["/sku"]);
    assert_eq!(pointers(&world.patch(&one, json!({"event_type": "order"})).await), ["/event_type"]);
    assert_eq!(world.delete(&one).await.status, StatusCode::NO_CONTENT);
    assert_eq!(world.get(&path).await.json()["data"], json!([]));
}

#[actix_web::test]
async fn an_action_decides_what_a_hook_gets_from_then_on() {
    let world = World::new().await;
    let hook = world.hook(json!({"actions": [{"event_type": "invoice.*"}]})).await;
    let matched = |event_type: &'static str| {
        let world = &world;
        async move { world.post("events", json!({"type": event_type, "data": 1})).await.json()["matched"].clone() }
    };
    assert_eq!((matched("invoice.paid").await, matched("order.made").await), (json!(1), json!(0)));
    world
        .patch(&format!("actions/{}", text(&hook["actions"][0]["id"])), json!({"event_type": "order.*"}))
        .await;
    assert_eq!((matched("invoice.paid").await, matched("order.made").await), (json!(0), json!(1)));
}

#[actix_web::test]
async fn a_hook_has_a_hundred_actions_at_most() {
    let world = World::new().await;
    let many: Vec<Value> = (0..101).map(|n| json!({"event_type": format!("a.b{n}")})).collect();
    let id = text(&world.hook(json!({"actions": many[..100]})).await["id"]);
    assert_eq!(
        world.post(&format!("hooks/{id}/actions"), json!({"event_type": "*"})).await.status,
        StatusCode::CONFLICT
    );
    assert_eq!(pointers(&world.patch(&format!("hooks/{id}"), json!({"actions": many})).await), ["/actions"]);
}
