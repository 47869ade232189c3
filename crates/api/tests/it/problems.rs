//! Whatever is wrong with a request, a problem document says what.

use actix_web::http::StatusCode;
use actix_web::test::TestRequest;
use billhook_api::ApiConfig;
use billhook_api::problem::Kind;
use serde_json::{Value, json};

use crate::api::{TestApi, bearing};
use crate::world::{URL, World, text};

#[actix_web::test]
async fn bad_bodies_are_told_apart() {
    let api = TestApi::with(ApiConfig { max_body_bytes: 1000, ..ApiConfig::default() }).await;
    let acme = api.tenant("Acme", "ann@example.com").await;
    let post = |body: &str, media_type: &str| {
        let request = bearing(TestRequest::post().uri("/api/v1/tokens"), &acme.token);
        request.insert_header(("Content-Type", media_type)).set_payload(body.to_owned())
    };
    let json = "application/json";
    let large = format!("{{\"name\": \"{}\"}}", "x".repeat(1000));
    let cases = [
        ("{\"name\": \"a\"", json, "invalid-json", StatusCode::BAD_REQUEST),
        ("", json, "invalid-json", StatusCode::BAD_REQUEST),
        ("\u{0}", json, "invalid-json", StatusCode::BAD_REQUEST),
        ("{\"name\": 7}", json, "invalid-content", StatusCode::UNPROCESSABLE_ENTITY),
        ("[]", json, "invalid-content", StatusCode::UNPROCESSABLE_ENTITY),
        ("{\"name\": \"a\", \"colour\": 1}", json, "invalid-content", StatusCode::UNPROCESSABLE_ENTITY),
        (
            "{\"name\": \"a\", \"permissions\": [\"hooks.fly\"]}",
            json,
            "invalid-content",
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        (&large, json, "too-large", StatusCode::PAYLOAD_TOO_LARGE),
        (
            "name=a",
            "application/x-www-form-urlencoded",
            "unsupported-media-type",
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ),
        ("{}", "", "unsupported-media-type", StatusCode::UNSUPPORTED_MEDIA_TYPE),
    ];
    for (body, media_type, id, status) in cases {
        let answer = api.send(post(body, media_type)).await;
        assert_eq!((answer.problem().as_str(), answer.status), (id, status), "{body}");
    }
    let unknown = api.send(post("{\"name\": \"a\", \"colour\": 1}", json)).await.json();
    assert_eq!(unknown["errors"][0]["pointer"], "/colour");
    let permission = api.send(post("{\"name\": \"a\", \"permissions\": [\"hooks.fly\"]}", json)).await.json();
    assert_eq!(permission["errors"][0]["pointer"], "/permissions/0");
}

#[actix_web::test]
async fn a_compressed_body_is_refused_by_name() {
    let api = TestApi::start().await;
    let acme = api.tenant("Acme", "ann@example.com").await;
    let post = |encoding: &str| {
        let request = bearing(TestRequest::post().uri("/api/v1/tokens"), &acme.token);
        request.insert_header(("Content-Encoding", encoding)).set_json(json!({"name": "a"}))
    };
    let refused = api.send(post("gzip")).await;
    assert_eq!(refused.problem(), "unsupported-media-type");
    assert_eq!(text(&refused.json()["detail"]), "Send the body as it is, without `Content-Encoding: gzip`.");
    assert_eq!(api.send(post("identity")).await.status, StatusCode::CREATED);
}

#[actix_web::test]
async fn an_unknown_path_of_the_api_answers_a_problem_and_never_the_page() {
    let api = TestApi::start().await;
    for path in [
        "/api",
        "/api/",
        "/api/nope",
        "/api/v1",
        "/api/v1/nope",
        "/api/v2/hooks",
        "/health/nope",
        "/health",
        "/problems/nope",
    ] {
        let answer = api.send(TestRequest::get().uri(path)).await;
        assert_eq!(
            (answer.problem().as_str(), answer.status),
            ("not-found", StatusCode::NOT_FOUND),
            "{path}"
        );
    }
}

#[actix_web::test]
async fn a_wrong_method_names_the_right_ones() {
    let api = TestApi::start().await;
    let answer = api.send(TestRequest::put().uri("/api/v1/tokens")).await;
    assert_eq!(
        (answer.problem().as_str(), answer.header("allow")),
        ("method-not-allowed", Some("GET, HEAD, POST"))
    );
    let answer = api.send(TestRequest::get().uri("/api/v1/tokens/tok_1")).await;
    assert_eq!((answer.problem().as_str(), answer.header("allow")), ("method-not-allowed", Some("DELETE")));
}

#[actix_web::test]
async fn an_id_that_is_none_is_not_found() {
    let api = TestApi::start().await;
    let acme = api.tenant("Acme", "ann@example.com").await;
    for id in ["x", "tok_1", "hk_00000000000000000000000000", "%00", "tok_%C3%A9"] {
        let answer = api.delete(&format!("/api/v1/tokens/{id}"), &acme.token).await;
        assert_eq!((answer.problem().as_str(), answer.status), ("not-found", StatusCode::NOT_FOUND), "{id}");
    }
}

#[actix_web::test]
async fn every_kind_of_problem_is_explained_where_its_type_points() {
    let api = TestApi::start().await;
    for kind in Kind::ALL {
        let page = api.send(TestRequest::get().uri(&kind.reference())).await;
        assert_eq!(page.status, StatusCode::OK, "{}", kind.id());
        assert!(page.text.contains(kind.title()));
    }
    assert_eq!(api.send(TestRequest::get().uri("/problems")).await.status, StatusCode::OK);
}

#[actix_web::test]
async fn every_response_says_which_request_it_answers_and_is_not_kept() {
    let api = TestApi::start().await;
    let answer =
        api.send(TestRequest::get().uri("/api/v1/nope").insert_header(("X-Request-Id", "mine-7"))).await;
    assert_eq!(answer.header("x-request-id"), Some("mine-7"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let forged = TestRequest::get().uri("/api/v1/nope").insert_header(("X-Request-Id", "a b\"c"));
    assert_eq!(api.send(forged).await.header("x-request-id").unwrap().len(), 24);
    for name in ["content-security-policy", "x-content-type-options", "referrer-policy", "permissions-policy"]
    {
        assert!(answer.header(name).is_some(), "{name} is missing");
    }
    assert!(answer.header("strict-transport-security").is_none());
}

#[actix_web::test]
async fn two_headers_where_one_is_meant_are_refused_by_name() {
    let api = TestApi::start().await;
    let acme = api.tenant("Acme", "ann@example.com").await;
    let globex = api.tenant("Globex", "bob@example.com").await;
    let post =
        || bearing(TestRequest::post().uri("/api/v1/tokens"), &acme.token).set_json(json!({"name": "a"}));
    let (own, other) = (acme.tenant_id.to_string(), globex.tenant_id.to_string());
    let cases = [
        ("Authorization", post().append_header(("Authorization", format!("Bearer {}", globex.token)))),
        (
            "Billhook-Tenant",
            post().append_header(("Billhook-Tenant", own)).append_header(("Billhook-Tenant", other)),
        ),
        (
            "Idempotency-Key",
            post().append_header(("Idempotency-Key", "k1")).append_header(("Idempotency-Key", "k2")),
        ),
        (
            "Billhook-Console",
            post().append_header(("Billhook-Console", "1")).append_header(("Billhook-Console", "1")),
        ),
        ("Content-Type", post().append_header(("Content-Type", "text/plain"))),
    ];
    for (name, request) in cases {
        let refused = api.send(request).await;
        assert_eq!(
            (refused.problem().as_str(), refused.status),
            ("invalid-header", StatusCode::BAD_REQUEST),
            "{name}"
        );
        assert!(text(&refused.json()["detail"]).contains(name), "{refused:?}");
        assert!(
            refused.header("content-security-policy").is_some() && refused.header("x-request-id").is_some()
        );
    }
    assert_eq!(api.get("/api/v1/tokens", &acme.token).await.json()["data"].as_array().unwrap().len(), 1);
    let hops = post().append_header(("X-Forwarded-For", "a")).append_header(("X-Forwarded-For", "b"));
    assert_eq!(api.send(hops).await.status, StatusCode::CREATED);
}

#[actix_web::test]
async fn a_list_is_not_read_as_the_fields_of_an_object() {
    let world = World::new().await;
    let id = text(&world.hook(json!({})).await["id"]);
    let refused = async |path: &str, body: Value| {
        let answer = world.post(path, body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}: {}", answer.text);
        let error = answer.json()["errors"][0].clone();
        assert!(text(&error["detail"]).starts_with("must be an object"), "{error}");
        text(&error["pointer"])
    };
    let with = |field: &str, value: Value| json!({"name": "ERP", "url": URL, field: value});
    assert_eq!(refused("hooks", json!(["ERP", URL])).await, "");
    assert_eq!(refused("hooks", with("policy", json!([5000, ["200"]]))).await, "/policy");
    assert_eq!(refused("hooks", with("policy", json!({"schedule": ["none"]}))).await, "/policy/schedule");
    assert_eq!(
        refused("hooks", with("actions", json!([["invoice.*", null, null, null]]))).await,
        "/actions/0"
    );
    assert_eq!(refused("hooks", with("headers", json!([["x-team", "a"]]))).await, "/headers");
    assert_eq!(refused(&format!("hooks/{id}/actions"), json!(["*"])).await, "");
    assert_eq!(refused("events", json!(["a.b", {}])).await, "");
    assert_eq!(refused("events/batch", json!({"events": [["a.b", {}]]})).await, "/events/0");
    assert_eq!(refused("replays/count", json!({"filter": [id]})).await, "/filter");
    assert_eq!(refused("filters/check", json!({"filter": {}, "event": ["a.b", {}]})).await, "/event");
}
