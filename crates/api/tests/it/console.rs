//! The console's page answers for what it routes itself, and for nothing of the API.

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
