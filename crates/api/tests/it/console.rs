//! The console's page answers for what it routes itself, and for nothing of the API.

use actix_web::http::StatusCode;
use actix_web::test::TestRequest;

use crate::api::TestApi;

#[actix_web::test]
async fn a_path_of_the_console_answers_its_page() {
    let api = TestApi::start().await;
    for path in ["/", "/hooks", "/hooks/hk_1/deliveries", "/setup?token=x"] {
        let answer = api.send(TestRequest::get().uri(path)).await;
        assert!(answer.header("content-type").unwrap().starts_with("text/html"), "{path}");
        assert!(answer.text.to_lowercase().starts_with("<!doctype html>"), "{path}");
    }
}

#[actix_web::test]
async fn a_hashed_file_that_is_gone_is_not_answered_with_the_page() {
    let api = TestApi::start().await;
    let answer = api.send(TestRequest::get().uri("/assets/index-0000.js")).await;
    assert_eq!(answer.status.as_u16(), 404);
}

#[actix_web::test]
async fn only_reading_is_for_the_console() {
    let api = TestApi::start().await;
    assert_eq!(api.send(TestRequest::post().uri("/hooks")).await.problem(), "not-found");
}

#[actix_web::test]
async fn every_answer_says_whether_it_may_be_kept_and_how_it_may_be_shown() {
    let api = TestApi::start().await;
    let page = api.send(TestRequest::get().uri("/")).await;
    // Where the console is not built there is a page that says so.
    let of_page = if page.status == StatusCode::OK { "no-cache" } else { "no-store" };
    for (request, kept) in [
        (TestRequest::get().uri("/"), of_page),
        (TestRequest::get().uri("/hooks"), of_page),
        (TestRequest::get().uri("/assets/index-0000.js"), "no-store"),
        (TestRequest::post().uri("/hooks"), "no-store"),
        (TestRequest::get().uri("/health/live"), "no-store"),
        (TestRequest::get().uri("/health/ready"), "no-store"),
        (TestRequest::get().uri("/health/nope"), "no-store"),
        (TestRequest::get().uri("/metrics"), "no-store"),
        (TestRequest::get().uri("/problems"), "no-store"),
        (TestRequest::get().uri("/problems/conflict"), "no-store"),
        (TestRequest::get().uri("/problems/nope"), "no-store"),
        (TestRequest::get().uri("/api/nope"), "no-store"),
        (TestRequest::get().uri("/api/openapi.json"), "no-store"),
        (TestRequest::get().uri("/api/docs"), "no-cache"),
        (TestRequest::get().uri("/api/docs/reference.js"), "no-cache"),
    ] {
        let answer = api.send(request).await;
        assert_eq!(answer.header("cache-control"), Some(kept), "{answer:?}");
        for name in [
            "content-security-policy",
            "cross-origin-opener-policy",
            "permissions-policy",
            "referrer-policy",
            "x-content-type-options",
            "x-frame-options",
        ] {
            assert!(answer.header(name).is_some(), "{name} is missing: {answer:?}");
        }
    }
}
