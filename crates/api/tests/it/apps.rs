//! Apps and SKUs of a tenant.

use actix_web::http::StatusCode;
use actix_web::test::TestRequest;
use serde_json::{Value, json};

use crate::api::bearing;
use crate::world::{World, pointers, text, v1};

/// Makes the app `game` with the SKU `coins`; the paths of both.
async fn a_game(world: &World) -> (String, String) {
    let app = world.post("apps", json!({"key": "game", "name": "The Game"})).await;
    assert_eq!(app.status, StatusCode::CREATED, "{app:?}");
    let app = format!("apps/{}", text(&app.json()["id"]));
    let sku = world.post(&format!("{app}/skus"), json!({"key": "coins"})).await;
    assert_eq!(sku.status, StatusCode::CREATED, "{sku:?}");
    (app, format!("skus/{}", text(&sku.json()["id"])))
}

async fn refuse_unknown(world: &World) {
    let set = world.patch("settings", json!({"unknown_apps": "refuse"})).await;
    assert_eq!(set.status, StatusCode::OK, "{set:?}");
}

/// This field of what is listed, sorted.
async fn all(world: &World, path: &str, field: &str) -> Vec<String> {
    let listed = world.get(path).await.json();
    let mut all: Vec<String> =
        listed["data"].as_array().unwrap().iter().map(|one| text(&one[field])).collect();
    all.sort();
    all
}

#[actix_web::test]
async fn an_app_and_its_skus_are_made_renamed_listed_and_deleted() {
    let world = World::new().await;
    let (app, sku) = a_game(&world).await;
    let made = world.get(&app).await.json();
    assert_eq!((&made["key"], &made["name"]), (&json!("game"), &json!("The Game")));
    let coins = world.get(&sku).await.json();
    assert_eq!(
        (&coins["key"], &coins["name"], &coins["app_id"]),
        (&json!("coins"), &json!("coins"), &made["id"])
    );
    assert_eq!(world.get("apps").await.json(), json!({"data": [made], "next_cursor": null}));
    assert_eq!(world.get(&format!("{app}/skus")).await.json(), json!({"data": [coins], "next_cursor": null}));

    assert_eq!(world.patch(&app, json!({"name": "Game 2"})).await.json()["name"], "Game 2");
    assert_eq!(world.patch(&sku, json!({"name": "Gold"})).await.json()["name"], "Gold");
    assert_eq!(world.patch(&app, json!({})).await.json()["name"], "Game 2");
    assert_eq!(world.delete(&app).await.status, StatusCode::NO_CONTENT);
    for path in [app.clone(), sku, format!("{app}/skus")] {
        assert_eq!(world.get(&path).await.problem(), "not-found", "{path}");
    }
}

#[actix_web::test]
async fn a_key_is_used_once_and_never_changes() {
    let world = World::new().await;
    let (app, _) = a_game(&world).await;
    assert_eq!(world.post("apps", json!({"key": "game"})).await.problem(), "conflict");
    assert_eq!(world.post(&format!("{app}/skus"), json!({"key": "coins"})).await.problem(), "conflict");
    assert_eq!(world.patch(&app, json!({"key": "other"})).await.problem(), "invalid-content");
    let wrong = json!({"key": "a\u{7}", "name": " "});
    assert_eq!(pointers(&world.post("apps", wrong).await), ["/key", "/name"]);
    let long = json!({"key": "x".repeat(256)});
    assert_eq!(pointers(&world.post(&format!("{app}/skus"), long).await), ["/key"]);
}

#[actix_web::test]
async fn apps_are_changed_with_their_permission_and_read_by_every_member() {
    let world = World::new().await;
    let (app, sku) = a_game(&world).await;
    let reader = world.token(&["hooks.view"], &[]).await;
    assert_eq!(world.api.get(&v1(&app), &reader).await.status, StatusCode::OK);
    for request in [
        TestRequest::post().uri(&v1("apps")).set_json(json!({"key": "x"})),
        TestRequest::post().uri(&v1(&format!("{app}/skus"))).set_json(json!({"key": "x"})),
        TestRequest::patch().uri(&v1(&app)).set_json(json!({})),
        TestRequest::patch().uri(&v1(&sku)).set_json(json!({})),
        TestRequest::delete().uri(&v1(&app)),
        TestRequest::delete().uri(&v1(&sku)),
    ] {
        assert_eq!(world.api.send(bearing(request, &reader)).await.json()["permission"], "apps.edit");
    }
}

#[actix_web::test]
async fn another_tenants_apps_are_not_there() {
    let world = World::new().await;
    let (app, sku) = a_game(&world).await;
    let stranger = world.api.tenant("Globex", "bob@example.com").await.token;
    for path in [&app, &sku] {
        let patch = TestRequest::patch().uri(&v1(path)).set_json(json!({"name": "mine"}));
        assert_eq!(world.api.get(&v1(path), &stranger).await.problem(), "not-found");
        assert_eq!(world.api.send(bearing(patch, &stranger)).await.problem(), "not-found");
        assert_eq!(world.api.delete(&v1(path), &stranger).await.problem(), "not-found");
    }
    let skus = v1(&format!("{app}/skus"));
    assert_eq!(world.api.get(&skus, &stranger).await.problem(), "not-found");
    assert_eq!(world.api.post(&skus, &stranger, json!({"key": "x"})).await.problem(), "not-found");
    assert_eq!(world.api.get(&v1("apps"), &stranger).await.json()["data"], json!([]));
    assert_eq!(world.get(&app).await.json()["name"], "The Game");
}

