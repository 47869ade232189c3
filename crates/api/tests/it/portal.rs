//! Links of the operator: they open the console as a tenant, once, with what they carry and nothing more.

use actix_web::http::{Method, StatusCode};
use actix_web::test::TestRequest;
use billhook_api::{ApiConfig, Branding, Logo};
use billhook_store::owners;
use chrono::Duration;
use serde_json::{Value, json};

use crate::api::{Answer, Browser, TestApi, bearing};
use crate::operator::Operator;
use crate::world::{URL, World, pointers, text, v1};

async fn link(operator: &Operator<'_>, api: &TestApi, tenant: &str, body: Value) -> Answer {
    api.post(&v1(&format!("tenants/{tenant}/links")), &operator.token, body).await
}

/// The token in the URL that was answered.
fn token(made: &Answer) -> String {
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    let url = text(&made.json()["url"]);
    let (place, token) = url.split_once("?token=").expect("a token");
    assert!(place.ends_with("/portal"), "{place}");
    token.to_owned()
}

async fn open(browser: &mut Browser<'_>, token: &str) -> Answer {
    browser.send(Method::POST, "/api/v1/session/portal", Some(json!({"token": token}))).await
}

/// A browser in the tenant's console, by a link that carries this.
async fn visit<'a>(world: &'a World, operator: &Operator<'_>, body: Value) -> Browser<'a> {
    let made = link(operator, &world.api, &world.tenant.to_string(), body).await;
    let mut browser = world.api.browser();
    let opened = open(&mut browser, &token(&made)).await;
    assert_eq!(opened.status, StatusCode::CREATED, "{opened:?}");
    browser
}

fn hook_on(event_type: &str) -> Option<Value> {
    Some(json!({"name": "ERP", "url": URL, "actions": [{"event_type": event_type}]}))
}

#[actix_web::test]
async fn a_link_opens_the_console_with_exactly_what_it_carries() {
    let world = World::new().await;
    let operator = Operator::of(&world.api).await;
    let body =
        json!({"name": "Ann of Acme", "permissions": ["hooks.view", "hooks.create"], "grants": ["order"]});
    let mut ann = visit(&world, &operator, body).await;
    let session = ann.get("/api/v1/session").await.json();
    assert_eq!(session["user"]["name"], "Ann of Acme (Portal)");
    assert_eq!(session["tenants"][0]["id"], json!(world.tenant));
    assert_eq!(session["tenants"][0]["permissions"], json!(["hooks.view", "hooks.create"]));
    assert_eq!(session["tenants"][0]["grants"], json!(["order"]));
    assert_eq!(session["portal"]["ends_at"], "2026-11-20T20:00:00Z");
    assert_eq!(ann.send(Method::POST, "/api/v1/hooks", hook_on("order.*")).await.status, StatusCode::CREATED);
    let beyond = ann.send(Method::POST, "/api/v1/hooks", hook_on("invoice.*")).await;
    assert_eq!(beyond.problem(), "grant-missing");
    assert_eq!(ann.get("/api/v1/members").await.problem(), "permission-missing");
    let entries = world.get("audit").await.json();
    let actor_of = |operation: &str| {
        let entry = entries["data"].as_array().unwrap().iter().find(|entry| entry["operation"] == operation);
        text(&entry.unwrap_or_else(|| panic!("no {operation} in {entries}"))["actor"]["name"])
    };
    assert_eq!(actor_of("portal.link_created"), "operator (platform)");
    assert_eq!(actor_of("portal.opened"), "Ann of Acme");
    assert_eq!(actor_of("hook.created"), "Ann of Acme (Portal)");
}

#[actix_web::test]
async fn a_link_that_names_nothing_lets_see_to_hooks_and_no_more() {
    let world = World::new().await;
    let operator = Operator::of(&world.api).await;
    let mut ann = visit(&world, &operator, json!({})).await;
    let session = ann.get("/api/v1/session").await.json();
    assert_eq!(
        session["tenants"][0]["permissions"],
        json!([
            "hooks.view",
            "hooks.create",
            "hooks.edit",
            "hooks.delete",
            "hooks.test",
            "events.view",
            "deliveries.replay"
        ])
    );
    assert_eq!(session["tenants"][0]["grants"], json!(["*"]));
}

#[actix_web::test]
async fn a_link_works_once_and_until_it_expires() {
    let world = World::new().await;
    let operator = Operator::of(&world.api).await;
    let acme = world.tenant.to_string();
    let first = token(&link(&operator, &world.api, &acme, json!({})).await);
    assert_eq!(open(&mut world.api.browser(), &first).await.status, StatusCode::CREATED);
    let again = open(&mut world.api.browser(), &first).await;
    assert_eq!((again.status, pointers(&again)), (StatusCode::UNPROCESSABLE_ENTITY, vec!["/token".into()]));
    assert!(again.text.contains("used already"), "{again:?}");
    let late = token(&link(&operator, &world.api, &acme, json!({"expires_in_s": 60})).await);
    world.api.clock.advance(Duration::seconds(60));
    assert!(open(&mut world.api.browser(), &late).await.text.contains("has expired"));
    assert!(open(&mut world.api.browser(), "guessed").await.text.contains("ask for a new link"));
    let endless = link(&operator, &world.api, &acme, json!({"expires_in_s": 86401})).await;
    assert_eq!(pointers(&endless), ["/expires_in_s"]);
}

