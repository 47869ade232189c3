//! Invitations: from a mail with a link to a member who is signed in.

use actix_web::http::{Method, StatusCode};
use billhook_api::ApiConfig;
use billhook_core::clock::Clock;
use billhook_core::member::{MemberState, Permission};
use billhook_store::members::{self, Change};
use chrono::Duration;
use serde_json::{Value, json};

use crate::api::{Browser, PASSWORD, TestApi};
use crate::world::{World, pointers, text};

const BOB: &str = "bob@example.com";

async fn invite(world: &World) -> Value {
    let body = json!({"email": BOB, "permissions": ["hooks.view", "hooks.create"], "grants": ["invoice"]});
    let made = world.post("invitations", body).await;
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    made.json()
}

/// Invites Bob, and gives the token of the link in his mail.
async fn link(world: &World) -> String {
    invite(world).await;
    world.api.link_to(BOB).await
}

async fn accept(browser: &mut Browser<'_>, body: Value) -> crate::api::Answer {
    browser.send(Method::POST, "/api/v1/invitations/accept", Some(body)).await
}

fn joining(token: &str) -> Value {
    json!({"token": token, "name": "Bob", "password": "another horse battery"})
}

#[actix_web::test]
async fn whoever_accepts_is_a_member_with_what_was_offered_and_signed_in() {
    let world = World::new().await;
    let made = invite(&world).await;
    assert_eq!((&made["state"], &made["invited_by"]), (&json!("open"), &json!("ann")));
    let token = world.api.link_to(BOB).await;
    let mut bob = world.api.browser();
    let lookup = bob.send(Method::POST, "/api/v1/invitations/lookup", Some(json!({"token": token}))).await;
    let offer = lookup.json();
    assert_eq!((&offer["tenant_name"], &offer["email"]), (&json!("Acme"), &json!(BOB)), "{lookup:?}");
    assert_eq!((&offer["account"], &offer["grants"]), (&json!("new"), &json!(["invoice"])));

    let joined = accept(&mut bob, joining(&token)).await;
    assert_eq!(joined.status, StatusCode::CREATED, "{joined:?}");
    let session = bob.get("/api/v1/session").await.json();
    assert_eq!(session["user"]["name"], "Bob");
    assert_eq!(session["tenants"][0]["permissions"], json!(["hooks.view", "hooks.create"]));
    assert_eq!(session["tenants"][0]["grants"], json!(["invoice"]));
    assert_eq!(world.get("invitations").await.json()["data"][0]["state"], "accepted");
    assert_eq!(world.api.browser().sign_in(BOB, "another horse battery").await.status, StatusCode::CREATED);
}

#[actix_web::test]
async fn a_link_works_once_and_until_it_expires_or_is_revoked() {
    let world = World::new().await;
    let used = link(&world).await;
    assert_eq!(accept(&mut world.api.browser(), joining(&used)).await.status, StatusCode::CREATED);
    assert_eq!(pointers(&accept(&mut world.api.browser(), joining(&used)).await), ["/token"]);

    let body = json!({"email": "eve@example.com", "permissions": [], "grants": []});
    let made = world.post("invitations", body.clone()).await.json();
    let revoked = world.api.link_to("eve@example.com").await;
    let path = format!("invitations/{}", text(&made["id"]));
    assert_eq!(world.delete(&path).await.status, StatusCode::NO_CONTENT);
    assert_eq!(world.delete(&path).await.problem(), "conflict");
    assert_eq!(pointers(&accept(&mut world.api.browser(), joining(&revoked)).await), ["/token"]);

    world.post("invitations", body).await;
    let expired = world.api.link_to("eve@example.com").await;
    world.api.clock.advance(Duration::days(7));
    let refused = accept(&mut world.api.browser(), joining(&expired)).await;
    assert_eq!(pointers(&refused), ["/token"]);
    assert!(refused.json()["detail"].as_str().unwrap().contains("expired"), "{refused:?}");
    assert_eq!(world.get("invitations").await.json()["data"][0]["state"], "expired");
}

#[actix_web::test]
async fn sending_again_voids_the_link_before() {
    let world = World::new().await;
    let made = invite(&world).await;
    let first = world.api.link_to(BOB).await;
    let again = world.ask(&format!("invitations/{}/resend", text(&made["id"]))).await;
    assert_eq!(again.status, StatusCode::OK, "{again:?}");
    let second = world.api.link_to(BOB).await;
    assert_ne!(first, second);
    assert_eq!(pointers(&accept(&mut world.api.browser(), joining(&first)).await), ["/token"]);
    assert_eq!(accept(&mut world.api.browser(), joining(&second)).await.status, StatusCode::CREATED);
}

#[actix_web::test]
async fn nobody_invites_twice_or_whoever_is_a_member() {
    let world = World::new().await;
    invite(&world).await;
    let body = |email: &str| json!({"email": email, "permissions": [], "grants": []});
    assert_eq!(world.post("invitations", body(BOB)).await.problem(), "conflict");
    assert_eq!(world.post("invitations", body("Ann@example.com")).await.problem(), "conflict");
    world.api.clock.advance(Duration::days(8));
    assert_eq!(world.post("invitations", body(BOB)).await.status, StatusCode::CREATED);
}