#[actix_web::test]
async fn unknown_keys_of_events_and_actions_are_registered() {
    let world = World::new().await;
    let event = json!({"type": "order.made", "data": 1, "app": "game", "sku": "coins"});
    assert_eq!(world.post("events", event).await.status, StatusCode::ACCEPTED);
    world.hook(json!({"actions": [{"event_type": "*", "app": "game", "sku": "gems"}]})).await;
    world.hook(json!({"actions": [{"event_type": "*", "app": "shop"}]})).await;
    assert_eq!(all(&world, "apps", "key").await, ["game", "shop"]);
    let apps = world.get("apps").await.json()["data"].clone();
    let game = apps.as_array().unwrap().iter().find(|app| app["key"] == "game").unwrap();
    let skus = format!("apps/{}/skus", text(&game["id"]));
    assert_eq!(all(&world, &skus, "key").await, ["coins", "gems"]);
}

#[actix_web::test]
async fn unknown_keys_are_refused_where_the_tenant_says_so() {
    let world = World::new().await;
    a_game(&world).await;
    refuse_unknown(&world).await;
    let event = |app: &str, sku: Value| json!({"type": "order.made", "data": 1, "app": app, "sku": sku});
    let post = |event: Value| world.post("events", event);
    assert_eq!(post(event("game", json!("coins"))).await.status, StatusCode::ACCEPTED);
    assert_eq!(pointers(&post(event("game", json!("gems"))).await), ["/sku"]);
    assert_eq!(pointers(&post(event("shop", Value::Null)).await), ["/app"]);
    let of_no_app = post(json!({"type": "order.made", "data": 1, "sku": "coins"})).await;
    assert_eq!(pointers(&of_no_app), ["/app"]);
    assert!(of_no_app.text.contains("name the app of which it is"), "{of_no_app:?}");
    let batch = json!({"events": [event("game", Value::Null), event("shop", Value::Null)]});
    assert_eq!(pointers(&world.post("events/batch", batch).await), ["/events/1/app"]);

    let unknown = json!([{"event_type": "*"}, {"event_type": "*", "app": "game", "sku": "gems"}]);
    let hook = json!({"name": "ERP", "url": crate::world::URL, "actions": unknown});
    assert_eq!(pointers(&world.post("hooks", hook).await), ["/actions/1/sku"]);
    let made = world.hook(json!({"actions": [{"event_type": "*", "app": "game"}]})).await;
    let path = format!("hooks/{}", text(&made["id"]));
    assert_eq!(pointers(&world.patch(&path, json!({"actions": unknown})).await), ["/actions/1/sku"]);
    let action = json!({"event_type": "*", "app": "shop"});
    assert_eq!(pointers(&world.post(&format!("{path}/actions"), action).await), ["/app"]);
    let action = format!("actions/{}", text(&made["actions"][0]["id"]));
    assert_eq!(pointers(&world.patch(&action, json!({"sku": "gems"})).await), ["/sku"]);
    assert_eq!(world.get(&path).await.json()["actions"], made["actions"], "nothing has changed");
}

#[actix_web::test]
async fn an_app_that_actions_name_is_not_deleted() {
    let world = World::new().await;
    let (app, sku) = a_game(&world).await;
    let hook = world.hook(json!({"actions": [{"event_type": "*", "app": "game", "sku": "coins"}]})).await;
    let action = text(&hook["actions"][0]["id"]);
    for path in [&app, &sku] {
        let refused = world.delete(path).await;
        assert_eq!(refused.problem(), "conflict");
        let detail = text(&refused.json()["detail"]);
        assert!(detail.contains(&action) && detail.contains("`ERP`"), "{detail}");
    }
    world.delete(&format!("actions/{action}")).await;
    assert_eq!(world.delete(&sku).await.status, StatusCode::NO_CONTENT);
    assert_eq!(world.delete(&app).await.status, StatusCode::NO_CONTENT);
}

#[actix_web::test]
async fn the_hooks_of_an_app_and_of_a_sku_are_listed() {
    let world = World::new().await;
    let of_game = json!({"name": "Game", "actions": [{"event_type": "*", "app": "game"}]});
    let of_coins = json!({"name": "Coins", "actions": [{"event_type": "*", "app": "game", "sku": "coins"}]});
    for hook in [of_game, of_coins, json!({"name": "All", "actions": [{"event_type": "*"}]})] {
        world.hook(hook).await;
    }
    assert_eq!(all(&world, "hooks?app=game", "name").await, ["Coins", "Game"]);
    assert_eq!(all(&world, "hooks?app=game&sku=coins", "name").await, ["Coins"]);
    assert_eq!(all(&world, "hooks?app=game&state=inactive", "name").await, [""; 0]);
    assert_eq!(world.get("hooks?sku=coins").await.problem(), "invalid-query");
}
