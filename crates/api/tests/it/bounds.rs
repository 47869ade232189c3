//! How many of each thing a tenant may have.

use actix_web::http::StatusCode;
use billhook_api::ApiConfig;
use billhook_core::tenant::Limits;
use serde_json::{Value, json};

use crate::operator::Operator;
use crate::world::{World, pointers, text};

/// One of everything, beside what founding a tenant makes.
async fn bounded() -> World {
    let per_tenant = Limits {
        hooks: Some(1),
        apps: Some(1),
        skus: Some(1),
        event_types: Some(1),
        members: Some(2),
        tokens: Some(2),
        ..Limits::default()
    };
    World::with(ApiConfig { per_tenant, ..ApiConfig::default() }).await
}

#[actix_web::test]
async fn one_more_than_may_be_is_refused_and_the_way_out_is_named() {
    let world = bounded().await;
    let app = text(&world.post("apps", json!({"key": "game", "name": "Game"})).await.json()["id"]);
    for (path, make) in [
        ("hooks".to_owned(), |n: u8| json!({"name": format!("h{n}"), "url": "http://127.0.0.1:9/"})),
        (format!("apps/{app}/skus"), |n| json!({"key": format!("s{n}"), "name": "S"})),
        ("event-types".to_owned(), |n| json!({"name": format!("order.n{n}")})),
        (
            "invitations".to_owned(),
            |n| json!({"email": format!("p{n}@example.com"), "permissions": [], "grants": []}),
        ),
        ("tokens".to_owned(), |n| json!({"name": format!("t{n}")})),
    ] as [(String, fn(u8) -> serde_json::Value); 5]
    {
        assert_eq!(world.post(&path, make(1)).await.status, StatusCode::CREATED, "{path}");
        let refused = world.post(&path, make(2)).await;
        assert_eq!(
            (refused.status, refused.problem().as_str()),
            (StatusCode::CONFLICT, "conflict"),
            "{path}"
        );
        assert!(refused.text.contains("have the limit raised"), "{path}: {refused:?}");
    }
    assert_eq!(world.post("apps", json!({"key": "more", "name": "More"})).await.problem(), "conflict");
    assert_eq!(world.post("presets/upodi/import", json!({})).await.problem(), "conflict");
    assert_eq!(world.get("event-types").await.json()["data"].as_array().unwrap().len(), 1);
}

#[actix_web::test]
async fn the_operator_bounds_a_tenant_within_what_the_installation_allows() {
    let world = World::new().await;
    let operator = Operator::of(&world.api).await;
    let acme = world.tenant.to_string();
    let wide = operator.patch(&acme, json!({"limits": {"hooks": 10_001, "apps": 0}})).await;
    assert_eq!((wide.status, pointers(&wide).len()), (StatusCode::UNPROCESSABLE_ENTITY, 2), "{wide:?}");
    let set = operator.patch(&acme, json!({"limits": {"hooks": 1, "tokens": 5}})).await;
    assert_eq!(set.status, StatusCode::OK, "{set:?}");
    let shown = operator.get(&format!("tenants/{acme}")).await.json();
    assert_eq!((&shown["limits"]["hooks"], &shown["limits"]["apps"]), (&json!(1), &json!(null)));
    assert_eq!(
        (&shown["limits_in_force"]["hooks"], &shown["limits_in_force"]["apps"]),
        (&json!(1), &json!(10_000))
    );
    world.hook(json!({})).await;
    let refused = world.post("hooks", json!({"name": "two", "url": "http://127.0.0.1:9/"})).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert_eq!(world.get("settings").await.json()["ceiling"]["hooks"], 1);
    operator.patch(&acme, json!({"limits": {"hooks": null}})).await;
    world.hook(json!({})).await;
    let entries = world.get("audit?operation=tenant.bounded").await.json();
    // In no order: both were made in one millisecond.
    let after: Vec<&Value> =
        entries["data"].as_array().unwrap().iter().map(|entry| &entry["after"]).collect();
    assert!(after.contains(&&json!({"limits": {"hooks": 1, "tokens": 5}})), "{after:?}");
}
