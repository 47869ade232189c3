//! Tokens: what they are worth, and when they stop being worth it.

use actix_web::http::StatusCode;
use actix_web::test::TestRequest;
use billhook_core::id::{MemberId, TenantId};
use billhook_core::member::{MemberState, Permission};
use billhook_store::members::{self, Change};
use billhook_store::{StoreError, tenants};
use chrono::Duration;
use serde_json::json;

use crate::api::{TestApi, bearing};
use crate::world::{World, text, v1};

async fn change_member(api: &TestApi, tenant: TenantId, change: Change) {
    let now = billhook_core::clock::Clock::now(&*api.clock);
    let changed = api.db.write(move |c| {
        let (member, _) = members::list(c, tenant, None, 1)?.pop().expect("a member");
        members::update(c, tenant, member.id, &change, now)
    });
    assert!(changed.await.expect("the member is changed"));
}

#[actix_web::test]
async fn a_token_is_made_shown_once_used_and_revoked() {
    let api = TestApi::start().await;
    let acme = api.tenant("Acme", "ann@example.com").await;
    let made = api.post("/api/v1/tokens", &acme.token, json!({"name": " CI "})).await;
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    let (made, credential) = (made.json(), made.json()["token"].as_str().unwrap().to_owned());
    assert_eq!((made["name"].as_str(), made["prefix"].as_str()), (Some("CI"), Some(&credential[..11])));

    let listed = api.get("/api/v1/tokens", &credential).await;
    assert_eq!(listed.json()["data"].as_array().unwrap().len(), 2);
    assert!(!listed.text.contains(&credential));

    let path = format!("/api/v1/tokens/{}", made["id"].as_str().unwrap());
    assert_eq!(api.delete(&path, &acme.token).await.status, StatusCode::NO_CONTENT);
    assert_eq!(api.get("/api/v1/tokens", &credential).await.problem(), "unauthenticated");
    assert_eq!(api.delete(&path, &acme.token).await.problem(), "not-found");
}

#[actix_web::test]
async fn what_is_no_token_is_refused() {
    let api = TestApi::start().await;
    let acme = api.tenant("Acme", "ann@example.com").await;
    let altered = format!("{}{}", &acme.token[..45], if acme.token.ends_with('A') { 'B' } else { 'A' });
    for token in ["", "bh_", "x", &altered, "bh_é"] {
        let answer = api
            .send(
                TestRequest::get()
                    .uri("/api/v1/tokens")
                    .insert_header(("Authorization", format!("Bearer {token}"))),
            )
            .await;
        assert_eq!(answer.problem(), "unauthenticated", "{token}");
        assert!(answer.header("www-authenticate").is_some());
    }
    let basic = TestRequest::get().uri("/api/v1/tokens").insert_header(("Authorization", "Basic YTpi"));
    assert_eq!(api.send(basic).await.problem(), "unauthenticated");
    assert_eq!(api.send(TestRequest::get().uri("/api/v1/tokens")).await.problem(), "unauthenticated");
}

#[actix_web::test]
async fn an_expired_token_is_worth_nothing() {
    let api = TestApi::start().await;
    let acme = api.tenant("Acme", "ann@example.com").await;
    let body = json!({"name": "short", "expires_at": "2026-11-20T13:00:00Z"});
    let token =
        api.post("/api/v1/tokens", &acme.token, body).await.json()["token"].as_str().unwrap().to_owned();
    api.clock.advance(Duration::minutes(59));
    assert_eq!(api.get("/api/v1/tokens", &token).await.status, StatusCode::OK);
    api.clock.advance(Duration::minutes(1));
    assert_eq!(api.get("/api/v1/tokens", &token).await.problem(), "unauthenticated");
    let past = json!({"name": "late", "expires_at": "2026-11-20T13:00:00Z"});
    assert_eq!(
        api.post("/api/v1/tokens", &acme.token, past).await.json()["errors"][0]["pointer"],
        "/expires_at"
    );
}

#[actix_web::test]
async fn a_token_makes_none_that_outlives_it() {
    let api = TestApi::start().await;
    let acme = api.tenant("Acme", "ann@example.com").await;
    let until = |at: &str| json!({"name": "short", "expires_at": at});
    let made = api.post("/api/v1/tokens", &acme.token, until("2026-11-20T13:00:00Z")).await.json();
    let short = made["token"].as_str().unwrap();
    for wish in [json!({"name": "for ever"}), until("2026-11-20T13:00:01Z")] {
        let refused = api.post("/api/v1/tokens", short, wish).await;
        assert_eq!(refused.json()["errors"][0]["pointer"], "/expires_at", "{refused:?}");
    }
    let shorter = api.post("/api/v1/tokens", short, until("2026-11-20T12:59:00Z")).await;
    assert_eq!(shorter.status, StatusCode::CREATED);
}

