//! Setting up, signing in, staying in, signing out.

use std::sync::Arc;

use actix_web::http::{Method, StatusCode};
use actix_web::test::TestRequest;
use billhook_api::ApiConfig;
use billhook_api::setup::{self, Bootstrap};
use billhook_core::clock::Clock;
use billhook_store::StoreError;
use billhook_store::schema::sign_in_failures;
use billhook_store::testing::TestDb;
use chrono::Duration;
use diesel::prelude::*;
use serde_json::json;

use crate::api::{Browser, PASSWORD, TestApi, bearing};
use crate::operator::Operator;

/// Ann's browser, signed in, and another one with the same cookies: a second tab, or a thief.
async fn with_the_same_cookies(api: &TestApi) -> (Browser<'_>, Browser<'_>) {
    api.tenant("Acme", "ann@example.com").await;
    let mut one = api.browser();
    one.sign_in("ann@example.com", PASSWORD).await;
    let mut two = api.browser();
    two.cookies = one.cookies.clone();
    (one, two)
}

#[actix_web::test]
async fn the_first_start_is_set_up_by_its_link_once() {
    let api = TestApi::start().await;
    assert_eq!(api.send(TestRequest::get().uri("/api/v1/setup")).await.json(), json!({"needed": true}));
    let link = setup::issue_link(&api.db, &*api.clock).await.unwrap().expect("a link");
    let body = |token: &str| json!({"token": token, "tenant_name": "Acme", "name": "Ann", "email": "Ann@example.com", "password": PASSWORD});
    let mut ann = api.browser();
    let refused = ann.send(Method::POST, "/api/v1/setup", Some(body("guessed"))).await;
    assert_eq!(
        (refused.problem().as_str(), &refused.json()["errors"][0]["pointer"]),
        ("invalid-content", &json!("/token"))
    );

    let done = ann.send(Method::POST, "/api/v1/setup", Some(body(&link))).await;
    assert_eq!(done.status, StatusCode::CREATED, "{done:?}");
    assert_eq!(done.json()["tenants"][0]["grants"], json!(["*"]));
    assert_eq!(ann.get("/api/v1/session").await.json()["user"]["email"], "ann@example.com");
    assert_eq!(ann.get("/api/v1/tokens").await.status, StatusCode::OK);

    assert_eq!(ann.send(Method::POST, "/api/v1/setup", Some(body(&link))).await.problem(), "conflict");
    assert_eq!(api.send(TestRequest::get().uri("/api/v1/setup")).await.json(), json!({"needed": false}));
    assert_eq!(setup::issue_link(&api.db, &*api.clock).await.unwrap(), None);
}

#[actix_web::test]
async fn a_name_that_is_taken_comes_with_the_way_on() {
    let api = TestApi::start().await;
    Operator::of(&api).await.tenant("acme").await;
    let token = setup::issue_link(&api.db, &*api.clock).await.unwrap().expect("a link");
    let body = json!({"token": token, "tenant_name": "Acme", "name": "Ann", "email": "ann@example.com", "password": PASSWORD});
    let refused = api.browser().send(Method::POST, "/api/v1/setup", Some(body)).await;
    assert_eq!(refused.json()["detail"], "A tenant is called \"Acme\" already. Choose another name.");

    let clock: Arc<dyn Clock> = api.clock.clone();
    let wanted = Bootstrap {
        tenant: "Acme".into(),
        email: "ann@example.com".into(),
        password: PASSWORD.into(),
        name: None,
    };
    let refused = setup::bootstrap(&api.db, &clock, wanted).await.unwrap_err();
    assert!(refused.detail().contains("make a token there, under Tokens"), "{refused:?}");
}

