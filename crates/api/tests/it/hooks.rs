//! Hooks: made, changed, switched, and what is refused.

use actix_web::http::StatusCode;
use actix_web::test::TestRequest;
use chrono::Duration;
use serde_json::{Value, json};

use crate::api::{Answer, bearing};
use crate::world::{URL, World, pointers, text, v1};

#[actix_web::test]
async fn a_hook_is_made_as_the_contract_says() {
    let world = World::new().await;
    let posted = json!({
        "name": " ERP ", "url": URL, "method": "POST", "format": "json", "preset": "standard",
        "policy": {"timeout_ms": 5000, "success": ["200", "204"], "on_timeout": "retry", "schedule_ms": [5000, 10000]},
        "headers": {"x-team": "billing", "a": "b"}, "max_in_flight": 16, "rate_per_s": null,
        "actions": [{"event_type": "invoice.*", "app": null, "sku": null, "filter": null}]
    });
    let made = world.post("hooks", posted).await;
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    let hook = made.json();
    assert_eq!((&hook["name"], &hook["url"], &hook["state"]), (&json!("ERP"), &json!(URL), &json!("active")));
    assert_eq!(hook["state_reason"], Value::Null);
    assert!(text(&hook["owner"]["user_id"]).starts_with("usr_") && hook["owner"]["name"].is_string());
    assert_eq!(hook["policy"]["timeout_ms"], 5000);
    assert_eq!(hook["policy"]["schedule_ms"], json!([5000, 10000]));
    assert_eq!(hook["policy"]["on_gone"], "deactivate", "what is not overridden is the preset's");
    assert_eq!(hook["policy_overrides"].as_object().unwrap().len(), 4);
    assert_eq!(hook["headers"], json!({"x-team": "billing", "a": "b"}));
    assert_eq!((&hook["standard_headers"], &hook["max_in_flight"]), (&json!(true), &json!(16)));
    assert_eq!((&hook["rate_per_s"], &hook["last_success_at"]), (&Value::Null, &Value::Null));
    assert_eq!(
        (&hook["consecutive_failures"], &hook["created_at"]),
        (&json!(0), &json!("2026-11-20T12:00:00Z"))
    );
    assert_eq!(hook["actions"][0]["event_type"], "invoice.*");

    let path = format!("hooks/{}", text(&hook["id"]));
    assert_eq!(world.get(&path).await.json(), hook);
    assert_eq!(world.get("hooks").await.json(), json!({"data": [hook], "next_cursor": null}));
}

#[actix_web::test]
async fn a_hook_that_names_a_preset_takes_its_usual_form() {
    let world = World::new().await;
    let upodi = world.hook(json!({"preset": "upodi-v2"})).await;
    assert_eq!((&upodi["method"], &upodi["format"]), (&json!("POST"), &json!("json")));
    assert_eq!((&upodi["standard_headers"], &upodi["policy"]["timeout_ms"]), (&json!(false), &json!(5000)));
    let secrets = world.get(&format!("hooks/{}/secret", text(&upodi["id"]))).await.json();
    assert_eq!((&secrets["kind"], secrets["secrets"].as_array().unwrap().len()), (&json!("token"), 1));

    let both = world.hook(json!({"preset": "upodi", "standard_headers": true})).await;
    let secrets = world.get(&format!("hooks/{}/secret", text(&both["id"]))).await.json();
    let kinds: Vec<String> =
        secrets["secrets"].as_array().unwrap().iter().map(|s| text(&s["kind"])).collect();
    assert_eq!(kinds, ["token", "hmac"]);
}

