//! A person's own account: a lost password, another password, another name, and where they are signed in.

use actix_web::http::{Method, StatusCode};
use actix_web::test::TestRequest;
use billhook_api::{ApiConfig, setup};
use chrono::Duration;
use serde_json::json;

use crate::api::{PASSWORD, TestApi, bearing};
use crate::world::{pointers, text};

const ANN: &str = "ann@example.com";
const ANOTHER: &str = "another horse battery";

async fn ask(api: &TestApi, email: &str) -> crate::api::Answer {
    api.browser().send(Method::POST, "/api/v1/password-resets", Some(json!({"email": email}))).await
}

async fn confirm(api: &TestApi, token: &str, password: &str) -> crate::api::Answer {
    let body = json!({"token": token, "password": password});
    api.browser().send(Method::POST, "/api/v1/password-resets/confirm", Some(body)).await
}

#[actix_web::test]
async fn asking_answers_the_same_whether_there_is_an_account() {
    let api = TestApi::start().await;
    api.tenant("Acme", ANN).await;
    let (known, unknown) = (ask(&api, ANN).await, ask(&api, "nobody@example.com").await);
    assert_eq!((known.status, &known.text), (StatusCode::ACCEPTED, &unknown.text));
    assert_eq!(api.jobs("password_reset_requested").await, 2, "both leave the same behind");
    api.run_resets().await;
    assert_eq!((api.mails_to(ANN).await, api.mails_to("nobody@example.com").await), (1, 0));
}

#[actix_web::test]
async fn a_link_sets_a_password_once_and_ends_every_session() {
    let api = TestApi::start().await;
    api.tenant("Acme", ANN).await;
    let mut ann = api.browser();
    ann.sign_in(ANN, PASSWORD).await;
    ask(&api, ANN).await;
    api.run_resets().await;
    let token = api.link_to(ANN).await;
    let lookup = json!({"token": token});
    let found = api.browser().send(Method::POST, "/api/v1/password-resets/lookup", Some(lookup)).await;
    assert_eq!(found.json()["email"], ANN);
    assert_eq!(pointers(&confirm(&api, &token, "short").await), ["/password"]);

    assert_eq!(confirm(&api, &token, ANOTHER).await.status, StatusCode::NO_CONTENT);
    assert_eq!(ann.get("/api/v1/session").await.problem(), "unauthenticated");
    assert_eq!(ann.sign_in(ANN, PASSWORD).await.problem(), "wrong-credentials");
    assert_eq!(ann.sign_in(ANN, ANOTHER).await.status, StatusCode::CREATED);
    assert_eq!(pointers(&confirm(&api, &token, PASSWORD).await), ["/token"]);
}

#[actix_web::test]
async fn another_password_makes_failed_sign_ins_forgotten_also_those_from_a_known_place() {
    let config = ApiConfig { sign_in_failures_per_account: 3, ..ApiConfig::default() };
    let api = TestApi::with(config).await;
    api.tenant("Acme", ANN).await;
    let lock_out = async || {
        let mut ann = api.browser();
        for _ in 0..3 {
            assert_eq!(ann.sign_in(ANN, "wrong horse battery").await.problem(), "wrong-credentials");
        }
        assert_eq!(ann.sign_in(ANN, "wrong horse battery").await.problem(), "too-many-sign-ins");
    };
    assert_eq!(
        api.browser().sign_in(ANN, PASSWORD).await.status,
        StatusCode::CREATED,
        "the place is known now"
    );
    ask(&api, ANN).await;
    api.run_resets().await;
    let token = api.link_to(ANN).await;
    lock_out().await;
    assert_eq!(confirm(&api, &token, ANOTHER).await.status, StatusCode::NO_CONTENT);
    assert_eq!(api.browser().sign_in(ANN, ANOTHER).await.status, StatusCode::CREATED);

    ask(&api, ANN).await;
    api.run_resets().await;
    let stale = api.link_to(ANN).await;
    lock_out().await;
    setup::reset_password(&api.db, &*api.clock, ANN, PASSWORD.into()).await.unwrap();
    assert_eq!(api.browser().sign_in(ANN, PASSWORD).await.status, StatusCode::CREATED);
    assert_eq!(pointers(&confirm(&api, &stale, ANOTHER).await), ["/token"]);
}