#[actix_web::test]
async fn the_same_key_answers_the_same_link_and_members_make_none() {
    let world = World::new().await;
    let operator = Operator::of(&world.api).await;
    let path = v1(&format!("tenants/{}/links", world.tenant));
    let ask = async |token: &str| {
        let request = TestRequest::post().uri(&path).insert_header(("Idempotency-Key", "k1"));
        world.api.send(bearing(request.set_json(json!({})), token)).await
    };
    let (first, again) = (ask(&operator.token).await, ask(&operator.token).await);
    assert_eq!(first.json(), again.json());
    assert_eq!(ask(&world.token).await.problem(), "operator-required");
}

#[actix_web::test]
async fn a_session_of_a_link_ends_however_often_it_is_refreshed() {
    let world = World::new().await;
    let operator = Operator::of(&world.api).await;
    let mut ann = visit(&world, &operator, json!({})).await;
    for _ in 0..7 {
        world.api.clock.advance(Duration::hours(1));
        let refreshed = ann.send(Method::POST, "/api/v1/session/refresh", None).await;
        assert_eq!(refreshed.status, StatusCode::OK, "{refreshed:?}");
        assert!(!refreshed.json()["portal"].is_null());
    }
    world.api.clock.advance(Duration::hours(1));
    assert_eq!(ann.send(Method::POST, "/api/v1/session/refresh", None).await.problem(), "unauthenticated");
    assert_eq!(ann.get("/api/v1/session").await.status, StatusCode::UNAUTHORIZED);
}

#[actix_web::test]
async fn a_visitor_has_no_account_and_what_they_make_is_bounded_as_they_are() {
    let world = World::new().await;
    let operator = Operator::of(&world.api).await;
    let body = json!({"permissions": ["tokens.edit", "hooks.view", "members.edit"], "grants": ["order"]});
    let mut ann = visit(&world, &operator, body).await;
    assert_eq!(ann.get("/api/v1/sessions").await.problem(), "session-required");
    assert_eq!(ann.send(Method::DELETE, "/api/v1/sessions", None).await.problem(), "session-required");
    assert_eq!(ann.send(Method::DELETE, "/api/v1/membership", None).await.problem(), "session-required");
    let password = json!({"current_password": "", "new_password": "correct horse battery"});
    let changed = ann.send(Method::POST, "/api/v1/session/password", Some(password)).await;
    assert_eq!(changed.problem(), "session-required");
    let renamed = ann.send(Method::PATCH, "/api/v1/session", Some(json!({"name": "Bob"}))).await;
    assert_eq!(renamed.problem(), "session-required");
    let made = ann.send(Method::POST, "/api/v1/tokens", Some(json!({"name": "mine"}))).await.json();
    assert_eq!(
        (&made["permissions"], &made["grants"]),
        (&json!(["hooks.view", "members.edit", "tokens.edit"]), &json!(["order"]))
    );
}

