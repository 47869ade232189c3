//! A POST that is sent again does nothing again.

use actix_web::http::StatusCode;
use actix_web::test::TestRequest;
use billhook_api::ApiConfig;
use billhook_store::testing::TestDb;
use chrono::Duration;
use serde_json::{Value, json};

use crate::api::{Answer, TestApi, bearing};
use crate::world::{World, v1};

async fn create(api: &TestApi, token: &str, key: &str, body: Value) -> Answer {
    let request = bearing(TestRequest::post().uri("/api/v1/tokens"), token);
    api.send(request.insert_header(("Idempotency-Key", key)).set_json(body)).await
}

#[actix_web::test]
async fn the_same_key_and_request_answer_as_the_first_time() {
    let api = TestApi::start().await;
    let acme = api.tenant("Acme", "ann@example.com").await;
    let first = create(&api, &acme.token, "k1", json!({"name": "CI"})).await;
    let again = create(&api, &acme.token, "k1", json!({"name": "CI"})).await;
    assert_eq!((again.status, &again.text), (StatusCode::CREATED, &first.text));
    assert_eq!(
        (first.header("idempotent-replayed"), again.header("idempotent-replayed")),
        (None, Some("true"))
    );
    assert_eq!(api.get("/api/v1/tokens", &acme.token).await.json()["data"].as_array().unwrap().len(), 2);
}

#[actix_web::test]
async fn the_same_key_with_another_request_is_refused() {
    let api = TestApi::start().await;
    let acme = api.tenant("Acme", "ann@example.com").await;
    create(&api, &acme.token, "k1", json!({"name": "CI"})).await;
    let other = create(&api, &acme.token, "k1", json!({"name": "CD"})).await;
    assert_eq!(
        (other.status, other.problem().as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, "idempotency-key-reused")
    );
}

#[actix_web::test]
async fn an_answer_is_for_the_credential_that_asked() {
    let api = TestApi::start().await;
    let acme = api.tenant("Acme", "ann@example.com").await;
    let first = create(&api, &acme.token, "k1", json!({"name": "CI"})).await;
    let other = api.member(acme.tenant_id, "Bob", &["tokens.edit"], &["order"]).await;
    let theirs = create(&api, &other.token, "k1", json!({"name": "CI"})).await;
    assert_eq!(theirs.problem(), "idempotency-key-reused");
    assert!(!theirs.text.contains(first.json()["token"].as_str().unwrap()));
}

#[actix_web::test]
async fn keys_of_two_tenants_have_nothing_to_do_with_each_other() {
    let api = TestApi::start().await;
    let acme = api.tenant("Acme", "ann@example.com").await;
    let globex = api.tenant("Globex", "bob@example.com").await;
    let ours = create(&api, &acme.token, "k1", json!({"name": "CI"})).await;
    let theirs = create(&api, &globex.token, "k1", json!({"name": "CI"})).await;
    assert_eq!(theirs.status, StatusCode::CREATED);
    assert_ne!(ours.text, theirs.text);
}

#[actix_web::test]
async fn a_refused_request_leaves_its_key_free() {
    let api = TestApi::start().await;
    let acme = api.tenant("Acme", "ann@example.com").await;
    assert_eq!(create(&api, &acme.token, "k1", json!({"name": ""})).await.problem(), "invalid-content");
    assert_eq!(create(&api, &acme.token, "k1", json!({"name": "CI"})).await.status, StatusCode::CREATED);
}

#[actix_web::test]
async fn an_answer_is_forgotten_after_a_day() {
    let api = TestApi::start().await;
    let acme = api.tenant("Acme", "ann@example.com").await;
    let first = create(&api, &acme.token, "k1", json!({"name": "CI"})).await;
    api.clock.advance(Duration::hours(24));
    let second = create(&api, &acme.token, "k1", json!({"name": "CI"})).await;
    assert_eq!(second.status, StatusCode::CREATED);
    assert_ne!(first.text, second.text);
}

#[actix_web::test]
async fn a_key_that_is_too_long_is_refused() {
    let api = TestApi::start().await;
    let acme = api.tenant("Acme", "ann@example.com").await;
    let answer = create(&api, &acme.token, &"k".repeat(256), json!({"name": "CI"})).await;
    assert_eq!(answer.problem(), "invalid-header");
}

#[actix_web::test]
async fn of_requests_at_the_same_moment_one_is_done_and_all_answer_alike() {
    for database in [TestDb::sqlite(), TestDb::postgres()] {
        let api = TestApi::on(database, ApiConfig::default()).await;
        let acme = api.tenant("Acme", "ann@example.com").await;
        let one = || create(&api, &acme.token, "k1", json!({"name": "CI"}));
        let answers = futures::future::join_all((0..6).map(|_| one())).await;
        for answer in &answers {
            assert_eq!((answer.status, &answer.text), (StatusCode::CREATED, &answers[0].text));
        }
        let replayed = answers.iter().filter(|answer| answer.header("idempotent-replayed").is_some()).count();
        assert_eq!(replayed, 5);
        assert_eq!(api.get("/api/v1/tokens", &acme.token).await.json()["data"].as_array().unwrap().len(), 2);
    }
}

async fn test_hook(world: &World, key: &str, hook: &str, token: &str) -> Answer {
    let request = bearing(TestRequest::post().uri(&v1(&format!("hooks/{hook}/test"))), token);
    world.api.send(request.insert_header(("Idempotency-Key", key))).await
}

#[actix_web::test]
async fn a_test_that_is_asked_for_again_sends_one_ping() {
    let world = World::new().await;
    let hook = world.hook_for_all().await;
    let token = world.token(&["hooks.test", "hooks.view"], &["*"]).await;
    let first = test_hook(&world, "k1", &hook, &token).await;
    let again = test_hook(&world, "k1", &hook, &token).await;
    assert_eq!((first.status, again.status), (StatusCode::ACCEPTED, StatusCode::ACCEPTED), "{again:?}");
    assert_eq!((&again.text, again.header("idempotent-replayed")), (&first.text, Some("true")));
    let made = world.get(&format!("deliveries?hook={hook}")).await.json();
    assert_eq!(made["data"].as_array().unwrap().len(), 1);

    let other = test_hook(&world, "k2", &hook, &token).await;
    assert_ne!(other.json()["delivery_id"], first.json()["delivery_id"]);
}

#[actix_web::test]
async fn a_test_that_sent_nothing_leaves_its_key_free_and_shows_nobody_elses_secrets() {
    let world = World::new().await;
    let hook = world.hook_for_all().await;
    world.ask(&format!("hooks/{hook}/deactivate")).await;
    let editor = world.token(&["hooks.test", "hooks.view", "hooks.edit"], &["*"]).await;
    let tester = world.token(&["hooks.test", "hooks.view"], &["*"]).await;
    let whole = test_hook(&world, "k1", &hook, &editor).await;
    let masked = test_hook(&world, "k1", &hook, &tester).await;
    assert_eq!((whole.status, masked.status), (StatusCode::OK, StatusCode::OK));
    assert_ne!(whole.text, masked.text);
    assert_eq!(masked.header("idempotent-replayed"), None);

    world.ask(&format!("hooks/{hook}/activate")).await;
    let sent = test_hook(&world, "k1", &hook, &tester).await;
    assert_eq!((sent.status, &sent.json()["sent"]), (StatusCode::ACCEPTED, &json!(true)), "{sent:?}");
}