#[actix_web::test]
async fn every_link_is_void_after_an_hour_or_another_password() {
    let api = TestApi::start().await;
    api.tenant("Acme", ANN).await;
    for _ in 0..2 {
        ask(&api, ANN).await;
        api.run_resets().await;
    }
    let second = api.link_to(ANN).await;
    let mut ann = api.browser();
    ann.sign_in(ANN, PASSWORD).await;
    let change = json!({"current_password": PASSWORD, "new_password": ANOTHER});
    ann.send(Method::POST, "/api/v1/session/password", Some(change)).await;
    assert_eq!(pointers(&confirm(&api, &second, PASSWORD).await), ["/token"]);

    ask(&api, ANN).await;
    api.run_resets().await;
    let third = api.link_to(ANN).await;
    api.clock.advance(Duration::hours(1));
    assert_eq!(pointers(&confirm(&api, &third, PASSWORD).await), ["/token"]);
}

#[actix_web::test]
async fn asking_too_often_sends_nothing_more_and_is_refused_for_an_address_only() {
    let config =
        ApiConfig { password_resets_per_account: 1, password_resets_per_address: 3, ..ApiConfig::default() };
    let api = TestApi::with(config).await;
    api.tenant("Acme", ANN).await;
    for _ in 0..3 {
        assert_eq!(ask(&api, ANN).await.status, StatusCode::ACCEPTED);
    }
    assert_eq!(api.jobs("password_reset_requested").await, 1);
    let refused = ask(&api, "bob@example.com").await;
    assert_eq!((refused.problem().as_str(), refused.header("retry-after").is_some()), ("rate-limited", true));
    api.clock.advance(Duration::hours(1));
    assert_eq!(ask(&api, ANN).await.status, StatusCode::ACCEPTED);
    assert_eq!(api.jobs("password_reset_requested").await, 2);
}

#[actix_web::test]
async fn another_password_ends_the_other_sessions_and_is_told() {
    let api = TestApi::start().await;
    api.tenant("Acme", ANN).await;
    let (mut here, mut there) = (api.browser(), api.browser());
    here.sign_in(ANN, PASSWORD).await;
    there.sign_in(ANN, PASSWORD).await;
    let change = |current: &str| json!({"current_password": current, "new_password": ANOTHER});
    let guessed = here.send(Method::POST, "/api/v1/session/password", Some(change("guessed password"))).await;
    assert_eq!(guessed.problem(), "wrong-credentials");
    let changed = here.send(Method::POST, "/api/v1/session/password", Some(change(PASSWORD))).await;
    assert_eq!(changed.status, StatusCode::NO_CONTENT, "{changed:?}");
    assert_eq!(here.get("/api/v1/session").await.status, StatusCode::OK);
    assert_eq!(there.get("/api/v1/session").await.problem(), "unauthenticated");
    assert_eq!(api.mails_to(ANN).await, 1);
}

#[actix_web::test]
async fn sessions_are_listed_and_ended_one_by_one_or_together() {
    let api = TestApi::start().await;
    api.tenant("Acme", ANN).await;
    api.tenant("Globex", "bob@example.com").await;
    let (mut here, mut there, mut third, mut bob) =
        (api.browser(), api.browser(), api.browser(), api.browser());
    for browser in [&mut here, &mut there, &mut third] {
        browser.sign_in(ANN, PASSWORD).await;
        api.clock.advance(Duration::seconds(1));
    }
    bob.sign_in("bob@example.com", PASSWORD).await;
    let listed = here.get("/api/v1/sessions").await.json();
    let current: Vec<_> = listed["data"].as_array().unwrap().iter().map(|s| s["current"].clone()).collect();
    assert_eq!(current, [json!(false), json!(false), json!(true)], "{listed}");
    assert_eq!(listed["data"][0]["address"], "192.0.2.1");

    let path = format!("/api/v1/sessions/{}", text(&listed["data"][0]["id"]));
    assert_eq!(bob.send(Method::DELETE, &path, None).await.problem(), "not-found");
    assert_eq!(here.send(Method::DELETE, &path, None).await.status, StatusCode::NO_CONTENT);
    assert_eq!(here.send(Method::DELETE, &path, None).await.problem(), "not-found");
    assert_eq!(third.get("/api/v1/session").await.problem(), "unauthenticated");
    assert_eq!(here.send(Method::DELETE, "/api/v1/sessions", None).await.status, StatusCode::NO_CONTENT);
    assert_eq!(there.get("/api/v1/session").await.problem(), "unauthenticated");
    assert_eq!(here.get("/api/v1/session").await.status, StatusCode::OK);
}

