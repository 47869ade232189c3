//! Members: who may change whom, and what holds from then on.

use actix_web::http::{Method, StatusCode};
use actix_web::test::TestRequest;
use billhook_api::ApiConfig;
use billhook_store::story_on_both_databases;
use billhook_store::testing::TestDb;
use serde_json::{Value, json};

use crate::api::{PASSWORD, TestApi, bearing};
use crate::operator::Operator;
use crate::world::{World, pointers, text, v1};

const EVERYTHING_ABOUT_HOOKS: [&str; 5] =
    ["hooks.view", "hooks.create", "hooks.edit", "hooks.delete", "hooks.test"];

/// Every permission, as an owner has.
fn everything() -> Vec<&'static str> {
    billhook_core::member::Permission::ALL.iter().map(|permission| permission.as_str()).collect()
}

async fn first_member(world: &World) -> String {
    let listed = world.get("members").await.json();
    let first = |member: &&Value| member["user"]["email"] == "ann@example.com";
    text(&listed["data"].as_array().unwrap().iter().find(first).unwrap()["id"])
}

async fn patch_as(world: &World, token: &str, path: &str, body: Value) -> crate::api::Answer {
    world.api.send(bearing(TestRequest::patch().uri(&v1(path)).set_json(body), token)).await
}

#[actix_web::test]
async fn a_member_is_shown_changed_and_noted() {
    let world = World::new().await;
    let bo = world.api.member(world.tenant, "Bo", &["hooks.view"], &["order"]).await;
    assert_eq!(world.get(&bo.path("")).await.json()["permissions"], json!(["hooks.view"]));

    world.api.clock.advance(chrono::Duration::seconds(1));
    let change = json!({"permissions": ["hooks.edit", "hooks.view", "hooks.view"], "grants": ["invoice"]});
    let changed = world.patch(&bo.path(""), change).await;
    assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
    let shown = changed.json();
    assert_eq!(
        (&shown["permissions"], &shown["grants"]),
        (&json!(["hooks.view", "hooks.edit"]), &json!(["invoice"]))
    );
    assert_eq!((&shown["state"], &shown["user"]["name"]), (&json!("active"), &json!("Bo")));
    assert_eq!(world.get(&bo.path("")).await.json(), shown);

    let tenant = world.tenant;
    let entries = world
        .api
        .db
        .read(move |c| {
            billhook_store::audit::list(c, tenant, &billhook_store::audit::Filter::default(), None, 1)
        })
        .await;
    let entry = entries.map_err(|error: billhook_store::StoreError| error).unwrap().remove(0);
    assert_eq!((entry.operation.as_str(), entry.subject.name.as_str()), ("member.updated", "Bo"));
    let before: Value = serde_json::from_str(&entry.before.unwrap()).unwrap();
    let after: Value = serde_json::from_str(&entry.after.unwrap()).unwrap();
    assert_eq!((&before["grants"], &after["grants"]), (&json!(["order"]), &json!(["invoice"])));
}

#[actix_web::test]
async fn what_is_taken_away_is_gone_at_the_next_request() {
    let world = World::new().await;
    let bo = world.api.member(world.tenant, "Bo", &["hooks.view", "hooks.create"], &["order"]).await;
    let hooks = v1("hooks");
    assert_eq!(world.api.get(&hooks, &bo.token).await.status, StatusCode::OK);

    world.patch(&bo.path(""), json!({"permissions": ["hooks.create"]})).await;
    assert_eq!(world.api.get(&hooks, &bo.token).await.json()["permission"], "hooks.view");
    world.patch(&bo.path(""), json!({"grants": []})).await;
    let hook = json!({"name": "ERP", "url": crate::world::URL, "actions": [{"event_type": "order.*"}]});
    assert_eq!(world.api.post(&hooks, &bo.token, hook).await.problem(), "grant-missing");

    world.patch(&bo.path(""), json!({"state": "disabled", "permissions": ["hooks.view"]})).await;
    assert_eq!(world.api.get(&hooks, &bo.token).await.problem(), "unauthenticated");
    world.patch(&bo.path(""), json!({"state": "active"})).await;
    assert_eq!(world.api.get(&hooks, &bo.token).await.status, StatusCode::OK);
}

