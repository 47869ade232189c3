//! What is new, as it happens.

use std::future::poll_fn;
use std::pin::Pin;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::http::StatusCode;
use actix_web::test::TestRequest;
use billhook_api::ApiConfig;
use serde_json::json;

use crate::api::bearing;
use crate::world::{World, v1};

/// A world in which streams stay open.
async fn world() -> World {
    World::with(ApiConfig { streams_per_tenant: 2, ..ApiConfig::default() }).await
}

/// A stream of whoever has this token, from the place on that they name.
async fn open(world: &World, token: &str, from: Option<&str>) -> BoxBody {
    let request = bearing(TestRequest::get().uri(&v1("stream")), token);
    let request = from.into_iter().fold(request, |request, id| request.insert_header(("Last-Event-ID", id)));
    let (status, body) = world.api.open(request).await;
    assert_eq!(status, StatusCode::OK);
    body
}

/// The next event, as its kind, its id and its data; `None` at the end.
async fn next(body: &mut BoxBody) -> Option<[String; 3]> {
    let bytes = poll_fn(|context| Pin::new(&mut *body).poll_next(context)).await?.unwrap();
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let line = |name: &str| text.lines().find_map(|line| line.strip_prefix(name)).unwrap().trim().to_owned();
    Some([line("event:"), line("id:"), line("data:")])
}

#[actix_web::test]
async fn what_came_while_nobody_listened_is_told_at_once() {
    let world = world().await;
    world.hook_for_all().await;
    let [kind, place, _] = next(&mut open(&world, &world.token, None).await).await.unwrap();
    assert_eq!(kind, "ready");

    world.event("invoice.paid").await;
    let mut stream = open(&world, &world.token, Some(&place)).await;
    let [kind, place, data] = next(&mut stream).await.unwrap();
    assert_eq!((kind.as_str(), data.as_str()), ("change", "events deliveries"));
    drop(stream);

    world.hook(json!({"name": "Another"})).await;
    let [_, _, data] = next(&mut open(&world, &world.token, Some(&place)).await).await.unwrap();
    assert_eq!(data, "hooks");
}

#[actix_web::test]
async fn who_may_not_see_events_hears_of_hooks_alone() {
    let world = world().await;
    let viewer = world.token(&["hooks.view"], &["*"]).await;
    let [_, place, _] = next(&mut open(&world, &viewer, None).await).await.unwrap();
    world.hook_for_all().await;
    world.event("invoice.paid").await;
    let [_, _, data] = next(&mut open(&world, &viewer, Some(&place)).await).await.unwrap();
    assert_eq!(data, "hooks");
}

#[actix_web::test]
async fn more_streams_than_a_tenant_may_have_are_refused_until_one_ends() {
    let world = world().await;
    let first = open(&world, &world.token, None).await;
    let _second = open(&world, &world.token, None).await;
    let refused = world.get("stream").await;
    assert_eq!(
        (refused.status, refused.problem()),
        (StatusCode::TOO_MANY_REQUESTS, "rate-limited".to_owned())
    );
    drop(first);
    open(&world, &world.token, None).await;
}

#[actix_web::test]
async fn a_stream_ends_with_what_its_credential_may_do() {
    let world = world().await;
    let token = json!({"name": "short", "permissions": ["hooks.view"]});
    let made = world.post("tokens", token).await.json();
    let mut stream = open(&world, made["token"].as_str().unwrap(), None).await;
    assert!(next(&mut stream).await.is_some());
    let revoked = world.delete(&format!("tokens/{}", made["id"].as_str().unwrap())).await;
    assert_eq!(revoked.status, StatusCode::NO_CONTENT);
    assert_eq!(next(&mut stream).await, None);
}

#[actix_web::test]
async fn a_stop_ends_every_stream() {
    let world = world().await;
    let mut stream = open(&world, &world.token, None).await;
    assert!(next(&mut stream).await.is_some());
    world.api.close_streams();
    assert_eq!(next(&mut stream).await, None);
}
