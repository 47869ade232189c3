//! What a tenant sets for itself, and that it holds.

use actix_web::http::{Method, StatusCode};
use billhook_api::ApiConfig;
use billhook_core::tenant::Limits;
use chrono::Duration;
use serde_json::{Value, json};

use crate::api::PASSWORD;
use crate::world::{URL, World, pointers, text, v1};

async fn set(world: &World, patch: Value) -> Value {
    let changed = world.patch("settings", patch).await;
    assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
    changed.json()
}

#[actix_web::test]
async fn settings_begin_with_the_defaults_and_change_one_by_one() {
    let world = World::new().await;
    let first = world.get("settings").await.json();
    assert_eq!(
        (&first["name"], &first["preset"], &first["slug"]),
        (&json!("Acme"), &json!("standard"), &json!("acme"))
    );
    assert_eq!((&first["unknown_apps"], &first["hooks_managed_by"]), (&json!("register"), &json!("members")));
    assert_eq!(first["in_force"]["history_days"], 30);
    assert_eq!(
        first["in_force"]["limits"],
        json!({
            "events_per_s": null, "hooks": 10_000, "event_bytes": 262_144, "apps": 10_000, "skus": 100_000,
            "event_types": 10_000, "members": 1_000, "tokens": 1_000
        })
    );

    let changed = set(&world, json!({"name": "Acme Ltd", "preset": "upzelo", "history_days": 7})).await;
    assert_eq!(
        (&changed["name"], &changed["slug"], &changed["in_force"]["body_days"]),
        (&json!("Acme Ltd"), &json!("acme"), &json!(7))
    );
    world.api.member(world.tenant, "Ops", &[], &[]).await;
    set(&world, json!({"mails": {"copies_to": ["Ops@example.com"]}})).await;
    set(&world, json!({"limits": {"hooks": 5}})).await;
    let now = set(&world, json!({"history_days": null, "mails": {"hook_warnings": false}})).await;
    assert_eq!(now, world.get("settings").await.json());
    assert_eq!(
        (&now["history_days"], &now["preset"], &now["limits"]["hooks"]),
        (&Value::Null, &json!("upzelo"), &json!(5))
    );
    assert_eq!(
        now["mails"],
        json!({"hook_warnings": false, "hook_deactivations": true, "copies_to": ["ops@example.com"]})
    );
    assert_eq!(world.hook(json!({})).await["preset"], "upzelo");
}

#[actix_web::test]
async fn copies_go_to_members_only() {
    let world = World::new().await;
    let copies = |to: &[&str]| json!({"mails": {"copies_to": to}});
    world.api.tenant("Globex", "eve@example.com").await;
    let refused =
        world.patch("settings", copies(&["ann@example.com", "eve@example.com", "x@example.com"])).await;
    assert_eq!(pointers(&refused), ["/mails/copies_to/1", "/mails/copies_to/2"]);
    assert!(refused.text.contains("invite it first"), "{refused:?}");

    let ops = world.api.member(world.tenant, "Ops", &[], &[]).await;
    set(&world, copies(&["ops@example.com"])).await;
    world.delete(&ops.path("")).await;
    set(&world, copies(&["ops@example.com", "ann@example.com"])).await;
    set(&world, copies(&[])).await;
    assert_eq!(
        pointers(&world.patch("settings", copies(&["ops@example.com"])).await),
        ["/mails/copies_to/0"]
    );
}

#[actix_web::test]
async fn settings_out_of_bounds_are_refused_and_all_pointed_at() {
    let per_tenant =
        Limits { events_per_s: Some(50), hooks: Some(10), event_bytes: Some(4096), ..Limits::default() };
    let world = World::with(ApiConfig { per_tenant, ..ApiConfig::default() }).await;
    let wrong = json!({
        "name": " ", "history_days": 366, "body_days": 0,
        "limits": {"events_per_s": 51, "hooks": 0, "event_bytes": 1023},
        "mails": {"copies_to": ["ann@example.com", "nobody"]},
    });
    let refused = world.patch("settings", wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        pointers(&refused),
        [
            "/body_days",
            "/history_days",
            "/limits/event_bytes",
            "/limits/events_per_s",
            "/limits/hooks",
            "/mails/copies_to/1",
            "/name"
        ]
    );
    assert!(refused.text.contains("use 1 to 50, which is what the operator allows"), "{}", refused.text);
    assert_eq!(
        pointers(&world.patch("settings", json!({"history_days": 3, "body_days": 4})).await),
        ["/body_days"]
    );
    assert_eq!(pointers(&world.patch("settings", json!({"slug": "x"})).await), ["/slug"]);
    assert_eq!(
        pointers(&world.patch("settings", json!({"hooks_managed_by": "robots"})).await),
        ["/hooks_managed_by"]
    );
}

