//! For machines: health, the document, and its page.

use std::sync::atomic::Ordering;

use actix_web::http::{Method, StatusCode};
use actix_web::test::TestRequest;
use serde_json::Value;

use crate::api::TestApi;

#[actix_web::test]
async fn it_is_ready_only_when_the_jobs_are() {
    let api = TestApi::start().await;
    assert_eq!(api.send(TestRequest::get().uri("/health/live")).await.status, StatusCode::OK);
    assert_eq!(api.send(TestRequest::get().uri("/health/ready")).await.status, StatusCode::OK);
    api.works.store(false, Ordering::SeqCst);
    let unready = api.send(TestRequest::get().uri("/health/ready")).await;
    assert_eq!(
        (unready.problem().as_str(), unready.json()["detail"].as_str()),
        ("unavailable", Some("the jobs have stopped"))
    );
    assert_eq!(api.send(TestRequest::get().uri("/health/live")).await.status, StatusCode::OK);
}

#[actix_web::test]
async fn head_answers_where_get_does() {
    let api = TestApi::start().await;
    let head = TestRequest::with_uri("/health/live").method(Method::HEAD);
    assert_eq!(api.send(head).await.status, StatusCode::OK);
}

#[actix_web::test]
async fn the_document_is_openapi_3_1_and_served_with_its_page() {
    let api = TestApi::start().await;
    let document = api.send(TestRequest::get().uri("/api/openapi.json")).await.json();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    let page = api.send(TestRequest::get().uri("/api/docs")).await;
    assert!(
        page.text.contains("reference.js")
            && !page.text.contains("http://")
            && !page.text.contains("https://")
    );
    for file in ["/api/docs/reference.js", "/api/docs/reference.css"] {
        assert_eq!(api.send(TestRequest::get().uri(file)).await.status, StatusCode::OK);
    }
}

fn operations(document: &Value) -> Vec<(String, &Value)> {
    let items = document["paths"].as_object().expect("paths").iter();
    let operations = items.flat_map(|(path, item)| {
        item.as_object()
            .unwrap()
            .iter()
            .map(move |(method, operation)| (format!("{method} {path}"), operation))
    });
    operations.collect()
}

#[actix_web::test]
async fn every_operation_has_an_id_of_its_own_a_tag_and_a_summary() {
    let document = serde_json::to_value(billhook_api::openapi()).unwrap();
    let mut ids = std::collections::BTreeSet::new();
    for (name, operation) in operations(&document) {
        assert!(ids.insert(operation["operationId"].as_str().unwrap()), "{name}: its id is taken");
        assert!(operation["summary"].is_string(), "{name} has no summary");
        assert!(operation["tags"][0].is_string(), "{name} has no tag");
        assert!(
            operation["responses"]["default"]["content"]["application/problem+json"].is_object(),
            "{name}"
        );
    }
    assert!(ids.contains("create_token"));
}

#[actix_web::test]
async fn every_reference_in_the_document_leads_somewhere() {
    let document = serde_json::to_value(billhook_api::openapi()).unwrap();
    let text = document.to_string();
    for reference in text.split("\"$ref\":\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(document.pointer(reference).is_some(), "{reference} leads nowhere");
    }
}

#[actix_web::test]
async fn the_document_in_the_repository_is_the_present_one() {
    let kept = std::fs::read_to_string("../../web/openapi.json").unwrap();
    let present = billhook_api::openapi_json().unwrap();
    let differs = kept.lines().zip(present.lines()).position(|(kept, present)| kept != present);
    assert!(kept == present, "web/openapi.json is out of date from line {differs:?} on: run `make generate`");
}
