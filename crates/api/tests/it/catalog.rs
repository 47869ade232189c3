//! Event types of a tenant, and the presets.

use actix_web::http::StatusCode;
use serde_json::{Value, json};

use crate::world::{World, pointers, text};

#[actix_web::test]
async fn an_event_type_is_declared_changed_and_deleted() {
    let world = World::new().await;
    let body = json!({"name": "invoice.paid", "description": "Paid", "example": {"b": 1, "a": 1.20}, "schema": {"type": "object"}});
    let made = world.post("event-types", body.clone()).await;
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    assert!(made.text.contains(r#""example":{"b":1,"a":1.2}"#), "{made:?}");
    let (path, made) = (format!("event-types/{}", text(&made.json()["id"])), made.json());
    assert_eq!((&made["declared"], &made["schema"]), (&json!(true), &json!({"type": "object"})));
    assert_eq!(world.post("event-types", body).await.status, StatusCode::CONFLICT);

    let changed = world.patch(&path, json!({"description": "Paid in full", "schema": null})).await.json();
    assert_eq!((&changed["description"], &changed["schema"]), (&json!("Paid in full"), &Value::Null));
    assert_eq!(changed["example"], made["example"]);
    assert_eq!(world.get(&path).await.json(), changed);
    assert_eq!(world.delete(&path).await.status, StatusCode::NO_CONTENT);
    assert_eq!(world.get(&path).await.problem(), "not-found");
    let wrong = json!({"name": "Invoice", "description": "x".repeat(1001), "schema": []});
    assert_eq!(pointers(&world.post("event-types", wrong).await), ["/description", "/name", "/schema"]);
}

#[actix_web::test]
async fn a_type_that_was_only_seen_becomes_declared_and_keeps_its_id() {
    let world = World::new().await;
    world.event("invoice.paid").await;
    let seen = world.get("event-types").await.json()["data"][0].clone();
    assert_eq!((&seen["name"], &seen["declared"]), (&json!("invoice.paid"), &json!(false)));
    let declared = world.post("event-types", json!({"name": "invoice.paid"})).await.json();
    assert_eq!((&declared["id"], &declared["declared"]), (&seen["id"], &json!(true)));
}

#[actix_web::test]
async fn presets_are_listed_with_their_policies_and_catalogues() {
    let world = World::new().await;
    let listed = world.get("presets").await.json();
    let names: Vec<String> =
        listed["data"].as_array().unwrap().iter().map(|preset| text(&preset["name"])).collect();
    assert_eq!(
        names,
        ["standard", "upodi", "upodi-v2", "abowire", "abowire-v2", "upzelo", "app47", "upgates"]
    );
    assert_eq!(listed["data"][0]["policy"]["timeout_ms"], 15000);
    assert_eq!(listed["data"][6]["formats"], json!(["json", "xml", "form"]));
    let upzelo = world.get("presets/upzelo").await.json();
    assert!(upzelo["event_types"].as_array().unwrap().len() >= 9, "{upzelo}");
    assert_eq!(world.get("presets/nothing").await.problem(), "not-found");
}

#[actix_web::test]
async fn a_presets_catalogue_is_imported_with_one_call() {
    let world = World::new().await;
    world.event("customer.create").await;
    let own = json!({"name": "customer.update", "description": "Ours"});
    assert_eq!(world.post("event-types", own).await.status, StatusCode::CREATED);
    let imported = world.ask("presets/upodi/import").await;
    assert_eq!(imported.status, StatusCode::OK, "{imported:?}");
    let lists = imported.json();
    assert_eq!(lists["updated"], json!(["customer.create"]));
    assert_eq!(lists["left_alone"], json!(["customer.update"]));
    assert_eq!(lists["added"].as_array().unwrap().len(), 16);

    let catalog = world.get("event-types?limit=200").await.json()["data"].as_array().unwrap().clone();
    assert!(catalog.len() == 18 && catalog.iter().all(|known| known["declared"] == true), "{catalog:?}");
    let created = catalog.iter().find(|known| known["name"] == "customer.create").unwrap();
    assert!(!text(&created["description"]).is_empty() && !created["example"].is_null(), "{created}");

    let again = world.ask("presets/upodi-v2/import").await.json();
    assert_eq!((&again["added"], &again["updated"]), (&json!([]), &json!([])));
    let replaced = world.ask("presets/upodi/import?existing=replace").await.json();
    assert_eq!(replaced["updated"], json!(["customer.update"]));
}

#[actix_web::test]
async fn an_import_that_makes_no_sense_is_refused() {
    let world = World::new().await;
    assert_eq!(world.ask("presets/nothing/import").await.problem(), "not-found");
    assert_eq!(world.ask("presets/upodi/import?existing=merge").await.problem(), "invalid-query");
    let reader = world.token(&["hooks.view"], &["*"]).await;
    assert_eq!(world.ask_as("presets/upodi/import", &reader).await.json()["permission"], "catalog.edit");
}

#[actix_web::test]
async fn the_catalogue_is_exported_as_an_openapi_document_with_webhooks() {
    let world = World::new().await;
    world.ask("presets/app47/import").await;
    world.event("only.seen").await;
    let declared =
        json!({"name": "invoice.paid", "example": {"total": 12}, "schema": {"required": ["total"]}});
    world.post("event-types", declared).await;

    let document = world.get("event-types/openapi.json").await.json();
    assert_eq!(
        (&document["openapi"], &document["info"]["title"]),
        (&json!("3.1.0"), &json!("Webhooks of Acme"))
    );
    let names: Vec<&String> = document["webhooks"].as_object().unwrap().keys().collect();
    assert_eq!(names, ["customer.purchase", "invoice.paid", "subscription.canceled"]);
    let body = &document["webhooks"]["invoice.paid"]["post"]["requestBody"]["content"]["application/json"];
    assert_eq!(body["example"]["data"], json!({"total": 12}));
    assert_eq!(document["components"]["schemas"]["invoice.paid"]["required"], json!(["total"]));

    let app47 = world.get("event-types/openapi.json?preset=app47&event_type=customer.*").await.json();
    assert_eq!(app47["webhooks"].as_object().unwrap().len(), 1);
    let content = &app47["webhooks"]["customer.purchase"]["post"]["requestBody"]["content"];
    assert!(text(&content["application/xml"]["example"]).starts_with("<notification>"), "{content}");
    assert!(
        text(&content["application/x-www-form-urlencoded"]["example"]).starts_with("payload%5B"),
        "{content}"
    );
    assert_eq!(world.get("event-types/openapi.json?preset=x").await.problem(), "invalid-query");
}

#[actix_web::test]
async fn a_catalogue_that_is_too_long_for_one_document_is_exported_in_parts() {
    let world = World::new().await;
    let example = "x".repeat(60_000);
    let names = (0..70).map(|n| format!("order.made_{n}")).chain((0..5).map(|n| format!("invoice.made_{n}")));
    for name in names {
        let declared = json!({"name": name, "example": example});
        assert_eq!(world.post("event-types", declared).await.status, StatusCode::CREATED);
    }
    let refused = world.get("event-types/openapi.json").await;
    assert_eq!((refused.status, refused.problem().as_str()), (StatusCode::CONFLICT, "conflict"));
    let detail = text(&refused.json()["detail"]);
    assert!(detail.contains("8 MiB") && detail.contains("`event_type`"), "{detail}");
    let part = world.get("event-types/openapi.json?event_type=invoice.*").await;
    assert_eq!(part.json()["webhooks"].as_object().unwrap().len(), 5);
    assert_eq!(part.header("content-type"), Some("application/json"));
}