#[actix_web::test]
async fn a_disabled_member_posts_no_event_with_a_token_that_was_just_used() {
    let world = World::new().await;
    let bo = world.api.member(world.tenant, "Bo", &["events.publish"], &["*"]).await;
    let event = json!({"type": "order.made", "data": {}});
    assert_eq!(world.api.post(&v1("events"), &bo.token, event.clone()).await.status, StatusCode::ACCEPTED);
    world.patch(&bo.path(""), json!({"state": "disabled"})).await;
    assert_eq!(world.api.post(&v1("events"), &bo.token, event).await.problem(), "unauthenticated");
}

#[actix_web::test]
async fn the_session_of_a_disabled_member_stops_in_that_tenant_only() {
    let world = World::new().await;
    let globex = world.api.tenant("Globex", "bo@example.com").await;
    let bo = world.api.join(world.tenant, globex.user_id, &["hooks.view"], &["*"]).await;
    let mut browser = world.api.browser();
    browser.sign_in("bo@example.com", PASSWORD).await;
    let acme = world.tenant.to_string();
    assert_eq!(browser.get_in(&acme, "/api/v1/hooks").await.status, StatusCode::OK);
    world.patch(&bo.path(""), json!({"state": "disabled"})).await;
    assert_eq!(browser.get_in(&acme, "/api/v1/hooks").await.problem(), "not-found");
    assert_eq!(browser.get_in(&globex.tenant_id.to_string(), "/api/v1/hooks").await.status, StatusCode::OK);
    let tenants = browser.get("/api/v1/session").await.json()["tenants"].clone();
    assert_eq!(tenants.as_array().unwrap().len(), 1);
}

#[actix_web::test]
async fn nobody_gives_what_they_have_not() {
    let world = World::new().await;
    let rights = ["members.edit", "tokens.edit", "hooks.view"];
    let eve = world.api.member(world.tenant, "Eve", &rights, &["order"]).await;
    let bo = world.api.member(world.tenant, "Bo", &["hooks.edit"], &["invoice"]).await;
    for (patch, problem, permission) in [
        (json!({"permissions": ["hooks.edit", "hooks.delete"]}), "permission-missing", json!("hooks.delete")),
        (json!({"grants": ["invoice", "*"]}), "grant-missing", Value::Null),
    ] {
        let refused = patch_as(&world, &eve.token, &bo.path(""), patch.clone()).await;
        assert_eq!((refused.problem().as_str(), refused.status), (problem, StatusCode::FORBIDDEN), "{patch}");
        assert_eq!(refused.json()["permission"], permission, "{patch}");
    }
    // Nor to themself, nor by way of disabling and enabling somebody who has more.
    let herself = patch_as(&world, &eve.token, &eve.path(""), json!({"permissions": everything()})).await;
    assert_eq!(herself.problem(), "permission-missing");
    assert_eq!(world.patch(&bo.path(""), json!({"state": "disabled"})).await.status, StatusCode::OK);
    let enabled = patch_as(&world, &eve.token, &bo.path(""), json!({"state": "active"})).await;
    assert_eq!(enabled.json()["permission"], "hooks.edit");

    let token = bounded_token(&world, &eve.token).await;
    let hers = patch_as(&world, &token, &eve.path(""), json!({"grants": ["order", "invoice"]})).await;
    assert_eq!(hers.problem(), "grant-missing");
    let back = json!({"permissions": ["members.edit", "tokens.edit", "hooks.view", "hooks.test"]});
    let hers = patch_as(&world, &token, &eve.path(""), back).await;
    assert_eq!(hers.json()["permission"], "hooks.test", "a token gives what it has");
}