#[actix_web::test]
async fn a_token_is_never_worth_more_than_its_member_at_the_moment_of_use() {
    let api = TestApi::start().await;
    let acme = api.tenant("Acme", "ann@example.com").await;
    assert_eq!(api.get("/api/v1/tokens", &acme.token).await.status, StatusCode::OK);

    let hooks_only = Change { permissions: Some([Permission::HooksView].into()), ..Change::default() };
    change_member(&api, acme.tenant_id, hooks_only).await;
    let refused = api.get("/api/v1/tokens", &acme.token).await;
    assert_eq!(
        (refused.problem().as_str(), &refused.json()["permission"]),
        ("permission-missing", &json!("tokens.edit"))
    );

    change_member(&api, acme.tenant_id, Change { state: Some(MemberState::Disabled), ..Change::default() })
        .await;
    assert_eq!(api.get("/api/v1/tokens", &acme.token).await.problem(), "unauthenticated");
}

#[actix_web::test]
async fn a_token_cannot_be_given_more_than_its_maker_has() {
    let api = TestApi::start().await;
    let acme = api.tenant("Acme", "ann@example.com").await;
    let bounds =
        json!({"name": "small", "permissions": ["tokens.edit", "hooks.view"], "grants": ["invoice"]});
    let small =
        api.post("/api/v1/tokens", &acme.token, bounds).await.json()["token"].as_str().unwrap().to_owned();

    let wish =
        json!({"name": "big", "permissions": ["hooks.view", "events.publish"], "grants": ["invoice", "*"]});
    let refused = api.post("/api/v1/tokens", &small, wish).await;
    assert_eq!(refused.problem(), "invalid-content");
    let pointers: Vec<_> =
        refused.json()["errors"].as_array().unwrap().iter().map(|e| e["pointer"].clone()).collect();
    assert_eq!(pointers, ["/permissions/1", "/grants/1"]);

    // What is left out does not grow beyond the maker either.
    let heir = api.post("/api/v1/tokens", &small, json!({"name": "heir"})).await.json();
    assert_eq!(heir["permissions"], json!(["hooks.view", "tokens.edit"]));
    assert_eq!(heir["grants"], json!(["invoice"]));
}

#[actix_web::test]
async fn another_tenants_token_is_not_there() {
    let api = TestApi::start().await;
    let acme = api.tenant("Acme", "ann@example.com").await;
    let globex = api.tenant("Globex", "bob@example.com").await;
    let theirs =
        api.get("/api/v1/tokens", &globex.token).await.json()["data"][0]["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/tokens/{theirs}");
    assert_eq!(api.delete(&path, &acme.token).await.problem(), "not-found");
    assert_eq!(api.get("/api/v1/tokens", &globex.token).await.status, StatusCode::OK);
    assert_eq!(api.get("/api/v1/tokens", &acme.token).await.json()["data"].as_array().unwrap().len(), 1);
}

#[actix_web::test]
async fn lists_are_paged_by_their_cursor() {
    let api = TestApi::start().await;
    let acme = api.tenant("Acme", "ann@example.com").await;
    for n in 0..4 {
        api.clock.advance(Duration::seconds(1));
        api.post("/api/v1/tokens", &acme.token, json!({"name": format!("t{n}")})).await;
    }
    let (mut names, mut path) = (Vec::new(), "/api/v1/tokens?limit=2".to_owned());
    loop {
        let page = api.get(&path, &acme.token).await.json();
        names.extend(
            page["data"].as_array().unwrap().iter().map(|token| token["name"].as_str().unwrap().to_owned()),
        );
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        path = format!("/api/v1/tokens?limit=2&cursor={cursor}");
    }
    assert_eq!(names, ["t3", "t2", "t1", "t0", "bootstrap"]);
    let foreign = MemberId::from_bytes([1; 16]).to_string();
    for query in
        ["limit=0", "limit=201", "limit=x", "cursor=garbage", &format!("cursor={foreign}"), "order=up"]
    {
        let refused = api.get(&format!("/api/v1/tokens?{query}"), &acme.token).await;
        assert_eq!(
            (refused.problem().as_str(), refused.status),
            ("invalid-query", StatusCode::BAD_REQUEST),
            "{query}"
        );
    }
}