#[actix_web::test]
async fn nobody_gives_more_than_they_have() {
    let world = World::new().await;
    let token = world.token(&["members.edit", "hooks.view"], &["order"]).await;
    let body = json!({"email": BOB, "permissions": ["hooks.view", "hooks.edit"], "grants": ["order", "*"]});
    let refused = world.api.post("/api/v1/invitations", &token, body).await;
    assert_eq!(pointers(&refused), ["/grants/1", "/permissions/1"]);
    let without = world.token(&["hooks.view"], &["*"]).await;
    let body = json!({"email": BOB, "permissions": [], "grants": []});
    assert_eq!(world.api.post("/api/v1/invitations", &without, body).await.problem(), "permission-missing");
}

#[actix_web::test]
async fn nobody_sends_an_invitation_again_that_offers_more_than_they_have() {
    let world = World::new().await;
    let id = text(&invite(&world).await["id"]);
    let resend = format!("invitations/{id}/resend");
    let less = world.token(&["members.edit", "hooks.view"], &["*"]).await;
    let refused = world.ask_as(&resend, &less).await;
    assert_eq!(
        (refused.status, &refused.json()["permission"]),
        (StatusCode::FORBIDDEN, &json!("hooks.create"))
    );
    let enough = world.token(&["members.edit", "hooks.view", "hooks.create"], &["invoice"]).await;
    assert_eq!(world.ask_as(&resend, &enough).await.status, StatusCode::OK);
}

#[actix_web::test]
async fn an_invitation_is_cut_down_with_its_inviter_and_void_without() {
    let world = World::new().await;
    let token = link(&world).await;
    let (tenant, now) = (world.tenant, world.api.clock.now());
    let change_ann = async |change: Change| {
        let changed = world.api.db.write(move |c| {
            let ann = members::list(c, tenant, None, 1)?.remove(0).0.id;
            members::update(c, tenant, ann, &change, now)
        });
        assert!(changed.await.unwrap());
    };
    let lookup = async || {
        let body = Some(json!({"token": token}));
        world.api.browser().send(Method::POST, "/api/v1/invitations/lookup", body).await
    };
    let less = [Permission::MembersEdit, Permission::HooksView].into();
    change_ann(Change { permissions: Some(less), ..Change::default() }).await;
    assert_eq!(lookup().await.json()["permissions"], json!(["hooks.view"]));
    change_ann(Change { state: Some(MemberState::Disabled), ..Change::default() }).await;
    assert_eq!(pointers(&lookup().await), ["/token"]);
}

#[actix_web::test]
async fn an_account_that_exists_joins_with_its_own_password_or_session() {
    let world = World::new().await;
    world.api.tenant("Globex", BOB).await;
    let token = link(&world).await;
    let mut bob = world.api.browser();
    let guessed = json!({"token": token, "name": "Eve", "password": "a password of her own"});
    assert_eq!(accept(&mut bob, guessed).await.problem(), "wrong-credentials");
    assert_eq!(pointers(&accept(&mut bob, json!({"token": token})).await), ["/password"]);
    let joined = accept(&mut bob, json!({"token": token, "password": PASSWORD})).await;
    assert_eq!(joined.json()["tenants"].as_array().unwrap().len(), 2, "{joined:?}");

    let other = world.api.tenant("Initech", "carl@example.com").await;
    let body = json!({"email": BOB, "permissions": [], "grants": []});
    world.api.post("/api/v1/invitations", &other.token, body).await;
    let token = world.api.link_to(BOB).await;
    let joined = accept(&mut bob, json!({"token": token})).await;
    assert_eq!(joined.json()["tenants"].as_array().unwrap().len(), 3, "{joined:?}");
}

#[actix_web::test]
async fn a_new_account_needs_a_name_and_a_password() {
    let world = World::new().await;
    let token = link(&world).await;
    let mut bob = world.api.browser();
    assert_eq!(pointers(&accept(&mut bob, json!({"token": token})).await), ["/name", "/password"]);
    let short = json!({"token": token, "name": "Bob", "password": "short"});
    assert_eq!(pointers(&accept(&mut bob, short).await), ["/password"]);
    assert_eq!(pointers(&accept(&mut bob, json!({"token": "guessed", "password": "x"})).await), ["/token"]);
}

#[actix_web::test]
async fn an_invitation_is_made_once_for_one_idempotency_key() {
    let world = World::with(ApiConfig::default()).await;
    let request = || {
        let body = json!({"email": BOB, "permissions": [], "grants": []});
        let post = actix_web::test::TestRequest::post().uri("/api/v1/invitations").set_json(body);
        crate::api::bearing(post, &world.token).insert_header(("Idempotency-Key", "k"))
    };
    let first = world.api.send(request()).await;
    let second = world.api.send(request()).await;
    assert_eq!((first.status, first.json()["id"].clone()), (second.status, second.json()["id"].clone()));
    assert_eq!(TestApi::mails_to(&world.api, BOB).await, 1);
}