/// A token that may edit members and nothing else, of who has this one.
async fn bounded_token(world: &World, maker: &str) -> String {
    let body = json!({"name": "less", "permissions": ["members.edit"], "grants": ["order"]});
    text(&world.api.post(&v1("tokens"), maker, body).await.json()["token"])
}

#[actix_web::test]
async fn only_an_owner_takes_anything_from_an_owner() {
    let world = World::new().await;
    let ann = format!("members/{}", first_member(&world).await);
    let almost: Vec<&str> = everything().into_iter().filter(|name| *name != "audit.view").collect();
    let eve = world.api.member(world.tenant, "Eve", &almost, &["*"]).await;
    for patch in [
        json!({"permissions": almost}),
        json!({"permissions": ["members.edit"]}),
        json!({"grants": ["order"]}),
        json!({"state": "disabled"}),
    ] {
        let refused = patch_as(&world, &eve.token, &ann, patch.clone()).await;
        assert_eq!(
            (refused.status, &refused.json()["permission"]),
            (StatusCode::FORBIDDEN, &json!("audit.view")),
            "{patch}"
        );
        assert!(text(&refused.json()["detail"]).starts_with("They are an owner"), "{refused:?}");
    }
    assert_eq!(world.api.delete(&v1(&ann), &eve.token).await.status, StatusCode::FORBIDDEN);
    // Of themself anybody takes what they like, also by a token that may do less.
    let bounded = world.token(&almost, &["*"]).await;
    assert_eq!(patch_as(&world, &bounded, &ann, json!({"grants": ["*"]})).await.status, StatusCode::OK);
    let zoe = world.api.member(world.tenant, "Zoe", &everything(), &["*"]).await;
    let disabled = patch_as(&world, &zoe.token, &ann, json!({"state": "disabled"})).await;
    assert_eq!(disabled.status, StatusCode::OK, "{disabled:?}");
    assert_eq!(world.api.delete(&v1(&ann), &eve.token).await.status, StatusCode::FORBIDDEN);
    assert_eq!(world.api.delete(&v1(&ann), &zoe.token).await.status, StatusCode::NO_CONTENT);
}

#[actix_web::test]
async fn the_last_one_who_can_edit_members_stays() {
    let world = World::new().await;
    let ann = format!("members/{}", first_member(&world).await);
    world.api.member(world.tenant, "Bo", &["hooks.view"], &["*"]).await;
    for patch in [json!({"permissions": ["hooks.view"]}), json!({"state": "disabled"})] {
        for path in [ann.clone(), format!("{ann}/preview")] {
            let request = if path.ends_with("preview") { TestRequest::post() } else { TestRequest::patch() };
            let refused =
                world.api.send(bearing(request.uri(&v1(&path)).set_json(&patch), &world.token)).await;
            assert_eq!(
                (refused.problem().as_str(), refused.status),
                ("last-editor", StatusCode::CONFLICT),
                "{path}"
            );
        }
    }
    assert_eq!(world.delete(&ann).await.problem(), "last-editor");
    let disabled = world.api.member(world.tenant, "Di", &everything(), &[]).await;
    world.patch(&disabled.path(""), json!({"state": "disabled"})).await;
    assert_eq!(world.delete(&ann).await.problem(), "last-editor", "somebody disabled does not count");
    world.patch(&disabled.path(""), json!({"state": "active"})).await;
    assert_eq!(world.delete(&ann).await.status, StatusCode::NO_CONTENT);
    assert_eq!(world.get("members").await.problem(), "unauthenticated");
}

