//! Who may do what with hooks, by permission, grant and tenant.

use actix_web::http::StatusCode;
use actix_web::test::TestRequest;
use serde_json::json;

use crate::api::bearing;
use crate::world::{DELIVERED, URL, World, text, v1};

#[actix_web::test]
async fn an_action_needs_the_grant_that_it_names() {
    let world = World::new().await;
    let token = world.token(&["hooks.create", "hooks.edit", "hooks.view"], &["invoice"]).await;
    for (pattern, grant) in [("order.made", "order"), ("order.*", "order"), ("*", "*")] {
        let body = json!({"name": "a", "url": URL, "actions": [{"event_type": "invoice.*"}, {"event_type": pattern}]});
        let refused = world.api.post("/api/v1/hooks", &token, body).await;
        assert_eq!((refused.status, refused.problem().as_str()), (StatusCode::FORBIDDEN, "grant-missing"));
        assert!(text(&refused.json()["detail"]).contains(&format!("`{grant}`")), "{refused:?}");
    }
    let body = json!({"name": "a", "url": URL, "actions": [{"event_type": "invoice.*"}]});
    let made = world.api.post("/api/v1/hooks", &token, body).await;
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    let path = format!("/api/v1/hooks/{}/actions", text(&made.json()["id"]));
    assert_eq!(world.api.post(&path, &token, json!({"event_type": "*"})).await.problem(), "grant-missing");
    let patch = TestRequest::patch()
        .uri(path.trim_end_matches("/actions"))
        .set_json(json!({"actions": [{"event_type": "*"}]}));
    assert_eq!(world.api.send(bearing(patch, &token)).await.problem(), "grant-missing");
}

#[actix_web::test]
async fn each_operation_names_the_permission_that_it_needs() {
    let world = World::new().await;
    let id = world.hook_for_all().await;
    let token = world.token(&["audit.view"], &["*"]).await;
    let hook = format!("/api/v1/hooks/{id}");
    for (request, permission) in [
        (TestRequest::get().uri("/api/v1/hooks"), "hooks.view"),
        (TestRequest::get().uri(&hook), "hooks.view"),
        (TestRequest::post().uri("/api/v1/hooks").set_json(json!({"name": "a", "url": URL})), "hooks.create"),
        (TestRequest::patch().uri(&hook).set_json(json!({"name": "b"})), "hooks.edit"),
        (TestRequest::delete().uri(&hook), "hooks.delete"),
        (TestRequest::post().uri(&format!("{hook}/test")), "hooks.test"),
        (TestRequest::post().uri(&format!("{hook}/pause")), "hooks.edit"),
        (TestRequest::post().uri(&format!("{hook}/secret/rotate")).set_json(json!({})), "hooks.edit"),
        (
            TestRequest::post().uri("/api/v1/events").set_json(json!({"type": "a.b", "data": 1})),
            "events.publish",
        ),
        (TestRequest::get().uri("/api/v1/events"), "events.view"),
        (TestRequest::get().uri("/api/v1/deliveries"), "events.view"),
        (TestRequest::post().uri("/api/v1/event-types").set_json(json!({"name": "a.b"})), "catalog.edit"),
    ] {
        let refused = world.api.send(bearing(request, &token)).await;
        assert_eq!(refused.problem(), "permission-missing", "{permission}");
        assert_eq!(refused.json()["permission"], permission);
    }
}

#[actix_web::test]
async fn another_tenants_things_are_not_there() {
    let world = World::new().await;
    let hook = world.hook(json!({"actions": [{"event_type": "*"}]})).await;
    let (id, action) = (text(&hook["id"]), text(&hook["actions"][0]["id"]));
    let event = world.event("invoice.paid").await;
    let delivery = text(&world.newest_delivery().await["id"]);
    let event_type = text(&world.get("event-types").await.json()["data"][0]["id"]);
    let stranger = world.api.tenant("Globex", "bob@example.com").await.token;
    for path in [
        format!("hooks/{id}"),
        format!("hooks/{id}/actions"),
        format!("hooks/{id}/secret"),
        format!("events/{event}"),
        format!("deliveries/{delivery}"),
        format!("deliveries/{delivery}/attempts"),
        format!("event-types/{event_type}"),
    ] {
        assert_eq!(world.api.get(&v1(&path), &stranger).await.problem(), "not-found", "GET {path}");
    }
    for path in [
        format!("hooks/{id}/test"),
        format!("hooks/{id}/activate"),
        format!("hooks/{id}/deactivate"),
        format!("hooks/{id}/pause"),
        format!("hooks/{id}/resume"),
        format!("deliveries/{delivery}/replay"),
        format!("deliveries/{delivery}/cancel"),
    ] {
        assert_eq!(world.ask_as(&path, &stranger).await.problem(), "not-found", "POST {path}");
    }
    for (path, body) in [
        (format!("hooks/{id}/preview"), json!({})),
        (format!("hooks/{id}/secret/rotate"), json!({})),
        (format!("hooks/{id}/actions"), json!({"event_type": "*"})),
    ] {
        assert_eq!(world.api.post(&v1(&path), &stranger, body).await.problem(), "not-found", "POST {path}");
    }
    for (path, body) in [
        (format!("hooks/{id}"), json!({"name": "mine"})),
        (format!("actions/{action}"), json!({"event_type": "a.b"})),
        (format!("event-types/{event_type}"), json!({"description": "mine"})),
    ] {
        let request = TestRequest::patch().uri(&v1(&path)).set_json(body);
        assert_eq!(world.api.send(bearing(request, &stranger)).await.problem(), "not-found", "PATCH {path}");
        assert_eq!(world.api.delete(&v1(&path), &stranger).await.problem(), "not-found", "DELETE {path}");
    }
    for path in ["hooks", "events", "deliveries", "event-types"] {
        assert_eq!(world.api.get(&v1(path), &stranger).await.json()["data"], json!([]), "{path}");
    }
    assert_eq!(world.get(&format!("hooks/{id}")).await.json(), hook, "nothing has changed");
}