#[actix_web::test]
async fn the_portal_is_marked_among_the_members_and_closed_but_not_removed() {
    let world = World::new().await;
    let operator = Operator::of(&world.api).await;
    let mut ann = visit(&world, &operator, json!({})).await;
    let members = world.get("members").await.json();
    let portal =
        members["data"].as_array().unwrap().iter().find(|it| it["user"]["kind"] == "portal").unwrap();
    let path = format!("members/{}", text(&portal["id"]));
    assert_eq!(world.delete(&path).await.problem(), "conflict");
    // The one person who can edit members is the last one, whatever the portal has.
    let person =
        members["data"].as_array().unwrap().iter().find(|it| it["user"]["kind"] == "person").unwrap();
    assert_eq!(world.delete(&format!("members/{}", text(&person["id"]))).await.problem(), "last-editor");
    let eve = world.api.member(world.tenant, "Eve", &["members.edit"], &[]).await;
    let request = TestRequest::patch().uri(&v1(&path)).set_json(json!({"state": "disabled"}));
    let closed = world.api.send(bearing(request, &eve.token)).await;
    assert_eq!(closed.status, StatusCode::OK, "it is not an owner: {closed:?}");
    assert_eq!(ann.get("/api/v1/hooks").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(link(&operator, &world.api, &world.tenant.to_string(), json!({})).await.problem(), "conflict");
}

#[actix_web::test]
async fn what_the_operator_takes_from_the_portal_is_taken_from_open_sessions_and_their_hooks() {
    let world = World::new().await;
    let operator = Operator::of(&world.api).await;
    let mut ann = visit(&world, &operator, json!({"grants": ["order", "invoice"]})).await;
    let made = ann.send(Method::POST, "/api/v1/hooks", hook_on("invoice.*")).await;
    assert_eq!(made.json()["owner"]["name"], "Portal", "{made:?}");
    let changed = operator.patch(&world.tenant.to_string(), json!({"portal": {"grants": ["order"]}})).await;
    assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
    assert_eq!(ann.get("/api/v1/session").await.json()["tenants"][0]["grants"], json!(["order"]));
    assert_eq!(world.api.jobs(owners::OWNER_CHANGED).await, 1);
}

#[actix_web::test]
async fn nobody_signs_in_to_the_portal_nor_asks_for_its_password() {
    let world = World::new().await;
    let operator = Operator::of(&world.api).await;
    visit(&world, &operator, json!({})).await;
    let members = world.get("members").await.json();
    let portal =
        members["data"].as_array().unwrap().iter().find(|it| it["user"]["kind"] == "portal").unwrap();
    let email = text(&portal["user"]["email"]);
    assert_eq!(world.api.browser().sign_in(&email, "").await.problem(), "wrong-credentials");
    let body = Some(json!({"email": email}));
    let reset = world.api.browser().send(Method::POST, "/api/v1/password-resets", body).await;
    assert_eq!(reset.status, StatusCode::ACCEPTED);
    world.api.run_resets().await;
    assert_eq!(world.api.mails_to(Box::leak(email.into_boxed_str())).await, 0);
}

fn framed() -> ApiConfig {
    ApiConfig {
        public_url: "https://hooks.example.com".parse().unwrap(),
        frame_ancestors: vec!["https://app.example.com".into(), "https://shop.example.net".into()],
        ..ApiConfig::default()
    }
}

fn cookies(answer: &Answer) -> Vec<String> {
    answer.headers.get_all("set-cookie").map(|value| value.to_str().unwrap().to_owned()).collect()
}

#[actix_web::test]
async fn only_the_configured_origins_may_frame_the_console() {
    let closed = TestApi::start().await.send(TestRequest::get().uri("/")).await;
    assert_eq!(closed.header("x-frame-options"), Some("DENY"));
    assert!(closed.header("content-security-policy").unwrap().contains("frame-ancestors 'none'"));
    let open = TestApi::with(framed()).await.send(TestRequest::get().uri("/")).await;
    assert_eq!(open.header("x-frame-options"), None);
    let policy = open.header("content-security-policy").unwrap();
    assert!(policy.ends_with("frame-ancestors https://app.example.com https://shop.example.net"), "{policy}");
}

#[actix_web::test]
async fn in_frames_only_the_cookies_of_links_are_sent_along_and_never_without_the_consoles_header() {
    let world = World::with(framed()).await;
    let operator = Operator::of(&world.api).await;
    let made = link(&operator, &world.api, &world.tenant.to_string(), json!({})).await;
    let mut ann = world.api.browser();
    let opened = open(&mut ann, &token(&made)).await;
    let kept = |cookie: &&String| !cookie.contains("Max-Age=0");
    for cookie in cookies(&opened).iter().filter(kept) {
        assert!(cookie.contains("SameSite=None") && cookie.contains("; Partitioned"), "{cookie}");
        assert!(cookie.contains("Secure") && cookie.contains("HttpOnly"), "{cookie}");
    }
    assert_eq!(cookies(&opened).iter().filter(kept).count(), 2);
    let signed_in = world.api.browser().sign_in("ann@example.com", crate::api::PASSWORD).await;
    assert!(cookies(&signed_in).iter().filter(kept).all(|cookie| cookie.contains("SameSite=Strict")));

    // What a page of another site can send: the cookie, and no header of its own.
    let forged = ann.send_as_is(TestRequest::delete().uri("/api/v1/session")).await;
    assert_eq!(forged.problem(), "cross-site");
    let request = TestRequest::delete().uri("/api/v1/session").insert_header(("Billhook-Console", "1"));
    let foreign = ann.send_as_is(request.insert_header(("Origin", "https://app.example.com"))).await;
    assert_eq!(foreign.problem(), "cross-site");
}

#[actix_web::test]
async fn the_console_bears_the_operators_name_colour_and_logo() {
    let branding = Branding {
        name: Some("Acme <Events>".into()),
        colour: Some("#aa3300".parse().unwrap()),
        logo: Some(Logo { media_type: "image/svg+xml", bytes: "<svg/>".into() }),
    };
    let api = TestApi::with(ApiConfig { branding, ..ApiConfig::default() }).await;
    let page = api.send(TestRequest::get().uri("/hooks")).await.text;
    if page.contains("/assets/") {
        assert!(page.contains("<title>Acme &lt;Events&gt;</title>"), "{page}");
        assert!(page.contains(r#"<link rel="stylesheet" href="/branding.css" />"#), "{page}");
    }
    let styles = api.send(TestRequest::get().uri("/branding.css")).await;
    assert!(styles.text.contains("--mantine-color-petrol-7:#aa3300;"), "{styles:?}");
    let logo = api.send(TestRequest::get().uri("/branding/logo")).await;
    assert_eq!((logo.header("content-type"), logo.text.as_str()), (Some("image/svg+xml"), "<svg/>"));
    assert!(logo.header("content-security-policy").is_some());
}