#[actix_web::test]
async fn a_removed_member_is_gone_with_their_tokens_and_may_come_back() {
    let world = World::new().await;
    let bo = world.api.member(world.tenant, "Bo", &["hooks.view"], &["*"]).await;
    assert_eq!(world.delete(&bo.path("")).await.status, StatusCode::NO_CONTENT);
    assert_eq!(world.get(&bo.path("")).await.problem(), "not-found");
    assert_eq!(world.delete(&bo.path("")).await.problem(), "not-found");
    assert_eq!(world.get("members").await.json()["data"].as_array().unwrap().len(), 1);
    assert_eq!(world.get("tokens").await.json()["data"].as_array().unwrap().len(), 1);
    assert_eq!(world.api.get(&v1("hooks"), &bo.token).await.problem(), "unauthenticated");

    world.api.clock.advance(chrono::Duration::seconds(1));
    let again = world.api.join(world.tenant, bo.user, &["events.view"], &["order"]).await;
    assert_eq!(again.id, bo.id);
    let listed = world.get("members").await.json();
    let back =
        listed["data"].as_array().unwrap().iter().find(|member| member["user"]["name"] == "Bo").unwrap();
    assert_eq!((&back["id"], &back["permissions"]), (&json!(bo.id), &json!(["events.view"])));
    assert_eq!(
        world.api.get(&v1("events"), &bo.token).await.problem(),
        "unauthenticated",
        "the old token is not back"
    );
}

#[actix_web::test]
async fn a_person_leaves_and_a_token_does_not_do_it_for_them() {
    let world = World::new().await;
    let globex = world.api.tenant("Globex", "bo@example.com").await;
    let bo = world.api.join(world.tenant, globex.user_id, &[], &[]).await;
    let by_token = world.api.delete("/api/v1/membership", &bo.token).await;
    assert_eq!((by_token.problem().as_str(), by_token.status), ("session-required", StatusCode::FORBIDDEN));

    let mut browser = world.api.browser();
    browser.sign_in("bo@example.com", PASSWORD).await;
    let acme = world.tenant.to_string();
    let left = browser.send_in(&acme, Method::DELETE, "/api/v1/membership").await;
    assert_eq!(left.status, StatusCode::NO_CONTENT, "{left:?}");
    assert_eq!(browser.get("/api/v1/session").await.json()["tenants"].as_array().unwrap().len(), 1);
    let last = browser.send_in(&globex.tenant_id.to_string(), Method::DELETE, "/api/v1/membership").await;
    assert_eq!(last.problem(), "last-editor");
}

#[actix_web::test]
async fn a_preview_tells_what_a_change_would_do_and_does_nothing() {
    let world = World::new().await;
    let bo = world.api.member(world.tenant, "Bo", &EVERYTHING_ABOUT_HOOKS, &["order", "invoice"]).await;
    let hook = async |name: &str, event_type: &str| {
        let body = json!({"name": name, "url": crate::world::URL, "actions": [{"event_type": event_type}]});
        let made = world.api.post(&v1("hooks"), &bo.token, body).await;
        assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    };
    hook("Orders", "order.*").await;
    hook("Invoices", "invoice.paid").await;
    world.hook(json!({"actions": [{"event_type": "invoice.paid"}]})).await;

    let less = world.post(&bo.path("/preview"), json!({"grants": ["order"]})).await.json();
    let lost: Vec<_> =
        less["hooks"].as_array().unwrap().iter().map(|hook| (&hook["name"], &hook["reason"])).collect();
    assert_eq!(lost, [(&json!("Invoices"), &json!("lacks the grant for `invoice` events"))]);
    let tokens = less["tokens"].as_array().unwrap();
    assert_eq!((tokens.len(), &tokens[0]["loses_grants"]), (1, &json!(["invoice"])));

    let none = world.post(&bo.path("/preview"), json!({"permissions": ["hooks.view"]})).await.json();
    assert_eq!(none["hooks"].as_array().unwrap().len(), 2);
    assert_eq!(none["tokens"][0]["loses_permissions"], json!(EVERYTHING_ABOUT_HOOKS[1..]));
    let more = world.post(&bo.path("/preview"), json!({"grants": ["*"]})).await.json();
    assert_eq!(more, json!({"hooks": [], "tokens": []}));
    assert_eq!(world.get(&bo.path("")).await.json()["grants"], json!(["invoice", "order"]));
}