#[actix_web::test]
async fn who_lacks_a_grant_for_what_a_hook_gets_does_not_turn_it_to_themselves() {
    let world = World::new().await;
    let hook = text(&world.hook(json!({"actions": [{"event_type": "invoice.*"}]})).await["id"]);
    let may = ["hooks.view", "hooks.edit", "hooks.test"];
    let mallory = world.token(&may, &["order"]).await;
    let patch = TestRequest::patch().uri(&v1(&format!("hooks/{hook}"))).set_json(json!({"url": URL}));
    assert_eq!(world.api.send(bearing(patch, &mallory)).await.problem(), "grant-missing");
    let secret = world.api.get(&v1(&format!("hooks/{hook}/secret")), &mallory).await;
    assert_eq!(secret.problem(), "grant-missing");
    for what in ["secret/rotate", "test", "owner"] {
        let body =
            if what == "owner" { json!({"member_id": format!("mbr_{}", "0".repeat(26))}) } else { json!({}) };
        let answer = world.api.post(&v1(&format!("hooks/{hook}/{what}")), &mallory, body).await;
        assert_eq!(answer.problem(), "grant-missing", "{what}");
    }
    assert_eq!(world.ask_as(&format!("hooks/{hook}/pause"), &mallory).await.status, StatusCode::OK);
    assert_eq!(world.ask_as(&format!("hooks/{hook}/resume"), &mallory).await.problem(), "grant-missing");
    let bob = world.token(&may, &["invoice"]).await;
    assert_eq!(world.ask_as(&format!("hooks/{hook}/resume"), &bob).await.status, StatusCode::OK);
}

#[actix_web::test]
async fn nobody_narrows_a_hook_into_one_that_they_may_turn_to_themselves() {
    let world = World::new().await;
    let hook = world.hook(json!({"actions": [{"event_type": "invoice.*"}, {"event_type": "order.*"}]})).await;
    let (id, invoices) = (text(&hook["id"]), text(&hook["actions"][0]["id"]));
    world.event("invoice.paid").await;
    let may = ["hooks.view", "hooks.edit", "hooks.test"];
    let mallory = world.token(&may, &["order"]).await;
    let action = v1(&format!("actions/{invoices}"));
    let patch = TestRequest::patch().uri(&action).set_json(json!({"event_type": "order.*"}));
    assert_eq!(world.api.send(bearing(patch, &mallory)).await.problem(), "grant-missing");
    assert_eq!(world.api.delete(&action, &mallory).await.problem(), "grant-missing");

    // Somebody who may has narrowed it, and the invoice still waits.
    assert_eq!(world.delete(&format!("actions/{invoices}")).await.status, StatusCode::NO_CONTENT);
    let turn = || {
        let patch = TestRequest::patch().uri(&v1(&format!("hooks/{id}"))).set_json(json!({"url": URL}));
        world.api.send(bearing(patch, &mallory))
    };
    assert_eq!(turn().await.problem(), "grant-missing");
    world.send_waiting(&id, DELIVERED, world.exchange()).await;
    assert_eq!(turn().await.status, StatusCode::OK);
}

#[actix_web::test]
async fn who_may_not_see_a_hooks_secret_sees_nothing_that_was_made_with_it() {
    let world = World::new().await;
    let hook =
        json!({"preset": "upodi", "actions": [{"event_type": "invoice.*"}, {"event_type": "order.*"}]});
    let id = text(&world.hook(hook.clone()).await["id"]);
    let secret = text(&world.get(&format!("hooks/{id}/secret")).await.json()["secret"]);
    let mallory = world.token(&["hooks.view", "hooks.edit", "events.view"], &["order"]).await;
    let shown =
        async |token: &str| world.api.post(&v1(&format!("hooks/{id}/preview")), token, json!({})).await.text;
    let ann = world.token(&["hooks.view", "hooks.edit"], &["order", "invoice"]).await;
    assert!(shown(&ann).await.contains(&secret));
    let masked = shown(&mallory).await;
    assert!(!masked.contains(&secret) && masked.contains("***"), "{masked}");
    let draft = json!({"hook_id": id, "hook": {"name": "x", "url": URL, "preset": "upodi"}});
    let drafted = world.api.post(&v1("hooks/preview"), &mallory, draft).await;
    assert_eq!(drafted.problem(), "grant-missing");
}