#[actix_web::test]
async fn settings_need_their_permission_to_be_changed_and_none_to_be_read() {
    let world = World::new().await;
    let token = world.token(&[], &[]).await;
    assert_eq!(world.api.get(&v1("settings"), &token).await.status, StatusCode::OK);
    let request =
        actix_web::test::TestRequest::patch().uri("/api/v1/settings").set_json(json!({"name": "X"}));
    let refused = world.api.send(crate::api::bearing(request, &token)).await;
    assert_eq!(
        (refused.problem().as_str(), &refused.json()["permission"]),
        ("permission-missing", &json!("settings.edit"))
    );
}

#[actix_web::test]
async fn hooks_managed_through_the_api_only_cannot_be_changed_in_the_console() {
    let world = World::new().await;
    let hook = text(&world.hook(json!({"actions": [{"event_type": "*"}]})).await["id"]);
    let action = text(&world.get(&format!("hooks/{hook}/actions")).await.json()["data"][0]["id"]);
    let member = text(&world.get("members").await.json()["data"][0]["id"]);
    set(&world, json!({"hooks_managed_by": "api"})).await;
    let mut console = world.api.browser();
    console.sign_in("ann@example.com", PASSWORD).await;
    let attempts = [
        (Method::POST, "hooks".to_owned(), Some(json!({"name": "ERP", "url": URL}))),
        (Method::PATCH, format!("hooks/{hook}"), Some(json!({"name": "X"}))),
        (Method::DELETE, format!("hooks/{hook}"), None),
        (Method::POST, format!("hooks/{hook}/pause"), None),
        (Method::POST, format!("hooks/{hook}/owner"), Some(json!({"member_id": member}))),
        (Method::POST, format!("hooks/{hook}/secret/rotate"), Some(json!({}))),
        (Method::POST, format!("hooks/{hook}/actions"), Some(json!({"event_type": "*"}))),
        (Method::PATCH, format!("actions/{action}"), Some(json!({"event_type": "a.*"}))),
        (Method::DELETE, format!("actions/{action}"), None),
    ];
    for (method, path, body) in attempts {
        let refused = console.send(method.clone(), &v1(&path), body).await;
        assert_eq!(
            (refused.problem().as_str(), refused.status),
            ("managed-by-api", StatusCode::FORBIDDEN),
            "{method} {path}"
        );
    }
    // A test changes nothing by itself, and tokens may do everything.
    assert_eq!(
        console.send(Method::POST, &v1(&format!("hooks/{hook}/test")), None).await.status,
        StatusCode::ACCEPTED
    );
    assert_eq!(world.ask(&format!("hooks/{hook}/pause")).await.status, StatusCode::OK);
}

#[actix_web::test]
async fn a_tenant_has_no_more_hooks_than_its_limit() {
    let world = World::new().await;
    set(&world, json!({"limits": {"hooks": 2}})).await;
    let first = text(&world.hook(json!({})).await["id"]);
    world.hook(json!({})).await;
    let refused = world.post("hooks", json!({"name": "ERP", "url": URL})).await;
    assert_eq!((refused.problem().as_str(), refused.status), ("conflict", StatusCode::CONFLICT));
    assert!(refused.text.contains("may have 2 hooks"), "{}", refused.text);
    world.delete(&format!("hooks/{first}")).await;
    world.hook(json!({})).await;
}

#[actix_web::test]
async fn events_larger_than_the_tenants_limit_are_refused() {
    let world = World::new().await;
    set(&world, json!({"limits": {"event_bytes": 1024}})).await;
    let large = json!({"type": "a.b", "data": "x".repeat(1023)});
    let refused = world.post("events", large.clone()).await;
    assert_eq!((refused.problem().as_str(), refused.status), ("too-large", StatusCode::PAYLOAD_TOO_LARGE));
    let batch = world.post("events/batch", json!({"events": [{"type": "a.b", "data": 1}, large]})).await;
    assert_eq!(
        (batch.status, pointers(&batch)),
        (StatusCode::UNPROCESSABLE_ENTITY, vec!["/events/1/data".to_owned()])
    );
    assert_eq!(world.get("events").await.json()["data"], json!([]));
    let fits = json!({"type": "a.b", "data": "x".repeat(1022)});
    assert_eq!(world.post("events", fits).await.status, StatusCode::ACCEPTED);
}

#[actix_web::test]
async fn events_faster_than_the_tenants_limit_are_told_when_to_come_back() {
    let world = World::new().await;
    set(&world, json!({"limits": {"events_per_s": 2}})).await;
    let post = async || world.post("events", json!({"type": "a.b", "data": 1})).await;
    for _ in 0..10 {
        assert_eq!(post().await.status, StatusCode::ACCEPTED);
    }
    let refused = post().await;
    assert_eq!((refused.problem().as_str(), refused.status), ("rate-limited", StatusCode::TOO_MANY_REQUESTS));
    assert_eq!(
        (refused.header("retry-after"), refused.header("ratelimit-remaining")),
        (Some("1"), Some("0"))
    );
    world.api.clock.advance(Duration::seconds(1));
    assert_eq!(post().await.status, StatusCode::ACCEPTED);
    set(&world, json!({"limits": {"events_per_s": null}})).await;
    assert_eq!(post().await.status, StatusCode::ACCEPTED);
}
