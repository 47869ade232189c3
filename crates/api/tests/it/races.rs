//! What two do at the same moment is judged as if one had come after the other.
//!
//! Most of these run on Postgres, where a transaction that waits for another can be seen to wait; SQLite has
//! one writer.

use actix_web::http::{Method, StatusCode};
use actix_web::test::TestRequest;
use billhook_core::clock::{Clock, Timestamp};
use billhook_core::member::MemberState;
use billhook_store::members::{self, Change};
use billhook_store::testing::TestDb;
use billhook_store::{AnyConnection, StoreError, tenants};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use futures::future::join_all;
use serde_json::{Value, json};

use crate::api::{Answer, TestApi, bearing};
use crate::operator::Operator;
use crate::people::Person;
use crate::world::{World, text, v1};

#[derive(QueryableByName)]
struct Waiting {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// Returns when this many others wait for what this transaction has locked. Postgres only.
fn wait_for(c: &mut AnyConnection, others: i64) -> Result<(), StoreError> {
    const BLOCKED: &str = "select count(*) as count from pg_stat_activity \
        where datname = current_database() and wait_event_type = 'Lock'";
    loop {
        // Otherwise a transaction sees the same activity again and again.
        c.batch_execute("select pg_stat_clear_snapshot()")?;
        if diesel::sql_query(BLOCKED).get_result::<Waiting>(c)?.count >= others {
            return Ok(());
        }
        std::thread::yield_now();
    }
}

/// What `requests` came to, that many of which were under way when `change` was made and waited for it.
async fn behind<T>(
    api: &TestApi,
    change: impl FnOnce(&mut AnyConnection) -> Result<(), StoreError> + Send + 'static,
    waiting: i64,
    requests: impl Future<Output = T>,
) -> T {
    let (begun, has_begun) = futures::channel::oneshot::channel();
    let first = api.db.write(move |c| {
        change(c)?;
        begun.send(()).unwrap();
        wait_for(c, waiting)
    });
    let requests = async {
        has_begun.await.unwrap();
        requests.await
    };
    let (first, answers) = futures::join!(first, requests);
    first.unwrap();
    answers
}

/// Takes something from a member.
fn less(
    world: &World,
    of: &Person,
    change: Change,
) -> impl FnOnce(&mut AnyConnection) -> Result<(), StoreError> + Send + 'static {
    let (tenant, id, now): (_, _, Timestamp) = (world.tenant, of.id, world.api.clock.now());
    move |c| members::update(c, tenant, id, &change, now).map(|_| ())
}

fn demoted() -> Change {
    Change { permissions: Some([].into()), ..Change::default() }
}

fn disabled() -> Change {
    Change { state: Some(MemberState::Disabled), ..Change::default() }
}

async fn patch(world: &World, who: &Person, path: &str, body: &Value) -> Answer {
    world.api.send(bearing(TestRequest::patch().uri(&v1(path)).set_json(body), &who.token)).await
}

async fn postgres() -> World {
    World::on(TestDb::postgres()).await
}

const RIGHTS: [&str; 3] = ["members.edit", "tokens.edit", "hooks.view"];

#[actix_web::test]
async fn nobody_restores_themselves_behind_their_demotion() {
    let world = postgres().await;
    for (change, problem) in [(demoted(), "conflict"), (disabled(), "unauthenticated")] {
        world.api.clock.advance(chrono::Duration::seconds(1));
        let bob = world.api.member(world.tenant, &format!("Bob-{problem}"), &RIGHTS, &["*"]).await;
        let wanted = json!({"permissions": RIGHTS, "state": "active"});
        let answer = {
            let path = bob.path("");
            let request = patch(&world, &bob, &path, &wanted);
            behind(&world.api, less(&world, &bob, change), 1, request).await
        };
        assert_eq!(answer.problem(), problem, "{answer:?}");
        let left = world.get(&bob.path("")).await.json();
        assert!(left["permissions"] == json!([]) || left["state"] == "disabled", "{left}");
    }
}

#[actix_web::test]
async fn nobody_restores_themselves_by_asking_often() {
    let world = World::new().await;
    for round in 0..5 {
        world.api.clock.advance(chrono::Duration::seconds(1));
        let bob = world.api.member(world.tenant, &format!("Bob{round}"), &RIGHTS, &["*"]).await;
        let (path, wanted) = (bob.path(""), json!({"permissions": RIGHTS}));
        let often = join_all((0..8).map(|_| patch(&world, &bob, &path, &wanted)));
        let (_, demoted) = futures::join!(often, world.patch(&path, json!({"permissions": []})));
        assert_eq!(demoted.status, StatusCode::OK);
        assert_eq!(world.get(&path).await.json()["permissions"], json!([]));
    }
}