#[actix_web::test]
async fn a_new_link_voids_the_one_before() {
    let api = TestApi::start().await;
    let first = setup::issue_link(&api.db, &*api.clock).await.unwrap().unwrap();
    setup::issue_link(&api.db, &*api.clock).await.unwrap().unwrap();
    let body = json!({"token": first, "tenant_name": "A", "name": "A", "email": "a@example.com", "password": PASSWORD});
    assert_eq!(
        api.browser().send(Method::POST, "/api/v1/setup", Some(body)).await.problem(),
        "invalid-content"
    );
}

#[actix_web::test]
async fn an_unknown_account_and_a_wrong_password_answer_the_same() {
    let api = TestApi::start().await;
    api.tenant("Acme", "ann@example.com").await;
    let unknown = api.browser().sign_in("bob@example.com", PASSWORD).await;
    let wrong = api.browser().sign_in("ann@example.com", "wrong horse battery").await;
    assert_eq!((unknown.status, &unknown.text), (wrong.status, &wrong.text));
    assert_eq!(wrong.problem(), "wrong-credentials");
}

#[actix_web::test]
async fn cookies_are_out_of_reach_of_scripts_and_other_sites() {
    let https =
        ApiConfig { public_url: "https://hooks.example.com".parse().unwrap(), ..ApiConfig::default() };
    let api = TestApi::with(https).await;
    api.tenant("Acme", "ann@example.com").await;
    let answer = api.browser().sign_in("ann@example.com", PASSWORD).await;
    let cookies: Vec<&str> =
        answer.headers.get_all("set-cookie").map(|value| value.to_str().unwrap()).collect();
    assert!(
        cookies[0].starts_with("__Host-billhook_session=") && cookies[0].contains("; Path=/;"),
        "{cookies:?}"
    );
    assert!(
        cookies[1].starts_with("__Secure-billhook_refresh=")
            && cookies[1].contains("; Path=/api/v1/session;")
    );
    for cookie in cookies {
        for wanted in ["HttpOnly", "Secure", "SameSite=Strict"] {
            assert!(cookie.contains(wanted), "{cookie} lacks {wanted}");
        }
    }
    assert!(answer.header("strict-transport-security").is_some());
}

#[actix_web::test]
async fn an_expired_access_token_is_refreshed() {
    let api = TestApi::start().await;
    api.tenant("Acme", "ann@example.com").await;
    let mut ann = api.browser();
    assert_eq!(ann.sign_in("ann@example.com", PASSWORD).await.status, StatusCode::CREATED);
    api.clock.advance(Duration::minutes(11));
    assert_eq!(ann.get("/api/v1/session").await.problem(), "session-expired");
    assert_eq!(ann.send(Method::POST, "/api/v1/session/refresh", None).await.status, StatusCode::OK);
    assert_eq!(ann.get("/api/v1/session").await.status, StatusCode::OK);
}

#[actix_web::test]
async fn two_tabs_may_refresh_at_the_same_moment() {
    let api = TestApi::start().await;
    let (mut one, mut two) = with_the_same_cookies(&api).await;
    assert_eq!(one.send(Method::POST, "/api/v1/session/refresh", None).await.status, StatusCode::OK);
    api.clock.advance(Duration::seconds(2));
    assert_eq!(two.send(Method::POST, "/api/v1/session/refresh", None).await.status, StatusCode::OK);
    assert_eq!(two.get("/api/v1/session").await.status, StatusCode::OK);
    assert_eq!(one.send(Method::POST, "/api/v1/session/refresh", None).await.status, StatusCode::OK);
}

#[actix_web::test]
async fn a_stolen_refresh_credential_ends_the_session_for_both() {
    let api = TestApi::start().await;
    let (mut ann, mut thief) = with_the_same_cookies(&api).await;
    ann.send(Method::POST, "/api/v1/session/refresh", None).await;
    api.clock.advance(Duration::seconds(31));
    assert_eq!(thief.send(Method::POST, "/api/v1/session/refresh", None).await.problem(), "unauthenticated");
    assert_eq!(ann.get("/api/v1/session").await.problem(), "unauthenticated");
    assert_eq!(ann.send(Method::POST, "/api/v1/session/refresh", None).await.problem(), "unauthenticated");
}