#[actix_web::test]
async fn a_sign_in_from_a_new_address_is_told_and_the_first_is_not() {
    let api = TestApi::start().await;
    api.tenant("Acme", ANN).await;
    api.browser().sign_in(ANN, PASSWORD).await;
    api.browser().sign_in(ANN, PASSWORD).await;
    assert_eq!(api.mails_to(ANN).await, 0);
    let elsewhere =
        TestRequest::post().uri("/api/v1/session").set_json(json!({"email": ANN, "password": PASSWORD}));
    assert_eq!(api.send_from("198.51.100.7:4711", elsewhere).await.status, StatusCode::CREATED);
    assert_eq!(api.mails_to(ANN).await, 1);
}

#[actix_web::test]
async fn what_is_done_to_an_account_stands_in_the_audit_log_of_its_tenants() {
    let api = TestApi::start().await;
    let acme = api.tenant("Acme", ANN).await;
    let globex = api.tenant("Globex", ANN).await;
    let mut ann = api.browser();
    ann.sign_in(ANN, PASSWORD).await;
    api.clock.advance(Duration::seconds(1));
    let change = json!({"current_password": PASSWORD, "new_password": ANOTHER});
    ann.send(Method::POST, "/api/v1/session/password", Some(change)).await;
    for tenant in [acme.tenant_id, globex.tenant_id] {
        let list = api
            .db
            .read(move |c| {
                billhook_store::audit::list(c, tenant, &billhook_store::audit::Filter::default(), None, 1)
            })
            .await
            .unwrap();
        assert_eq!(
            (list[0].operation.as_str(), list[0].actor.address.as_deref()),
            ("user.password_changed", Some("192.0.2.1"))
        );
    }
}

#[actix_web::test]
async fn somebody_who_was_called_anything_says_what_they_are_called() {
    let api = TestApi::start().await;
    let acme = api.tenant("Acme", "you@example.com").await;
    let globex = api.tenant("Globex", "you@example.com").await;
    let mut ann = api.browser();
    ann.sign_in("you@example.com", PASSWORD).await;
    api.clock.advance(Duration::seconds(1));
    let renamed = ann.send(Method::PATCH, "/api/v1/session", Some(json!({"name": " Ann "}))).await;
    assert_eq!(
        (renamed.status, &renamed.json()["user"]["name"]),
        (StatusCode::OK, &json!("Ann")),
        "{renamed:?}"
    );
    assert_eq!(ann.get("/api/v1/session").await.json()["user"]["name"], "Ann");
    for tenant in [acme, globex] {
        let members = api.get("/api/v1/members", &tenant.token).await.json();
        assert_eq!(members["data"][0]["user"]["name"], "Ann");
        let entry = api.get("/api/v1/audit?limit=1", &tenant.token).await.json()["data"][0].clone();
        assert_eq!(
            (&entry["operation"], &entry["actor"]["name"], &entry["before"], &entry["after"]),
            (&json!("user.renamed"), &json!("you"), &json!({"name": "you"}), &json!({"name": "Ann"})),
            "{entry}"
        );
    }
}

#[actix_web::test]
async fn a_name_that_changes_nothing_is_not_written_and_a_wrong_one_is_pointed_at() {
    let api = TestApi::start().await;
    let acme = api.tenant("Acme", ANN).await;
    let mut ann = api.browser();
    ann.sign_in(ANN, PASSWORD).await;
    let newest =
        || async { api.get("/api/v1/audit?limit=1", &acme.token).await.json()["data"][0]["id"].clone() };
    let before = newest().await;
    for body in [json!({}), json!({"name": "ann"})] {
        assert_eq!(ann.send(Method::PATCH, "/api/v1/session", Some(body)).await.status, StatusCode::OK);
    }
    for name in ["  ".to_owned(), "a".repeat(101), "Ann\u{7}".to_owned()] {
        let refused = ann.send(Method::PATCH, "/api/v1/session", Some(json!({"name": name}))).await;
        assert_eq!(pointers(&refused), ["/name"], "{name:?}");
    }
    assert_eq!(newest().await, before);
}

#[actix_web::test]
async fn a_token_changes_no_account_and_is_told_so() {
    let api = TestApi::start().await;
    let acme = api.tenant("Acme", ANN).await;
    let rename = |token: &str| {
        let request = TestRequest::patch().uri("/api/v1/session").set_json(json!({"name": "Bob"}));
        bearing(request, token)
    };
    let refused = api.send(rename(&acme.token)).await;
    assert_eq!((refused.problem().as_str(), refused.status), ("session-required", StatusCode::FORBIDDEN));
    assert_eq!(api.send(rename("bh_forged")).await.problem(), "unauthenticated");
}