#[actix_web::test]
async fn of_two_editors_who_remove_each_other_one_remains_although_there_is_a_third() {
    let world = postgres().await;
    let ann = world.api.member(world.tenant, "Ann-two", &RIGHTS, &["*"]).await;
    let bob = world.api.member(world.tenant, "Bob", &RIGHTS, &["*"]).await;
    let tenant = world.tenant;
    let (anns, bobs) = (v1(&ann.path("")), v1(&bob.path("")));
    // In one process the second would wait for its turn, and not for the row.
    let other = world.api.neighbour();
    let both = join_all([world.api.delete(&bobs, &ann.token), other.delete(&anns, &bob.token)]);
    let mut statuses: Vec<StatusCode> = behind(&world.api, move |c| tenants::hold(c, tenant), 2, both)
        .await
        .iter()
        .map(|it| it.status)
        .collect();
    statuses.sort();
    assert_eq!(statuses, [StatusCode::NO_CONTENT, StatusCode::UNAUTHORIZED]);
}

#[actix_web::test]
async fn what_is_lost_while_a_request_waits_is_not_used_in_it() {
    let world = postgres().await;
    let bob =
        world.api.member(world.tenant, "Bob", &["hooks.view", "tokens.edit", "hooks.create"], &["*"]).await;
    let path = v1("tokens");
    let request = world.api.post(&path, &bob.token, json!({"name": "CI"}));
    let refused = behind(&world.api, less(&world, &bob, demoted()), 1, request).await;
    assert_eq!(refused.problem(), "conflict", "{refused:?}");
    assert_eq!(world.get("tokens").await.json()["data"].as_array().unwrap().len(), 2);

    // What somebody else loses is not a reason.
    let cy = world.api.member(world.tenant, "Cy", &["tokens.edit"], &["*"]).await;
    let request = world.api.post(&path, &cy.token, json!({"name": "CI"}));
    let made = behind(&world.api, less(&world, &bob, disabled()), 1, request).await;
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
}

const BOB: &str = "bob@example.com";

/// Somebody who may invite, and the token of the link by which they have invited Bob.
async fn invited(world: &World) -> (Person, String) {
    let inviter = world.api.member(world.tenant, "Di", &["members.edit", "hooks.view"], &["*"]).await;
    let body = json!({"email": BOB, "permissions": ["hooks.view"], "grants": []});
    let made = world.api.post(&v1("invitations"), &inviter.token, body).await;
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    (inviter, world.api.link_to(BOB).await)
}

async fn accept(api: &TestApi, token: &str) -> Answer {
    let body = json!({"token": token, "name": "Bob", "password": "another horse battery"});
    api.browser().send(Method::POST, "/api/v1/invitations/accept", Some(body)).await
}

#[actix_web::test]
async fn an_invitation_is_worth_what_its_inviter_has_when_it_is_accepted() {
    let world = postgres().await;
    let (inviter, link) = invited(&world).await;
    let refused = behind(&world.api, less(&world, &inviter, demoted()), 1, accept(&world.api, &link)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{refused:?}");
    assert!(refused.text.contains("may no longer do so"), "{refused:?}");
}

#[actix_web::test]
async fn an_invitation_that_is_accepted_twice_at_once_makes_one_member() {
    for world in [World::new().await, postgres().await] {
        let (_, link) = invited(&world).await;
        let answers = join_all([accept(&world.api, &link), accept(&world.api, &link)]).await;
        let mut statuses: Vec<StatusCode> = answers.iter().map(|answer| answer.status).collect();
        statuses.sort();
        assert_eq!(statuses, [StatusCode::CREATED, StatusCode::UNPROCESSABLE_ENTITY], "{answers:?}");
        let listed = world.get("members").await.json();
        let bobs = listed["data"].as_array().unwrap().iter().filter(|it| it["user"]["email"] == BOB).count();
        assert_eq!(bobs, 1);
    }
}

#[actix_web::test]
async fn a_link_into_the_console_that_is_opened_twice_at_once_begins_one_session() {
    for world in [World::new().await, postgres().await] {
        let operator = Operator::of(&world.api).await;
        let path = v1(&format!("tenants/{}/links", world.tenant));
        let made = world.api.post(&path, &operator.token, json!({})).await;
        let url = text(&made.json()["url"]);
        let body = json!({"token": url.split_once("?token=").unwrap().1});
        let open = || async {
            world.api.browser().send(Method::POST, "/api/v1/session/portal", Some(body.clone())).await.status
        };
        let mut statuses = join_all((0..4).map(|_| open())).await;
        statuses.sort();
        let once = StatusCode::UNPROCESSABLE_ENTITY;
        assert_eq!(statuses, [StatusCode::CREATED, once, once, once]);
    }
}

#[actix_web::test]
async fn a_key_that_comes_twice_at_once_answers_twice_also_where_the_thing_itself_is_unique() {
    let world = postgres().await;
    let (tenant, path) = (world.tenant, v1("apps"));
    let other = world.api.neighbour();
    let once = async |api: &TestApi| {
        let request = TestRequest::post().uri(&path).insert_header(("Idempotency-Key", "k1"));
        api.send(bearing(request.set_json(json!({"key": "game", "name": "Game"})), &world.token)).await
    };
    let both = join_all([once(&world.api), once(&other)]);
    let answers = behind(&world.api, move |c| tenants::hold(c, tenant), 2, both).await;
    for answer in &answers {
        assert_eq!((answer.status, &answer.text), (StatusCode::CREATED, &answers[0].text), "{answer:?}");
    }
    let other = world.post("apps", json!({"key": "game", "name": "Game"})).await;
    assert_eq!(other.problem(), "conflict", "without the key it is another request");
}