#[actix_web::test]
async fn every_wrong_field_is_told_at_once() {
    let world = World::new().await;
    let refused = world.post("hooks", json!({
        "name": " ", "url": "ftp://example.com", "method": "PUT", "preset": "upzelo", "max_in_flight": 0,
        "rate_per_s": 0, "policy": {"timeout_ms": 1, "success": ["9xx"]}, "secret": "whsec_short",
        "actions": [{"event_type": "Invoice"}, {"event_type": "a.b", "sku": "x", "filter": {}}]
    })).await;
    assert_eq!(
        (refused.status, refused.problem().as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, "invalid-content")
    );
    assert_eq!(
        pointers(&refused),
        [
            "/actions/0/event_type",
            "/actions/1/filter",
            "/actions/1/sku",
            "/max_in_flight",
            "/method",
            "/name",
            "/policy/success/0",
            "/policy/timeout_ms",
            "/rate_per_s",
            "/secret",
            "/url",
        ]
    );
    for (body, pointer) in [
        (json!({"name": "a", "url": URL, "headers": {"Host": "x"}}), "/headers/Host"),
        (json!({"name": "a", "url": URL, "headers": {"a/b": "x"}}), "/headers/a~1b"),
        (json!({"name": "a", "url": URL, "format": "xml", "preset": "abowire"}), "/format"),
        (json!({"name": "a", "url": URL, "format": "yaml"}), "/format"),
        (json!({"name": "a", "url": URL, "colour": "red"}), "/colour"),
        (json!({"name": "a", "url": URL, "policy": {"tries": 3}}), "/policy/tries"),
        (json!({"name": "a", "url": URL, "actions": [{"event_type": "*", "app": 7}]}), "/actions/0/app"),
        (json!({"name": 7, "url": URL}), "/name"),
    ] {
        let refused = world.post("hooks", body).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{refused:?}");
        assert_eq!(pointers(&refused), [pointer], "{refused:?}");
    }
    assert_eq!(world.get("hooks").await.json()["data"], json!([]));
}

#[actix_web::test]
async fn addresses_that_must_not_be_called_are_refused() {
    let world = World::new().await;
    for url in [
        "http://10.0.0.1/",
        "http://169.254.169.254/latest",
        "http://[::ffff:169.254.169.254]/",
        "http://0x0a.1/",
        "http://167772161/",
        "http://[::1]/",
        "file:///etc/passwd",
        "http://user:pw@example.com/",
        "http://1.1.1.1:0/",
        "javascript:alert(1)",
        "/in",
        "",
        "http://",
        "https://example.com/#x",
    ] {
        let refused = world.post("hooks", json!({"name": "a", "url": url})).await;
        assert_eq!(pointers(&refused), ["/url"], "{url}: {refused:?}");
    }
    let id = text(&world.hook(json!({})).await["id"]);
    let refused = world.patch(&format!("hooks/{id}"), json!({"url": "http://10.0.0.1"})).await;
    assert_eq!(pointers(&refused), ["/url"]);
}

#[actix_web::test]
async fn a_url_is_judged_by_what_its_name_means_when_it_is_saved() {
    let world = World::new().await;
    let made = world.post("hooks", json!({"name": "a", "url": "https://receiver.example/in"})).await;
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    let path = format!("hooks/{}", text(&made.json()["id"]));
    for (name, said) in [("inside.example", "10.0.0.7"), ("mixed.example", "169.254.169.254")] {
        let url = format!("https://{name}/in");
        let refused = world.post("hooks", json!({"name": "b", "url": url})).await;
        assert_eq!(pointers(&refused), ["/url"], "{refused:?}");
        let detail = refused.json()["errors"][0]["detail"].to_string();
        assert!(detail.contains(&format!("`{name}` resolves to")) && detail.contains(said), "{detail}");
        assert_eq!(pointers(&world.patch(&path, json!({"url": url})).await), ["/url"]);
    }
    let unknown = world.post("hooks", json!({"name": "c", "url": "https://not-yet.example/in"})).await;
    assert_eq!(unknown.status, StatusCode::CREATED, "a name may be set up after the hook: {unknown:?}");
}

#[actix_web::test]
async fn a_post_that_is_sent_again_makes_one_hook() {
    let world = World::new().await;
    let send = || async {
        let request = TestRequest::post().uri("/api/v1/hooks").set_json(json!({"name": "a", "url": URL}));
        world.api.send(bearing(request.insert_header(("Idempotency-Key", "k1")), &world.token)).await
    };
    let (first, second) = (send().await, send().await);
    assert_eq!((second.status, second.json()), (StatusCode::CREATED, first.json()));
    assert_eq!(world.get("hooks").await.json()["data"].as_array().unwrap().len(), 1);
}

