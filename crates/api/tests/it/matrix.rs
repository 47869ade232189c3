//! Who may do what: every operation of the OpenAPI document, tried by everybody who may not.

mod sample;
mod things;

use std::collections::BTreeSet;

use actix_web::http::{Method, StatusCode};
use actix_web::test::TestRequest;
use billhook_core::member::Permission;
use serde_json::{Value, json};

use self::sample::sample;
use self::things::Things;
use crate::api::{Answer, bearing};
use crate::world::World;

/// One operation, as the document describes it.
struct Operation {
    method: Method,
    path: String,
    body: Option<Value>,
    /// The permission that it states.
    permission: Option<String>,
    /// The credentials that it takes; none where anybody may do it.
    credentials: Vec<String>,
}

impl Operation {
    fn all() -> Vec<Self> {
        let document = serde_json::to_value(billhook_api::openapi()).unwrap();
        let mut all = Vec::new();
        for (path, item) in document["paths"].as_object().unwrap() {
            let v1 = path.starts_with("/api/v1/");
            let operations = item.as_object().unwrap().iter().filter(|_| v1);
            all.extend(operations.map(|(method, operation)| Self::read(&document, path, method, operation)));
        }
        assert!(all.len() > 60, "only {} operations", all.len());
        all
    }

    fn read(document: &Value, path: &str, method: &str, operation: &Value) -> Self {
        let security = operation.get("security").unwrap_or(&document["security"]);
        let names = |needed: &Value| needed.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
        Self {
            method: method.to_uppercase().parse().unwrap(),
            path: path.to_owned(),
            body: (!schema.is_null()).then(|| sample(document, schema)),
            permission: operation["x-permission"].as_str().map(str::to_owned),
            credentials: if security.as_array().unwrap().contains(&json!({})) {
                Vec::new()
            } else {
                security.as_array().unwrap().iter().flat_map(names).collect()
            },
        }
    }

    fn takes(&self, credential: &str) -> bool {
        self.credentials.iter().any(|taken| taken == credential)
    }

    fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    /// Asked about what has this path.
    fn of(&self, path: &str) -> TestRequest {
        let console = ("Billhook-Console", "1");
        let request = TestRequest::with_uri(path).method(self.method.clone()).insert_header(console);
        self.body.iter().fold(request, |request, body| request.set_json(body))
    }

    async fn by(&self, world: &World, things: &Things, token: &str) -> Answer {
        let (path, _) = things.put_into(&self.path);
        world.api.send(bearing(self.of(&path), token)).await
    }
}

fn everything() -> Vec<String> {
    let name = |permission: &Permission| json!(permission).as_str().unwrap().to_owned();
    Permission::ALL.iter().map(name).collect()
}

fn all_but(permission: &str) -> Vec<String> {
    everything().into_iter().filter(|name| name != permission).collect()
}

fn names(names: &[String]) -> Vec<&str> {
    names.iter().map(String::as_str).collect()
}

#[actix_web::test]
async fn nobody_does_anything_without_credentials() {
    let world = World::new().await;
    let things = Things::of(&world).await;
    for operation in Operation::all().iter().filter(|operation| !operation.credentials.is_empty()) {
        let (path, _) = things.put_into(&operation.path);
        let answer = world.api.send(operation.of(&path)).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{} {answer:?}", operation.name());
        let forged = world.api.send(bearing(operation.of(&path), "bh_forged")).await;
        assert_eq!(forged.status, StatusCode::UNAUTHORIZED, "{} {forged:?}", operation.name());
    }
}

#[actix_web::test]
async fn each_permission_is_needed_where_it_is_stated() {
    let world = World::new().await;
    let things = Things::of(&world).await;
    let mut stated = BTreeSet::new();
    for operation in Operation::all() {
        let Some(permission) = &operation.permission else { continue };
        let token = world.token(&names(&all_but(permission)), &["*"]).await;
        let refused = operation.by(&world, &things, &token).await;
        assert_eq!(refused.problem(), "permission-missing", "{}", operation.name());
        assert_eq!(refused.json()["permission"], json!(permission), "{}", operation.name());
        stated.insert(permission.clone());
    }
    assert_eq!(stated, everything().into_iter().collect(), "every permission is needed somewhere");
}

#[actix_web::test]
async fn a_token_is_cut_down_with_its_member_everywhere() {
    let world = World::new().await;
    let things = Things::of(&world).await;
    let all = everything();
    let bob = world.api.member(world.tenant, "Bob", &names(&all), &["*"]).await;
    for permission in &all {
        let left = json!({"permissions": all_but(permission)});
        assert_eq!(world.patch(&bob.path(""), left).await.status, StatusCode::OK);
        let needing = |operation: &&Operation| operation.permission.as_ref() == Some(permission);
        for operation in Operation::all().iter().filter(needing) {
            let refused = operation.by(&world, &things, &bob.token).await;
            assert_eq!(refused.problem(), "permission-missing", "{}", operation.name());
        }
    }
    assert_eq!(world.patch(&bob.path(""), json!({"state": "disabled"})).await.status, StatusCode::OK);
    for operation in Operation::all().iter().filter(|operation| operation.takes("token")) {
        let refused = operation.by(&world, &things, &bob.token).await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{} {refused:?}", operation.name());
    }
}

#[actix_web::test]
async fn what_another_tenant_owns_is_not_there() {
    let world = World::new().await;
    let things = Things::of(&world).await;
    let stranger = world.api.tenant("Globex", "carol@example.com").await.token;
    let mut tried = 0;
    for operation in Operation::all().iter().filter(|operation| operation.takes("token")) {
        let (_, names_something) = things.put_into(&operation.path);
        if !names_something {
            continue;
        }
        let answer = operation.by(&world, &things, &stranger).await;
        assert_eq!(answer.problem(), "not-found", "{}", operation.name());
        tried += 1;
    }
    assert!(tried > 30, "only {tried} operations name something");
}

#[actix_web::test]
async fn a_token_does_not_do_what_is_a_persons_or_the_operators() {
    let world = World::new().await;
    let things = Things::of(&world).await;
    for operation in Operation::all() {
        let expected = match operation.credentials.first().map(String::as_str) {
            Some("session") if !operation.takes("token") => {
                ["session-required", "unauthenticated"].as_slice()
            }
            Some("operator") => &["operator-required"],
            _ => continue,
        };
        let answer = operation.by(&world, &things, &world.token).await;
        assert!(expected.contains(&answer.problem().as_str()), "{} {answer:?}", operation.name());
    }
}