#[actix_web::test]
async fn a_thief_who_refreshes_often_is_found_out_as_well() {
    let api = TestApi::start().await;
    let (mut ann, mut thief) = with_the_same_cookies(&api).await;
    for _ in 0..3 {
        assert_eq!(thief.send(Method::POST, "/api/v1/session/refresh", None).await.status, StatusCode::OK);
    }
    assert_eq!(ann.send(Method::POST, "/api/v1/session/refresh", None).await.problem(), "unauthenticated");
    assert_eq!(thief.get("/api/v1/session").await.problem(), "unauthenticated");
}

#[actix_web::test]
async fn signing_out_ends_the_session_in_every_tab_at_once() {
    let api = TestApi::start().await;
    let (mut one, mut two) = with_the_same_cookies(&api).await;
    assert_eq!(one.send(Method::DELETE, "/api/v1/session", None).await.status, StatusCode::NO_CONTENT);
    assert!(one.cookies.is_empty());
    assert_eq!(two.get("/api/v1/session").await.problem(), "unauthenticated");
    assert_eq!(two.send(Method::POST, "/api/v1/session/refresh", None).await.problem(), "unauthenticated");
}

#[actix_web::test]
async fn another_password_ends_every_session() {
    let api = TestApi::start().await;
    api.tenant("Acme", "ann@example.com").await;
    let mut ann = api.browser();
    ann.sign_in("ann@example.com", PASSWORD).await;
    setup::reset_password(&api.db, &*api.clock, "ann@example.com", "another horse battery".into())
        .await
        .unwrap();
    assert_eq!(ann.get("/api/v1/session").await.problem(), "unauthenticated");
    assert_eq!(ann.sign_in("ann@example.com", PASSWORD).await.problem(), "wrong-credentials");
    assert_eq!(ann.sign_in("ann@example.com", "another horse battery").await.status, StatusCode::CREATED);
}

#[actix_web::test]
async fn a_request_that_changes_something_must_come_from_the_console() {
    let api = TestApi::start().await;
    api.tenant("Acme", "ann@example.com").await;
    let mut ann = api.browser();
    ann.sign_in("ann@example.com", PASSWORD).await;
    let post = || TestRequest::post().uri("/api/v1/tokens").set_json(json!({"name": "x"}));
    assert_eq!(ann.send_as_is(post()).await.problem(), "cross-site");
    let foreign =
        post().insert_header(("Billhook-Console", "1")).insert_header(("Origin", "https://evil.example"));
    assert_eq!(ann.send_as_is(foreign).await.problem(), "cross-site");
    let own =
        post().insert_header(("Billhook-Console", "1")).insert_header(("Origin", "http://127.0.0.1:8080"));
    assert_eq!(ann.send_as_is(own).await.status, StatusCode::CREATED);
    let sign_in = json!({"email": "ann@example.com", "password": PASSWORD});
    let foreign = TestRequest::post()
        .uri("/api/v1/session")
        .set_json(sign_in)
        .insert_header(("Origin", "https://evil.example"));
    assert_eq!(api.send(foreign).await.problem(), "cross-site");
}

#[actix_web::test]
async fn failed_sign_ins_are_limited_per_account() {
    let config = ApiConfig { sign_in_failures_per_account: 3, ..ApiConfig::default() };
    let api = TestApi::with(config).await;
    api.tenant("Acme", "ann@example.com").await;
    let mut browser = api.browser();
    for _ in 0..3 {
        assert_eq!(
            browser.sign_in("ann@example.com", "wrong horse battery").await.problem(),
            "wrong-credentials"
        );
    }
    let held_back = browser.sign_in("ANN@example.com ", PASSWORD).await;
    assert_eq!(
        (held_back.problem().as_str(), held_back.status),
        ("too-many-sign-ins", StatusCode::TOO_MANY_REQUESTS)
    );
    let wait: i64 = held_back.header("retry-after").unwrap().parse().unwrap();
    assert_eq!(
        (held_back.header("ratelimit-limit"), held_back.header("ratelimit-remaining")),
        (Some("3"), Some("0"))
    );
    api.clock.advance(Duration::seconds(wait));
    assert_eq!(browser.sign_in("ann@example.com", PASSWORD).await.status, StatusCode::CREATED);
}