#[actix_web::test]
async fn a_change_leaves_what_it_does_not_name() {
    let world = World::new().await;
    let hook = world
        .hook(json!({"headers": {"a": "b"}, "rate_per_s": 5, "policy": {"timeout_ms": 700},
        "actions": [{"event_type": "a.b"}]}))
        .await;
    let path = format!("hooks/{}", text(&hook["id"]));
    let renamed = world.patch(&path, json!({"name": "CRM"})).await.json();
    assert_eq!(renamed["name"], "CRM");
    for field in ["url", "headers", "rate_per_s", "policy", "actions", "max_in_flight"] {
        assert_eq!(renamed[field], hook[field], "{field}");
    }
    let lifted = world.patch(&path, json!({"rate_per_s": null, "policy": null, "headers": {}})).await.json();
    assert_eq!((&lifted["rate_per_s"], &lifted["headers"]), (&Value::Null, &json!({})));
    assert_eq!((&lifted["policy"]["timeout_ms"], &lifted["policy_overrides"]), (&json!(15000), &json!({})));
    let other =
        world.patch(&path, json!({"actions": [{"event_type": "c.*"}, {"event_type": "d.*"}]})).await.json();
    let types: Vec<String> =
        other["actions"].as_array().unwrap().iter().map(|a| text(&a["event_type"])).collect();
    assert_eq!(types, ["c.*", "d.*"]);
    let refused = world.patch(&path, json!({"name": "", "colour": 1})).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[actix_web::test]
async fn a_hook_that_takes_another_form_gets_the_secrets_of_that_form() {
    let world = World::new().await;
    let id = text(&world.hook(json!({})).await["id"]);
    let changed = world.patch(&format!("hooks/{id}"), json!({"preset": "upodi"})).await.json();
    assert_eq!((&changed["preset"], &changed["standard_headers"]), (&json!("upodi"), &json!(false)));
    let secrets = world.get(&format!("hooks/{id}/secret")).await.json();
    assert_eq!(secrets["kind"], "token");
    let refused = world.patch(&format!("hooks/{id}"), json!({"format": "xml"})).await;
    assert_eq!(pointers(&refused), ["/format"]);
}

#[actix_web::test]
async fn a_hook_that_drains_shows_the_rate_until_it_is_changed_or_let_go() {
    let world = World::new().await;
    let hook = world.hook_for_all().await;
    let resume = format!("hooks/{hook}/resume");
    let rate = |hook: &Answer| hook.json()["drain"]["rate_per_s"].clone();
    assert_eq!(
        rate(&world.post(&resume, json!({"rate_per_s": 5})).await),
        Value::Null,
        "nothing was collected"
    );
    world.ask(&format!("hooks/{hook}/pause")).await;
    for wrong in [json!(0), json!(10_001)] {
        let refused = world.post(&resume, json!({"rate_per_s": wrong})).await;
        assert_eq!(
            (refused.status, pointers(&refused)),
            (StatusCode::UNPROCESSABLE_ENTITY, vec!["/rate_per_s".into()])
        );
    }
    assert_eq!(rate(&world.post(&resume, json!({"rate_per_s": 5})).await), 5);
    assert_eq!(world.api.jobs("drain").await, 1);
    assert_eq!(rate(&world.post(&resume, json!({"rate_per_s": 50})).await), 50);
    assert_eq!(rate(&world.ask(&resume).await), Value::Null, "without a body it is let go");
    world.ask(&format!("hooks/{hook}/pause")).await;
    world.post(&resume, json!({"rate_per_s": 5})).await;
    assert_eq!(rate(&world.ask(&format!("hooks/{hook}/pause")).await), Value::Null);
    let entries = world.get("audit?operation=hook.resumed").await.json()["data"].clone();
    let resumed = json!({"state": "active", "drain_rate_per_s": 5});
    assert!(entries.as_array().unwrap().iter().any(|entry| entry["after"] == resumed), "{entries}");
}

#[actix_web::test]
async fn a_hook_is_paused_resumed_deactivated_and_activated() {
    let world = World::new().await;
    let id = world.hook_for_all().await;
    let ask = |verb: &'static str| {
        let path = format!("hooks/{id}/{verb}");
        let world = &world;
        async move { world.ask(&path).await }
    };
    for (verb, state, reason) in [
        ("pause", "paused", json!("manual")),
        ("pause", "paused", json!("manual")),
        ("resume", "active", Value::Null),
        ("deactivate", "inactive", json!("manual")),
        ("deactivate", "inactive", json!("manual")),
        ("activate", "active", Value::Null),
        ("activate", "active", Value::Null),
    ] {
        let answer = ask(verb).await;
        assert_eq!(answer.status, StatusCode::OK, "{verb}: {answer:?}");
        assert_eq!(
            (&answer.json()["state"], &answer.json()["state_reason"]),
            (&json!(state), &reason),
            "{verb}"
        );
    }
    ask("deactivate").await;
    for verb in ["pause", "resume"] {
        let refused = ask(verb).await;
        assert_eq!((refused.status, refused.problem().as_str()), (StatusCode::CONFLICT, "conflict"));
        assert!(refused.text.contains("activate"), "the way out is named: {refused:?}");
    }
    let listed = world.get("hooks?state=inactive").await.json();
    assert_eq!(listed["data"].as_array().unwrap().len(), 1);
    assert_eq!(world.get("hooks?state=paused").await.json()["data"], json!([]));
    assert_eq!(world.get("hooks?state=asleep").await.problem(), "invalid-query");
}

