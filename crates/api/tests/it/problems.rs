//! Whatever is wrong with a request, a problem document says what.

use actix_web::http::StatusCode;
use actix_web::test::TestRequest;
use billhook_api::ApiConfig;
use billhook_api::problem::Kind;
use serde_json::json;

use crate::api::{TestApi, bearing};

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
async fn a_lost_permission_is_named_by_every_operation_that_needs_one() {
    let api = TestApi::start().await;
    let acme = api.tenant("Acme", "ann@example.com").await;
    let body = json!({"name": "none", "permissions": [], "grants": []});
    let token =
        api.post("/api/v1/tokens", &acme.token, body).await.json()["token"].as_str().unwrap().to_owned();
    let document = serde_json::to_value(billhook_api::openapi()).unwrap();
    let mut tried = 0;
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let Some(permission) = operation["x-permission"].as_str() else { continue };
            // A body is read before anything is allowed or refused, and these have none to give.
            if operation["requestBody"].is_object() {
                continue;
            }
            let request =
                TestRequest::with_uri(&with_an_id(path)).method(method.to_uppercase().parse().unwrap());
            let refused = api.send(bearing(request, &token)).await;
            assert_eq!(refused.problem(), "permission-missing", "{method} {path}");
            assert_eq!(refused.json()["permission"], permission, "{method} {path}");
            tried += 1;
        }
    }
    assert!(tried >= 20, "only {tried} operations were tried");
}

/// The path with ids of the right kinds in it, of things that are not there.
fn with_an_id(path: &str) -> String {
    let mut of = "";
    path.split('/')
        .map(|part| {
            let is_id = part.starts_with('{');
            let shown = if is_id { format!("{}_{}", prefix_of(of), "0".repeat(26)) } else { part.to_owned() };
            of = part;
            shown
        })
        .collect::<Vec<_>>()
        .join("/")
}

fn prefix_of(resource: &str) -> &str {
    match resource {
        "hooks" => "hk",
        "actions" => "act",
        "apps" => "app",
        "skus" => "sku",
        "deadlines" => "ddl",
        "timers" => "tmr",
        "deliveries" => "dlv",
        "events" => "evt",
        "event-types" => "ety",
        "tokens" => "tok",
        "members" => "mbr",
        "invitations" => "inv",
        "sessions" => "ses",
        other => other,
    }
}
