//! Events: accepted, refused, repeated, and read.

use actix_web::http::StatusCode;
use actix_web::test::TestRequest;
use billhook_api::ApiConfig;
use billhook_core::member::Permission;
use billhook_store::members::{self, Change};
use serde_json::{Value, json};

use crate::api::{Answer, bearing};
use crate::world::{World, pointers, text, v1};

async fn post_with_key(world: &World, path: &str, key: &str, body: Value) -> Answer {
    let request = TestRequest::post().uri(path).set_json(body).insert_header(("Idempotency-Key", key));
    world.api.send(bearing(request, &world.token)).await
}

/// Posts a body as it stands.
async fn post_text(world: &World, body: String) -> Answer {
    let request = TestRequest::post().uri("/api/v1/events").set_payload(body);
    world.api.send(bearing(request.insert_header(("content-type", "application/json")), &world.token)).await
}

#[actix_web::test]
async fn an_event_is_accepted_and_matched() {
    let world = World::new().await;
    world.hook_for_all().await;
    let off = world.hook_for_all().await;
    world.ask(&format!("hooks/{off}/deactivate")).await;
    let accepted = world.post("events", json!({
        "type": "invoice.paid", "data": {"id": "in_1", "total": 1200}, "id": "own-1",
        "occurred_at": "2026-11-20T11:00:00Z", "app": "game", "sku": "coins-100", "subjects": ["in_1"],
        "actor": "user_7", "origin": "billing", "test_mode": false, "deliver_at": null
    })).await;
    assert_eq!(accepted.status, StatusCode::ACCEPTED, "{accepted:?}");
    let id = text(&accepted.json()["id"]);
    assert_eq!(
        accepted.json(),
        json!({"id": id, "type": "invoice.paid", "matched": 1, "skipped": 1, "duplicate": false})
    );

    let event = world.get(&format!("events/{id}")).await.json();
    assert_eq!(
        (&event["external_id"], &event["occurred_at"]),
        (&json!("own-1"), &json!("2026-11-20T11:00:00Z"))
    );
    assert_eq!(
        (&event["subjects"], &event["actor"], &event["app"]),
        (&json!(["in_1"]), &json!("user_7"), &json!("game"))
    );
    let mut ends: Vec<(String, Value)> = event["deliveries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|delivery| (text(&delivery["state"]), delivery["state_reason"].clone()))
        .collect();
    ends.sort_by(|a, b| a.0.cmp(&b.0));
    assert_eq!(ends, [("pending".to_owned(), Value::Null), ("skipped".to_owned(), json!("hook_inactive"))]);
    assert_eq!(world.get("event-types").await.json()["data"][0]["declared"], false);
}

#[actix_web::test]
async fn data_comes_back_byte_for_byte() {
    let world = World::new().await;
    let data = r#"{"b": 1.20, "a":2e0 , "n":12345678901234567890.5,"x":"\u00e9\/", "b":[ ]}"#;
    let posted = post_text(&world, format!(r#"{{ "data" : {data} , "type":"invoice.paid" }}"#)).await;
    assert_eq!(posted.status, StatusCode::ACCEPTED, "{posted:?}");
    let shown = world.get(&format!("events/{}", text(&posted.json()["id"]))).await;
    assert!(shown.text.contains(&format!(r#""data":{data}"#)), "{shown:?}");
}

#[actix_web::test]
async fn when_it_occurred_is_kept_to_the_nanosecond() {
    let world = World::new().await;
    let event = |at: &str| json!({"type": "customer.create", "data": {}, "id": format!("at {}", &at[..19]), "occurred_at": at});
    for (posted, shown) in [
        ("2017-10-05T14:57:10.0860922Z", "2017-10-05T14:57:10.086092200Z"),
        ("2026-11-20T12:00:00.123456789Z", "2026-11-20T12:00:00.123456789Z"),
        ("2026-11-20T13:00:01.000000001+01:00", "2026-11-20T12:00:01.000000001Z"),
        ("2026-11-20T12:00:02.5Z", "2026-11-20T12:00:02.500Z"),
    ] {
        let accepted = world.post("events", event(posted)).await.json();
        let read = world.get(&format!("events/{}", text(&accepted["id"]))).await.json();
        assert_eq!(read["occurred_at"], shown, "{posted}");
        assert_eq!(world.post("events", event(posted)).await.json()["duplicate"], true, "{posted}");
    }
    let other = world.post("events", event("2026-11-20T12:00:00.123456788Z")).await;
    assert_eq!(other.status, StatusCode::CONFLICT, "the last digit counts");
}

#[actix_web::test]
async fn an_events_own_members_of_the_envelope_stay_as_they_are_spelled() {
    let world = World::new().await;
    let own = r#"{ "userId": 1.0, "eventArn":1e3, "origin": "\u00e9" }"#;
    let posted =
        post_text(&world, format!(r#"{{"type":"invoice.paid","data":{{}},"envelope":{own}}}"#)).await;
    assert_eq!(posted.status, StatusCode::ACCEPTED, "{posted:?}");
    let shown = world.get(&format!("events/{}", text(&posted.json()["id"]))).await;
    assert!(shown.text.contains(&format!(r#""envelope":{own}"#)), "{shown:?}");
    for (own, says) in
        [("[]", "must be an object"), ("7", "must be an object"), (r#"{"a":1,"a":2}"#, "twice")]
    {
        let refused = post_text(&world, format!(r#"{{"type":"a.b","data":1,"envelope":{own}}}"#)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{own}: {refused:?}");
        let wrong = &refused.json()["errors"][0];
        assert_eq!(wrong["pointer"], "/envelope");
        assert!(text(&wrong["detail"]).contains(says), "{wrong}");
    }
}

#[actix_web::test]
async fn of_a_thousand_mistakes_a_few_are_told() {
    let world = World::new().await;
    let twice = vec![r#""a":1"#; 1_000].join(",");
    let refused = post_text(&world, format!(r#"{{"type":"a.b","data":1,"envelope":{{{twice}}}}}"#)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{refused:?}");
    assert_eq!(refused.json()["errors"].as_array().map(Vec::len), Some(20));
    let long = format!(r#"{{"type":"a.b","data":1,"{}":2}}"#, "é".repeat(100_000));
    let refused = post_text(&world, long).await;
    assert!(refused.text.len() < 10_000, "{} bytes tell of one field", refused.text.len());
}

#[actix_web::test]
async fn a_time_before_all_time_is_no_fault() {
    let world = World::new().await;
    for query in ["since=-262143-01-01T00:00:00Z", "until=%2B262142-12-31T23:59:59Z"] {
        for list in ["events", "deliveries", "audit"] {
            let answer = world.get(&format!("{list}?{query}")).await;
            assert_eq!(answer.status, StatusCode::OK, "{list}?{query}: {answer:?}");
        }
    }
    for parameter in ["operation", "subject"] {
        let answer = world.get(&format!("audit/export?{parameter}=a%00b")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{parameter}: {answer:?}");
    }
}

#[actix_web::test]
async fn the_same_id_again_answers_the_first_event() {
    let world = World::new().await;
    world.hook_for_all().await;
    let body = json!({"type": "invoice.paid", "data": {"n": 1}, "id": "own-1"});
    let first = world.post("events", body.clone()).await.json();
    let again = world.post("events", body).await;
    assert_eq!(again.status, StatusCode::ACCEPTED);
    assert_eq!((&again.json()["id"], &again.json()["duplicate"]), (&first["id"], &json!(true)));
    let other = world.post("events", json!({"type": "invoice.paid", "data": {"n": 2}, "id": "own-1"})).await;
    assert_eq!((other.status, other.problem().as_str()), (StatusCode::CONFLICT, "conflict"));
    assert_eq!(world.get("deliveries").await.json()["data"].as_array().unwrap().len(), 1);
}

#[actix_web::test]
async fn an_idempotency_key_stands_for_an_id() {
    let world = World::new().await;
    let post = |n: i32| post_with_key(&world, "/api/v1/events", "k1", json!({"type": "a.b", "data": n}));
    let (first, again) = (post(1).await.json(), post(1).await.json());
    assert_eq!((&again["id"], &again["duplicate"]), (&first["id"], &json!(true)));
    assert_eq!(post(2).await.status, StatusCode::CONFLICT);
    let unreadable = post_with_key(&world, "/api/v1/events", "é", json!({"type": "a.b", "data": 1})).await;
    assert_eq!(unreadable.problem(), "invalid-header");
}

#[actix_web::test]
async fn what_is_wrong_with_an_event_is_pointed_at() {
    let world = World::new().await;
    let long = "x".repeat(256);
    for (body, expected) in [
        (json!({"data": 1}), vec!["/type"]),
        (json!({"type": "a.b"}), vec!["/data"]),
        (json!({"type": "Invoice", "data": 1}), vec!["/type"]),
        (json!({"type": "a.*", "data": 1}), vec!["/type"]),
        (json!({"type": "a.b", "data": 1, "colour": 1}), vec!["/colour"]),
        (json!({"type": "a.b", "data": 1, "id": ""}), vec!["/id"]),
        (
            json!({"type": "a.b", "data": 1, "id": long, "app": "a\u{0}", "subjects": ["a", ""]}),
            vec!["/app", "/id", "/subjects/1"],
        ),
        (json!({"type": "a.b", "data": 1, "occurred_at": "yesterday"}), vec!["/occurred_at"]),
        (json!({"type": "a.b", "data": 1, "occurred_at": "0099-01-01T00:00:00Z"}), vec!["/occurred_at"]),
        (json!({"type": "a.b", "data": 1, "deliver_at": "2026-12-20T12:00:01Z"}), vec!["/deliver_at"]),
        (json!({"type": "a.b", "data": 1, "test_mode": "no"}), vec!["/test_mode"]),
    ] {
        let refused = world.post("events", body.clone()).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}: {refused:?}");
        assert_eq!(pointers(&refused), expected, "{refused:?}");
    }
    let deep = format!(r#"{{"type":"a.b","data":{}1{}}}"#, "[".repeat(101), "]".repeat(101));
    assert_eq!(pointers(&post_text(&world, deep).await), ["/data"]);
    let bottomless = format!(r#"{{"type":"a.b","data":{}"#, "[".repeat(200_000));
    assert_eq!(post_text(&world, bottomless).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(post_text(&world, "{".into()).await.problem(), "invalid-json");
    assert_eq!(world.get("events").await.json()["data"], json!([]));
}

#[actix_web::test]
async fn an_event_that_is_too_large_is_refused() {
    let world =
        World::with(ApiConfig { max_event_bytes: 100, max_body_bytes: 400, ..ApiConfig::default() }).await;
    let of = |bytes: usize| json!({"type": "a.b", "data": "x".repeat(bytes)});
    assert_eq!(world.post("events", of(98)).await.status, StatusCode::ACCEPTED);
    assert_eq!(world.post("events", of(99)).await.problem(), "too-large");
    assert_eq!(world.post("events", of(500)).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    let batch = json!({"events": [of(98), of(98), of(98), of(99)]});
    assert_eq!(pointers(&world.post("events/batch", batch).await), ["/events/3/data"]);
}

#[actix_web::test]
async fn an_event_that_is_held_back_waits_for_its_time() {
    let world = World::new().await;
    world.hook_for_all().await;
    world.post("events", json!({"type": "a.b", "data": 1, "deliver_at": "2026-11-21T12:00:00Z"})).await;
    let held = world.newest_delivery().await;
    assert_eq!(
        (&held["state"], &held["next_attempt_at"]),
        (&json!("pending"), &json!("2026-11-21T12:00:00Z"))
    );
    world.post("events", json!({"type": "a.b", "data": 1, "deliver_at": "2026-11-01T12:00:00Z"})).await;
    let all = world.get("deliveries").await.json();
    let instants: Vec<String> =
        all["data"].as_array().unwrap().iter().map(|d| text(&d["next_attempt_at"])).collect();
    assert!(
        instants.contains(&"2026-11-20T12:00:00Z".to_owned()),
        "what is in the past is sent at once: {instants:?}"
    );
}

#[actix_web::test]
async fn a_batch_is_stored_whole_and_answered_in_order() {
    let world = World::new().await;
    let batch = json!({"events": [
        {"type": "a.one", "data": 1}, {"type": "a.two", "data": 2, "id": "two"}, {"type": "a.two", "data": 2, "id": "two"}
    ]});
    let accepted = world.post("events/batch", batch).await;
    assert_eq!(accepted.status, StatusCode::ACCEPTED, "{accepted:?}");
    let results = accepted.json()["data"].as_array().unwrap().clone();
    let seen: Vec<(String, bool)> =
        results.iter().map(|result| (text(&result["type"]), result["duplicate"] == true)).collect();
    assert_eq!(seen, [("a.one".to_owned(), false), ("a.two".to_owned(), false), ("a.two".to_owned(), true)]);
    let listed = world.get("events").await.json();
    let types: Vec<&str> =
        listed["data"].as_array().unwrap().iter().map(|event| event["type"].as_str().unwrap()).collect();
    assert_eq!(types, ["a.two", "a.one"], "the newest first, also within a batch");
}

#[actix_web::test]
async fn a_batch_with_a_wrong_event_stores_none() {
    let world = World::new().await;
    world.post("events", json!({"type": "a.b", "data": 1, "id": "taken"})).await;
    for (batch, expected) in [
        (
            json!({"events": [{"type": "a.b", "data": 1}, {"type": "A", "data": 1}, {"data": 1}]}),
            vec!["/events/1/type", "/events/2/type"],
        ),
        (
            json!({"events": [{"type": "a.b", "data": 1}, {"type": "A", "data": 1, "id": ""}]}),
            vec!["/events/1/id", "/events/1/type"],
        ),
        (
            json!({"events": [{"type": "a.b", "data": 1}, {"type": "a.b", "data": 2, "id": "taken"}]}),
            vec!["/events/1/id"],
        ),
        (json!({"events": [1, {"type": 2, "data": 1}]}), vec!["/events/0", "/events/1/type"]),
        (json!({"events": []}), vec!["/events"]),
        (json!({"events": vec![json!({"type": "a.b", "data": 1}); 1001]}), vec!["/events"]),
        (json!({"event": []}), vec!["/event"]),
    ] {
        let refused = world.post("events/batch", batch).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{refused:?}");
        assert_eq!(pointers(&refused), expected, "{refused:?}");
    }
    assert_eq!(world.get("events").await.json()["data"].as_array().unwrap().len(), 1);
}

#[actix_web::test]
async fn a_batch_with_a_key_can_be_sent_again() {
    let world = World::new().await;
    let batch = json!({"events": [{"type": "a.b", "data": 1}, {"type": "a.b", "data": 2}]});
    let send = || post_with_key(&world, "/api/v1/events/batch", "k1", batch.clone());
    let (first, again) = (send().await.json(), send().await.json());
    assert_eq!(
        (&again["data"][1]["id"], &again["data"][1]["duplicate"]),
        (&first["data"][1]["id"], &json!(true))
    );
}

#[actix_web::test]
async fn who_loses_the_permission_posts_nothing_from_that_moment_on() {
    let world = World::new().await;
    world.event("a.b").await;
    let tenant = world.tenant;
    let changed = world.api.db.write(move |c| {
        let (member, _) = members::list(c, tenant, None, 1)?.pop().expect("a member");
        let left =
            member.permissions.iter().copied().filter(|one| *one != Permission::EventsPublish).collect();
        let change = Change { permissions: Some(left), grants: None, state: None };
        members::update(c, tenant, member.id, &change, billhook_core::clock::from_micros(0))
    });
    assert!(changed.await.unwrap());
    let refused = world.post("events", json!({"type": "a.b", "data": 1})).await;
    assert_eq!(
        (refused.status, &refused.json()["permission"]),
        (StatusCode::FORBIDDEN, &json!("events.publish"))
    );
}

#[actix_web::test]
async fn events_that_are_not_granted_are_not_shown() {
    let world = World::new().await;
    world.hook_for_all().await;
    let (order, invoice) = (world.event("order.made").await, world.event("invoice.paid").await);
    let token = world.token(&["events.view"], &["invoice"]).await;
    let listed = world.api.get("/api/v1/events", &token).await.json();
    assert_eq!(
        listed["data"].as_array().unwrap().iter().map(|event| text(&event["id"])).collect::<Vec<_>>(),
        [invoice]
    );
    assert_eq!(world.api.get(&format!("/api/v1/events/{order}"), &token).await.problem(), "not-found");
    let deliveries = world.api.get("/api/v1/deliveries", &token).await.json();
    assert_eq!(deliveries["data"].as_array().unwrap().len(), 1);
    let hidden = world.get("deliveries?event_type=order.*").await.json()["data"][0]["id"].clone();
    assert_eq!(
        world.api.get(&format!("/api/v1/deliveries/{}", text(&hidden)), &token).await.problem(),
        "not-found"
    );
}

#[actix_web::test]
async fn a_list_of_events_is_narrowed_and_paged() {
    let world = World::new().await;
    for event_type in ["order.made", "invoice.paid", "invoice.void"] {
        world.event(event_type).await;
        world.api.clock.advance(chrono::Duration::seconds(1));
    }
    let types =
        |page: Value| page["data"].as_array().unwrap().iter().map(|e| text(&e["type"])).collect::<Vec<_>>();
    assert_eq!(
        types(world.get("events?event_type=invoice.*").await.json()),
        ["invoice.void", "invoice.paid"]
    );
    let narrow = "events?since=2026-11-20T12:00:01Z&until=2026-11-20T12:00:02Z";
    assert_eq!(types(world.get(narrow).await.json()), ["invoice.paid"]);
    let first = world.get("events?limit=2").await.json();
    let next = world.get(&format!("events?limit=2&cursor={}", text(&first["next_cursor"]))).await.json();
    assert_eq!(
        (types(first), types(next.clone())),
        (vec!["invoice.void".into(), "invoice.paid".into()], vec!["order.made".to_owned()])
    );
    assert_eq!(next["next_cursor"], Value::Null);
    for query in ["limit=0", "cursor=x", "since=soon", "event_type=A", "colour=red"] {
        assert_eq!(world.get(&format!("events?{query}")).await.problem(), "invalid-query", "{query}");
    }
}

#[actix_web::test]
async fn a_batch_names_all_that_is_wrong_at_once() {
    let world = World::new().await;
    let batch = json!({"events": [
        {"type": "a.b", "data": 1}, {"type": "BAD", "data": 1}, {"type": "a.b"}, {"type": "a.b", "data": 1, "extra": 1}
    ]});
    let refused = world.post("events/batch", batch).await;
    assert_eq!(pointers(&refused), ["/events/1/type", "/events/2/data", "/events/3/extra"]);
}

#[actix_web::test]
async fn a_batch_may_have_half_a_million_subjects_together() {
    let world = World::new().await;
    let batch = |last: usize| {
        let event = |subjects: usize| json!({"type": "a.b", "data": 1, "subjects": vec!["s"; subjects]});
        let mut events = vec![event(50_000); 10];
        events.push(event(last));
        json!({ "events": events })
    };
    let refused = world.post("events/batch", batch(1)).await;
    assert_eq!(pointers(&refused), ["/events"]);
    assert_eq!(world.get("events").await.json()["data"], json!([]));
    assert_eq!(world.post("events/batch", batch(0)).await.status, StatusCode::ACCEPTED);
}

#[actix_web::test]
async fn half_of_a_character_is_refused_and_pointed_at() {
    let world = World::new().await;
    let post = async |body: &str| {
        let request =
            TestRequest::post().uri(&v1("events")).insert_header(("Content-Type", "application/json"));
        world.api.send(bearing(request, &world.token).set_payload(body.to_owned())).await
    };
    for (body, pointer) in [
        (r#"{"type":"a.b","data":{"names":["ok","x\ud800"]}}"#, "/data/names/1"),
        (r#"{"type":"a.b","data":{"in":{"\udc00":1}}}"#, "/data/in"),
        (r#"{"type":"a.b","data":1,"previous":"\ud83d\ud83d\ude00"}"#, "/previous"),
        (r#"{"type":"a.b","data":1,"envelope":{"ID":"\ud800"}}"#, "/envelope/ID"),
    ] {
        let refused = post(body).await;
        assert_eq!(
            (refused.status, pointers(&refused)),
            (StatusCode::UNPROCESSABLE_ENTITY, vec![pointer.to_owned()]),
            "{body}"
        );
    }
    assert_eq!(post(r#"{"type":"a.b","data":"\ud83d\ude00"}"#).await.status, StatusCode::ACCEPTED);
    let subject = post(r#"{"type":"a.b","data":1,"subjects":["\ud800"]}"#).await;
    assert_eq!((subject.status, subject.problem().as_str()), (StatusCode::BAD_REQUEST, "invalid-json"));
}

#[actix_web::test]
async fn a_leap_second_is_the_second_after_it() {
    let world = World::new().await;
    let hook = text(&world.hook(json!({"preset": "abowire"})).await["id"]);
    let event = json!({"type": "a.b", "data": 1, "occurred_at": "2016-12-31T23:59:60.5Z"});
    let posted = text(&world.post("events", event.clone()).await.json()["id"]);
    let preview = format!("hooks/{hook}/preview");
    for body in [json!({"event": event}), json!({"event_id": posted})] {
        let shown = text(&world.post(&preview, body).await.json()["body"]);
        assert!(shown.contains(r#""timestamp":"2017-01-01T00:00:00.500Z""#), "{shown}");
    }
    let event = world.get(&format!("events/{posted}")).await.json();
    assert_eq!(event["occurred_at"], "2017-01-01T00:00:00.500Z");
}