#[actix_web::test]
async fn strangers_keep_nobody_out_who_signs_in_from_a_known_place() {
    let config = ApiConfig { sign_in_failures_per_account: 3, ..ApiConfig::default() };
    let api = TestApi::with(config).await;
    api.tenant("Acme", "ann@example.com").await;
    let sign_in = async |from: &str, password: &str| {
        let body = json!({"email": "ann@example.com", "password": password});
        let request = TestRequest::post().uri("/api/v1/session").set_json(body);
        let answer = api.send_from(&format!("{from}:4711"), request).await;
        if answer.status.is_success() { "signed-in".to_owned() } else { answer.problem() }
    };
    assert_eq!(sign_in("192.0.2.1", PASSWORD).await, "signed-in");
    for n in 0..3 {
        assert_eq!(sign_in(&format!("198.51.100.{n}"), "guess").await, "wrong-credentials");
    }
    assert_eq!(sign_in("198.51.100.9", PASSWORD).await, "too-many-sign-ins", "guesses are bounded together");
    assert_eq!(sign_in("192.0.2.1", PASSWORD).await, "signed-in");
    // The known place has a bound of its own.
    for _ in 0..3 {
        assert_eq!(sign_in("192.0.2.1", "guess").await, "wrong-credentials");
    }
    assert_eq!(sign_in("192.0.2.1", PASSWORD).await, "too-many-sign-ins");
}

#[actix_web::test]
async fn right_passwords_that_come_all_at_once_do_not_add_up_to_failures() {
    let config = ApiConfig {
        sign_in_failures_per_account: 3,
        sign_in_failures_per_address: 5,
        ..ApiConfig::default()
    };
    let api = TestApi::with(config).await;
    api.tenant("Acme", "ann@example.com").await;
    let sign_in = async || {
        let body = json!({"email": "ann@example.com", "password": PASSWORD});
        let request = TestRequest::post().uri("/api/v1/session").set_json(body);
        api.send_from("192.0.2.1:4711", request).await.status
    };
    let at_once = futures::future::join_all((0..12).map(|_| sign_in())).await;
    let refused = at_once.iter().filter(|status| **status == StatusCode::TOO_MANY_REQUESTS).count();
    assert!((1..12).contains(&refused), "{at_once:?}");
    assert_eq!(sign_in().await, StatusCode::CREATED);
}

#[actix_web::test]
async fn an_address_that_has_used_up_its_failures_writes_nothing_more() {
    let config = ApiConfig { sign_in_failures_per_address: 2, ..ApiConfig::default() };
    let api = TestApi::with(config).await;
    for n in 0..9 {
        api.browser().sign_in(&format!("user{n}@example.com"), PASSWORD).await;
    }
    let rows: Result<i64, StoreError> =
        api.db.read(|c| Ok(sign_in_failures::table.count().get_result(c)?)).await;
    assert_eq!(rows.unwrap(), 3, "two accounts and the address");
}

#[actix_web::test]
async fn who_may_be_anybody_is_not_read_at_length() {
    for database in [TestDb::sqlite(), TestDb::postgres()] {
        let api = TestApi::on(database, ApiConfig::default()).await;
        let email = |bytes: usize| format!("{}@example.com", "x".repeat(bytes - 12));
        assert_eq!(api.browser().sign_in(&email(254), PASSWORD).await.problem(), "wrong-credentials");
        let refused = api.browser().sign_in(&email(255), PASSWORD).await;
        assert_eq!(refused.json()["errors"][0]["pointer"], "/email", "{refused:?}");
        for path in [
            "session",
            "session/portal",
            "password-resets",
            "invitations/accept",
            "setup",
            "operator/session",
        ] {
            let body = json!({"email": email(9000), "token": "x", "password": "x"});
            let refused = api.browser().send(Method::POST, &format!("/api/v1/{path}"), Some(body)).await;
            assert_eq!(refused.problem(), "too-large", "{path}");
        }
    }
}