#[actix_web::test]
async fn too_many_requests_of_one_tenant_are_held_back_and_no_other_tenants() {
    let config = billhook_api::ApiConfig { requests_per_s: Some(1), ..Default::default() };
    let api = TestApi::with(config).await;
    let acme = api.tenant("Acme", "ann@example.com").await;
    let globex = api.tenant("Globex", "bob@example.com").await;
    for left in ["4", "3", "2", "1", "0"] {
        let answer = api.get("/api/v1/tokens", &acme.token).await;
        assert_eq!((answer.status, answer.header("ratelimit-remaining")), (StatusCode::OK, Some(left)));
    }
    let held_back = api.get("/api/v1/tokens", &acme.token).await;
    assert_eq!((held_back.problem().as_str(), held_back.header("retry-after")), ("rate-limited", Some("1")));
    assert_eq!(api.get("/api/v1/tokens", &globex.token).await.status, StatusCode::OK);
    api.clock.advance(Duration::seconds(1));
    assert_eq!(api.get("/api/v1/tokens", &acme.token).await.status, StatusCode::OK);
}

#[actix_web::test]
async fn a_change_of_access_is_counted() {
    let api = TestApi::start().await;
    let acme = api.tenant("Acme", "ann@example.com").await;
    let tenant = acme.tenant_id;
    let version = async || {
        api.db.read(move |c| tenants::access_version(c, tenant)).await.map_err(|e: StoreError| e).unwrap()
    };
    let before = version().await.unwrap();
    change_member(&api, tenant, Change::default()).await;
    assert_eq!(version().await, Some(before + 1));
    let listed = api.send(bearing(TestRequest::get().uri("/api/v1/members"), &acme.token)).await.json();
    assert_eq!(listed["data"][0]["user"]["email"], "ann@example.com");
}

#[actix_web::test]
async fn a_token_beside_the_name_of_another_tenant_is_refused() {
    let world = World::new().await;
    let other = world.api.tenant("Globex", "bob@example.com").await.tenant_id;
    let naming = |tenant: String| {
        let request = TestRequest::get().uri("/api/v1/hooks").insert_header(("Billhook-Tenant", tenant));
        world.api.send(bearing(request, &world.token))
    };
    assert_eq!(naming(other.to_string()).await.problem(), "invalid-header");
    assert_eq!(naming("key:globex".to_owned()).await.problem(), "invalid-header");
    assert_eq!(naming(world.tenant.to_string()).await.status, StatusCode::OK);
}

#[actix_web::test]
async fn what_an_owner_made_is_revoked_by_an_owner_or_who_has_as_much() {
    let world = World::new().await;
    let less = world.token(&["tokens.edit"], &["order"]).await;
    let editor = world.token(&["tokens.edit", "members.edit"], &[]).await;
    // Of the same member, so the first may revoke it all the same.
    let tokens = world.get("tokens").await.json();
    let bootstrap = tokens["data"].as_array().unwrap().iter().find(|it| it["name"] == "bootstrap").unwrap();
    let path = v1(&format!("tokens/{}", text(&bootstrap["id"])));
    let bo = world.api.member(world.tenant, "Bo", &["tokens.edit"], &[]).await.token;
    let eve = world.api.member(world.tenant, "Eve", &["tokens.edit", "members.edit"], &["*"]).await.token;
    for by in [bo, eve] {
        let refused = world.api.delete(&path, &by).await;
        assert_eq!(refused.problem(), "permission-missing");
        assert!(refused.text.contains("more than you"), "{refused:?}");
    }
    let di = world.api.member(world.tenant, "Di", &["tokens.edit", "hooks.view"], &["*"]).await.token;
    let made = world.api.post(&v1("tokens"), &di, json!({"name": "Di's"})).await.json();
    let fay = world.api.member(world.tenant, "Fay", &["tokens.edit", "members.edit"], &[]).await.token;
    let revoked = world.api.delete(&v1(&format!("tokens/{}", text(&made["id"]))), &fay).await;
    assert_eq!(revoked.status, StatusCode::NO_CONTENT, "whoever edits members revokes what others made");
    assert_eq!(world.api.delete(&path, &editor).await.status, StatusCode::NO_CONTENT);
    assert_eq!(world.api.get(&v1("tokens"), &less).await.status, StatusCode::OK);
}