#[actix_web::test]
async fn another_tenants_member_is_not_there() {
    let world = World::new().await;
    let globex = world.api.tenant("Globex", "eve@example.com").await;
    let theirs = world.api.member(globex.tenant_id, "Gus", &[], &[]).await;
    for answer in [
        world.get(&theirs.path("")).await,
        world.patch(&theirs.path(""), json!({"permissions": []})).await,
        world.post(&theirs.path("/preview"), json!({"permissions": []})).await,
        world.delete(&theirs.path("")).await,
    ] {
        assert_eq!(answer.problem(), "not-found");
    }
}

#[actix_web::test]
async fn there_are_sets_to_begin_with() {
    let world = World::new().await;
    let token = world.token(&[], &[]).await;
    let sets = world.api.get(&v1("permission-sets"), &token).await.json();
    let ids: Vec<_> = sets["data"].as_array().unwrap().iter().map(|set| text(&set["id"])).collect();
    assert_eq!(ids, ["owner", "developer", "support", "read-only"]);
}

/// Two editors take each other out at the same moment, over and over.
async fn one_of_two_editors_remains(database: TestDb) {
    let api = TestApi::on(database, ApiConfig::default()).await;
    let acme = api.tenant("Acme", "ann@example.com").await;
    let (tenant, mut ann) = (acme.tenant_id, acme.token);
    let listed = api.get("/api/v1/members", &ann).await.json();
    let mut ann_path = format!("/api/v1/members/{}", text(&listed["data"][0]["id"]));
    for round in 0..5 {
        api.clock.advance(chrono::Duration::seconds(1));
        let bo = api.member(tenant, &format!("Bo{round}"), &everything(), &["*"]).await;
        let bo_path = v1(&bo.path(""));
        let (one, other) = futures::join!(api.delete(&bo_path, &ann), api.delete(&ann_path, &bo.token));
        let mut statuses = [one.status, other.status];
        statuses.sort();
        // Who lost is refused because nobody else could edit, or is no longer there to ask.
        assert_eq!(statuses[0], StatusCode::NO_CONTENT, "{one:?} {other:?}");
        assert!([StatusCode::CONFLICT, StatusCode::UNAUTHORIZED].contains(&statuses[1]), "{one:?} {other:?}");
        if other.status == StatusCode::NO_CONTENT {
            (ann, ann_path) = (bo.token, bo_path);
        }
    }
}

story_on_both_databases! {
    #[actix_web::test]
    of_two_editors_who_remove_each_other_one_remains: one_of_two_editors_remains,
}

#[actix_web::test]
async fn more_than_200_grants_are_given_nowhere() {
    let world = World::new().await;
    let operator = Operator::of(&world.api).await;
    let bo = world.api.member(world.tenant, "Bo", &["hooks.view"], &["order"]).await;
    let tenant = world.tenant.to_string();
    let links = v1(&format!("tenants/{tenant}/links"));
    for (count, is_refused) in [(200, false), (201, true)] {
        let names: Vec<String> = (0..count).map(|n| format!("r{n}")).collect();
        let grants = json!(names);
        let email = format!("p{count}@example.com");
        let invited = json!({"email": email, "permissions": [], "grants": grants});
        let answers = [
            (world.patch(&bo.path(""), json!({"grants": grants})).await, "/grants"),
            (world.post("tokens", json!({"name": "CI", "grants": grants})).await, "/grants"),
            (world.post("invitations", invited).await, "/grants"),
            (world.api.post(&links, &operator.token, json!({"grants": grants})).await, "/grants"),
            (operator.patch(&tenant, json!({"portal": {"grants": grants}})).await, "/portal/grants"),
        ];
        for (answer, pointer) in answers {
            assert_eq!(answer.status == StatusCode::UNPROCESSABLE_ENTITY, is_refused, "{answer:?}");
            assert_eq!(pointers(&answer), if is_refused { vec![pointer] } else { Vec::new() });
        }
    }
}