#[actix_web::test]
async fn failed_sign_ins_are_limited_per_address() {
    let config = ApiConfig { sign_in_failures_per_address: 3, ..ApiConfig::default() };
    let api = TestApi::with(config).await;
    api.tenant("Acme", "ann@example.com").await;
    for n in 0..3 {
        let answer = api.browser().sign_in(&format!("user{n}@example.com"), PASSWORD).await;
        assert_eq!(answer.problem(), "wrong-credentials");
    }
    assert_eq!(api.browser().sign_in("ann@example.com", PASSWORD).await.problem(), "too-many-sign-ins");
}

#[actix_web::test]
async fn successful_sign_ins_do_not_use_up_the_address() {
    let config = ApiConfig { sign_in_failures_per_address: 2, ..ApiConfig::default() };
    let api = TestApi::with(config).await;
    api.tenant("Acme", "ann@example.com").await;
    for _ in 0..5 {
        assert_eq!(api.browser().sign_in("ann@example.com", PASSWORD).await.status, StatusCode::CREATED);
    }
}

#[actix_web::test]
async fn a_member_of_several_tenants_names_one() {
    let api = TestApi::start().await;
    let first = api.tenant("Acme", "ann@example.com").await;
    api.tenant("Globex", "ann@example.com").await;
    let other = api.tenant("Initech", "bob@example.com").await;
    let mut ann = api.browser();
    assert_eq!(ann.sign_in("ann@example.com", PASSWORD).await.json()["tenants"].as_array().unwrap().len(), 2);
    let in_tenant =
        |id: String| TestRequest::get().uri("/api/v1/tokens").insert_header(("Billhook-Tenant", id));
    assert_eq!(ann.get("/api/v1/tokens").await.problem(), "tenant-required");
    assert_eq!(ann.send_as_is(in_tenant(first.tenant_id.to_string())).await.status, StatusCode::OK);
    assert_eq!(ann.send_as_is(in_tenant(other.tenant_id.to_string())).await.problem(), "not-found");
    assert_eq!(ann.send_as_is(in_tenant("acme".into())).await.problem(), "invalid-header");
}

#[actix_web::test]
async fn the_first_member_is_called_as_said_or_by_the_address() {
    let api = TestApi::start().await;
    for (tenant, name, email, called) in [
        ("Acme", Some(" Ann Archer "), "ann@example.com", "Ann Archer"),
        ("Globex", None, "bob@example.com", "bob@example.com"),
    ] {
        let name = name.map(str::to_owned);
        let wanted =
            Bootstrap { tenant: tenant.into(), name, email: email.into(), password: PASSWORD.into() };
        let token = api.bootstrap(wanted).await.token;
        let session = api.send(bearing(TestRequest::get().uri("/api/v1/session"), &token)).await.json();
        assert_eq!(session["user"]["name"], called);
    }
}

#[actix_web::test]
async fn a_token_tells_who_it_is() {
    let api = TestApi::start().await;
    let acme = api.tenant("Acme", "ann@example.com").await;
    api.tenant("Globex", "ann@example.com").await;
    let view = api.send(bearing(TestRequest::get().uri("/api/v1/session"), &acme.token)).await.json();
    assert_eq!(view["user"]["id"], json!(acme.user_id));
    assert_eq!(view["tenants"].as_array().unwrap().len(), 1);
    assert_eq!(view["tenants"][0]["id"], json!(acme.tenant_id));
}