#[actix_web::test]
async fn hooks_are_searched_by_name_and_asked_for_by_id() {
    let world = World::new().await;
    let first = world.hook(json!({"name": "Bookkeeping"})).await;
    let second = world.hook(json!({"name": "Warehouse"})).await;
    let names = |query: String| {
        let world = &world;
        async move {
            let listed = world.get(&format!("hooks?{query}")).await.json();
            let hooks = listed["data"].as_array().unwrap().clone();
            hooks.into_iter().map(|hook| hook["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        }
    };
    assert_eq!(names("q=KEEP".into()).await, ["Bookkeeping"]);
    assert_eq!(names("q=no+such".into()).await, [""; 0]);
    let (first, second) = (first["id"].as_str().unwrap(), second["id"].as_str().unwrap());
    // Two ids of one millisecond stand in any order.
    let mut both = names(format!("ids={first},{second}")).await;
    both.sort();
    assert_eq!(both, ["Bookkeeping", "Warehouse"]);
    assert_eq!(names(format!("ids={second}&q=book")).await, [""; 0]);
    for refused in
        ["ids=hk_1".to_owned(), format!("q={}", "a".repeat(101)), format!("ids={}", first.repeat(300))]
    {
        assert_eq!(world.get(&format!("hooks?{refused}")).await.problem(), "invalid-query", "{refused}");
    }
}

#[actix_web::test]
async fn a_deleted_hook_is_gone_with_its_actions() {
    let world = World::new().await;
    let hook = world.hook(json!({"actions": [{"event_type": "*"}]})).await;
    let path = format!("hooks/{}", text(&hook["id"]));
    assert_eq!(world.delete(&path).await.status, StatusCode::NO_CONTENT);
    assert_eq!(world.get(&path).await.problem(), "not-found");
    assert_eq!(world.delete(&path).await.problem(), "not-found");
    let action = format!("actions/{}", text(&hook["actions"][0]["id"]));
    assert_eq!(world.delete(&action).await.problem(), "not-found");
    assert_eq!(world.get("hooks").await.json()["data"], json!([]));
}

#[actix_web::test]
async fn a_rotated_secret_signs_along_for_its_grace() {
    let world = World::new().await;
    let id = text(&world.hook(json!({"secret": "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"})).await["id"]);
    let path = format!("hooks/{id}/secret");
    let first = world.get(&path).await.json();
    assert_eq!(
        (&first["secret"], &first["kind"]),
        (&json!("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"), &json!("hmac"))
    );

    let rotated =
        world.post(&format!("{path}/rotate"), json!({"grace_seconds": 60, "kind": "ed25519"})).await;
    assert_eq!(rotated.status, StatusCode::OK, "{rotated:?}");
    let rotated = rotated.json();
    assert!(
        text(&rotated["secret"]).starts_with("whsk_") && text(&rotated["public_key"]).starts_with("whpk_")
    );
    assert_eq!(rotated["secrets"][1]["secret"], first["secret"]);
    assert_eq!(rotated["secrets"][1]["expires_at"], "2026-11-20T12:01:00Z");
    world.api.clock.advance(Duration::seconds(60));
    assert_eq!(world.get(&path).await.json()["secrets"].as_array().unwrap().len(), 1);

    let too_long = world.post(&format!("{path}/rotate"), json!({"grace_seconds": 2_592_001})).await;
    assert_eq!(pointers(&too_long), ["/grace_seconds"]);
    let no_key = world.post(&format!("{path}/rotate"), json!({"secret": "letmein"})).await;
    assert_eq!(pointers(&no_key), ["/secret"]);
    let viewer = world.token(&["hooks.view"], &["*"]).await;
    let refused = world.api.get(&v1(&path), &viewer).await;
    assert_eq!(
        (refused.status, &refused.json()["permission"]),
        (StatusCode::FORBIDDEN, &json!("hooks.edit"))
    );
}

#[actix_web::test]
async fn a_key_pair_that_makes_a_hook_may_also_be_rotated_in() {
    let world = World::new().await;
    // RFC 8032 section 7.1, test 1.
    let pair = json!({"secret": "whsk_nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A="});
    world.hook(pair.clone()).await;
    let id = text(&world.hook(json!({})).await["id"]);
    let rotated = world.post(&format!("hooks/{id}/secret/rotate"), pair).await;
    assert_eq!(rotated.status, StatusCode::OK, "{rotated:?}");
    let rotated = rotated.json();
    assert_eq!(rotated["kind"], "ed25519");
    assert_eq!(rotated["public_key"], "whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");
}

#[actix_web::test]
async fn whoever_may_not_change_a_hook_sees_no_secrets_of_it() {
    let world = World::new().await;
    let id =
        text(&world.hook(json!({"headers": {"authorization": "Basic YTpi"}, "preset": "upodi"})).await["id"]);
    world.ask(&format!("hooks/{id}/deactivate")).await;
    let viewer = world.token(&["hooks.view", "hooks.test"], &["*"]).await;
    let seen = world.api.get(&v1(&format!("hooks/{id}")), &viewer).await.json();
    assert_eq!(seen["url"], "http://127.0.0.1:9/in?token=***");
    assert_eq!(seen["headers"], json!({"authorization": "***"}));
    let secret = text(&world.get(&format!("hooks/{id}/secret")).await.json()["secret"]);
    let tested = world.ask_as(&format!("hooks/{id}/test"), &viewer).await;
    assert_eq!(tested.status, StatusCode::OK, "{tested:?}");
    assert!(
        !tested.text.contains(&secret) && !tested.text.contains("YTpi") && !tested.text.contains("s3cr3t-t0"),
        "{tested:?}"
    );
    assert!(world.ask(&format!("hooks/{id}/test")).await.text.contains(&secret));
}

#[actix_web::test]
async fn a_rotation_ends_older_secrets_that_would_sign_for_longer() {
    let world = World::new().await;
    let hook = world.hook_for_all().await;
    let path = format!("hooks/{hook}/secret/rotate");
    let rotate = |grace_s: u32| world.post(&path, json!({"grace_seconds": grace_s}));
    let signing = |answer: crate::api::Answer| answer.json()["secrets"].as_array().unwrap().len();
    assert_eq!(signing(rotate(86_400).await), 2);
    assert_eq!(signing(rotate(0).await), 1, "whoever leaked a secret ends it");
    for _ in 0..7 {
        rotate(3600).await;
    }
    assert_eq!(rotate(3600).await.problem(), "conflict", "each signature makes every request longer");
    assert_eq!(signing(rotate(0).await), 1);
}
