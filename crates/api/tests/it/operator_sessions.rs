//! The operator at the console: signed in with a token, by a session that ends.

use actix_web::http::{Method, StatusCode};
use actix_web::test::TestRequest;
use billhook_api::ApiConfig;
use billhook_core::digest::sha256;
use billhook_store::schema::operator_sessions;
use billhook_store::{AnyConnection, StoreError};
use chrono::Duration;
use diesel::prelude::*;
use serde_json::json;

use crate::api::{Answer, Browser, TestApi};
use crate::operator::Operator;
use crate::world::v1;

const SESSION: &str = "/api/v1/operator/session";
const COOKIE: &str = "billhook_operator";

/// A browser in which the operator has just signed in, and what was answered.
async fn signed_in<'a>(api: &'a TestApi, operator: &Operator<'_>) -> (Browser<'a>, Answer) {
    let mut console = api.browser();
    let answer = console.send(Method::POST, SESSION, Some(json!({"token": operator.token}))).await;
    assert_eq!(
        (answer.status, &answer.json()["name"]),
        (StatusCode::CREATED, &json!("platform")),
        "{answer:?}"
    );
    (console, answer)
}

/// Another browser with the same cookies: a second tab, or a thief.
fn copied<'a>(api: &'a TestApi, console: &Browser<'_>) -> Browser<'a> {
    let mut copy = api.browser();
    copy.cookies = console.cookies.clone();
    copy
}

async fn tenants(console: &mut Browser<'_>) -> StatusCode {
    console.get(&v1("tenants")).await.status
}

#[actix_web::test]
async fn the_operator_signs_in_with_a_token_and_only_the_console_asks_with_the_cookie() {
    let api = TestApi::start().await;
    let operator = Operator::of(&api).await;
    for token in ["bho_forged", &format!("bho_{}", "x".repeat(43))] {
        let refused = api.browser().send(Method::POST, SESSION, Some(json!({"token": token}))).await;
        assert_eq!(
            (refused.status, refused.problem().as_str()),
            (StatusCode::UNPROCESSABLE_ENTITY, "invalid-content")
        );
    }
    let (mut console, _) = signed_in(&api, &operator).await;
    assert_eq!(console.get(SESSION).await.json()["name"], "platform");
    assert_eq!(tenants(&mut console).await, StatusCode::OK);
    assert_eq!(console.get(&v1("hooks")).await.status, StatusCode::UNAUTHORIZED, "it is no member");
    let made = json!({"key": "new", "name": "New"});
    let foreign = TestRequest::post().uri(&v1("tenants")).set_json(&made);
    assert_eq!(console.send_as_is(foreign).await.problem(), "cross-site");
    let framed = TestRequest::post().uri(&v1("tenants")).set_json(&made);
    let framed =
        framed.insert_header(("Billhook-Console", "1")).insert_header(("Origin", "https://evil.example"));
    assert_eq!(console.send_as_is(framed).await.problem(), "cross-site");
    assert_eq!(console.send(Method::POST, &v1("tenants"), Some(made)).await.status, StatusCode::CREATED);
}

#[actix_web::test]
async fn the_cookie_holds_a_key_of_its_own_and_the_database_only_its_digest() {
    let api = TestApi::start().await;
    let operator = Operator::of(&api).await;
    let (console, answer) = signed_in(&api, &operator).await;
    let cookie = answer.header("set-cookie").unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    assert!(cookie.contains("Max-Age=28800") && !cookie.contains("Secure"), "{cookie}");
    let key = console.cookies[COOKIE].clone();
    assert!(!operator.token.contains(&key) && !key.contains("bho_"), "{key}");
    assert!(!answer.text.contains(&key));
    let kept = |c: &mut AnyConnection| {
        Ok::<Vec<Vec<u8>>, StoreError>(operator_sessions::table.select(operator_sessions::key_hash).load(c)?)
    };
    assert_eq!(api.db.read(kept).await.unwrap(), [sha256([key.as_bytes()]).to_vec()]);
    // Neither is worth anything in the other's place.
    assert_eq!(api.get(&v1("tenants"), &key).await.problem(), "unauthenticated");
    let mut before = api.browser();
    before.cookies.insert(COOKIE.to_owned(), operator.token.clone());
    assert_eq!(tenants(&mut before).await, StatusCode::UNAUTHORIZED);
}

#[actix_web::test]
async fn behind_https_the_cookie_is_secure_and_bound_to_the_host() {
    let https =
        ApiConfig { public_url: "https://hooks.example.com".parse().unwrap(), ..ApiConfig::default() };
    let api = TestApi::with(https).await;
    let operator = Operator::of(&api).await;
    let (_, answer) = signed_in(&api, &operator).await;
    let cookie = answer.header("set-cookie").unwrap();
    assert!(cookie.starts_with("__Host-billhook_operator="), "{cookie}");
    for wanted in ["Secure", "HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(wanted), "{cookie} lacks {wanted}");
    }
}

#[actix_web::test]
async fn signing_out_ends_the_session_and_no_other() {
    let api = TestApi::start().await;
    let operator = Operator::of(&api).await;
    let (mut console, _) = signed_in(&api, &operator).await;
    let (mut elsewhere, _) = signed_in(&api, &operator).await;
    let mut thief = copied(&api, &console);
    assert_eq!(tenants(&mut thief).await, StatusCode::OK);
    assert_eq!(console.send(Method::DELETE, SESSION, None).await.status, StatusCode::NO_CONTENT);
    assert!(console.cookies.is_empty());
    assert_eq!(tenants(&mut thief).await, StatusCode::UNAUTHORIZED);
    assert_eq!(tenants(&mut elsewhere).await, StatusCode::OK);
    assert_eq!(operator.get("tenants").await.status, StatusCode::OK, "the token is as good as before");
}

#[actix_web::test]
async fn a_session_ends_with_its_token_and_no_other_does() {
    let api = TestApi::start().await;
    let (operator, other) = (Operator::of(&api).await, Operator::of(&api).await);
    let (mut console, _) = signed_in(&api, &operator).await;
    let (mut of_other, _) = signed_in(&api, &other).await;
    operator.revoke().await;
    assert_eq!(tenants(&mut console).await, StatusCode::UNAUTHORIZED);
    assert_eq!(tenants(&mut of_other).await, StatusCode::OK);
}

#[actix_web::test]
async fn a_session_ends_after_eight_hours_however_much_it_is_used() {
    let api = TestApi::start().await;
    let operator = Operator::of(&api).await;
    let (mut console, _) = signed_in(&api, &operator).await;
    for _ in 0..7 {
        api.clock.advance(Duration::hours(1));
        assert_eq!(tenants(&mut console).await, StatusCode::OK);
    }
    api.clock.advance(Duration::hours(1));
    assert_eq!(tenants(&mut console).await, StatusCode::UNAUTHORIZED);
}

#[actix_web::test]
async fn a_session_lasts_no_longer_than_those_of_people() {
    let api =
        TestApi::with(ApiConfig { session_lifetime: Duration::minutes(5), ..ApiConfig::default() }).await;
    let operator = Operator::of(&api).await;
    let (mut console, answer) = signed_in(&api, &operator).await;
    assert!(answer.header("set-cookie").unwrap().contains("Max-Age=300"));
    api.clock.advance(Duration::minutes(5));
    assert_eq!(tenants(&mut console).await, StatusCode::UNAUTHORIZED);
}
