//! Pages of what may be large: they end once they have 4 MiB, and the next one goes on.

use std::collections::BTreeSet;

use actix_web::http::StatusCode;
use billhook_core::clock::Clock;
use billhook_core::delivery::Decision;
use billhook_store::record::Exchange;
use bytes::Bytes;
use serde_json::{Value, json};

use crate::world::{World, text};

/// The list at `path`, page by page, as many items at a time as are allowed.
async fn pages(world: &World, path: &str) -> Vec<Vec<Value>> {
    let (mut pages, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = world.get(&format!("{path}?limit=200{cursor}")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.json()["detail"]);
        let page = page.json();
        pages.push(page["data"].as_array().unwrap().clone());
        let Some(next) = page["next_cursor"].as_str() else { return pages };
        cursor = format!("&cursor={next}");
    }
}

fn lengths(pages: &[Vec<Value>]) -> Vec<usize> {
    pages.iter().map(Vec::len).collect()
}

/// Eight hooks, each with filters of 700 kB.
async fn large_hooks(world: &World) {
    let filter = json!({"field": "/customer", "equals": "x".repeat(7_000)});
    let actions = vec![json!({"event_type": "invoice.*", "filter": filter}); 100];
    for _ in 0..8 {
        world.hook(json!({"actions": actions})).await;
    }
}

#[actix_web::test]
async fn event_types_with_large_examples_come_in_more_pages() {
    let world = World::new().await;
    let example = "x".repeat(60_000);
    for n in 0..80 {
        let declared = json!({"name": format!("invoice.made_{n}"), "example": example});
        assert_eq!(world.post("event-types", declared).await.status, StatusCode::CREATED);
    }
    let pages = pages(&world, "event-types").await;
    assert_eq!(lengths(&pages), [70, 10]);
    let names: BTreeSet<String> = pages.concat().iter().map(|known| text(&known["name"])).collect();
    assert_eq!(names, (0..80).map(|n| format!("invoice.made_{n}")).collect());
}

#[actix_web::test]
async fn hooks_with_large_filters_come_in_more_pages_wherever_they_are_listed() {
    let world = World::new().await;
    large_hooks(&world).await;
    let hooks = pages(&world, "hooks").await;
    assert_eq!(lengths(&hooks), [6, 2]);
    assert!(hooks.concat().iter().all(|hook| hook["actions"].as_array().unwrap().len() == 100));

    let event = world.event("invoice.paid").await;
    let matches = pages(&world, &format!("events/{event}/matches")).await;
    assert_eq!(lengths(&matches), [6, 2]);
    let ids = |pages: &[Vec<Value>], name: &str| -> Vec<String> {
        pages.concat().iter().map(|it| text(&it[name])).collect()
    };
    assert_eq!(ids(&matches, "hook_id"), ids(&hooks, "id"));

    let entries = pages(&world, "audit").await;
    assert!(entries.len() == 2 && entries[0].len() < 8, "{:?}", lengths(&entries));
    let made = entries.concat().into_iter().filter(|entry| entry["operation"] == "hook.created").count();
    assert_eq!(made, 8);
}

#[actix_web::test]
async fn events_with_a_large_state_before_come_in_more_pages() {
    let world = World::new().await;
    let previous = json!({"note": "x".repeat(200_000)});
    let mut posted = BTreeSet::new();
    for _ in 0..25 {
        let event = json!({"type": "invoice.updated", "data": {}, "previous": previous});
        posted.insert(text(&world.post("events", event).await.json()["id"]));
    }
    for filter in ["", "&event_type=invoice.*"] {
        let first = world.get(&format!("events?limit=200{filter}")).await.json();
        let cursor = text(&first["next_cursor"]);
        let second = world.get(&format!("events?limit=200{filter}&cursor={cursor}")).await.json();
        assert!(second["next_cursor"].is_null());
        let listed = [&first, &second].map(|page| page["data"].as_array().unwrap().clone());
        assert_eq!(lengths(&listed), [21, 4]);
        assert_eq!(listed.concat().iter().map(|event| text(&event["id"])).collect::<BTreeSet<_>>(), posted);
    }
}

#[actix_web::test]
async fn attempts_with_large_bodies_come_in_more_pages() {
    let world = World::new().await;
    let hook = world.hook_for_all().await;
    world.event("invoice.paid").await;
    let delivery = text(&world.newest_delivery().await["id"]);
    let exchange = Exchange { request_body: Bytes::from(vec![b'x'; 250_000]), ..world.exchange() };
    for _ in 0..20 {
        let again = Decision::Retry { at: world.api.clock.now() };
        assert_eq!(world.send_waiting(&hook, again, exchange.clone()).await.len(), 1);
    }
    let pages = pages(&world, &format!("deliveries/{delivery}/attempts")).await;
    assert_eq!(lengths(&pages), [17, 3]);
    let numbers: Vec<u64> =
        pages.concat().iter().map(|attempt| attempt["number"].as_u64().unwrap()).collect();
    assert_eq!(numbers, (1..=20).collect::<Vec<_>>());
}
