//! Schemas of event types: saved, and asked about events.

use actix_web::http::StatusCode;
use billhook_core::tenant::TenantSettings;
use billhook_store::tenants;
use serde_json::{Value, json};

use crate::world::{World, pointers, text};

fn total_is_an_integer() -> Value {
    json!({"required": ["id"], "properties": {"total": {"type": "integer"}}})
}

async fn declare(world: &World, mode: Value) -> String {
    let body = json!({"name": "invoice.paid", "schema": total_is_an_integer(), "schema_mode": mode});
    let made = world.post("event-types", body).await;
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    assert_eq!(made.json()["schema_mode"], mode);
    format!("event-types/{}", text(&made.json()["id"]))
}

async fn post(world: &World, data: Value) -> crate::api::Answer {
    world.post("events", json!({"type": "invoice.paid", "data": data})).await
}

async fn set(world: &World, settings: TenantSettings) {
    let (tenant, now) = (world.tenant, billhook_core::clock::Clock::now(&*world.api.clock));
    world.api.db.write(move |c| tenants::set_settings(c, tenant, &settings, now)).await.unwrap();
}

#[actix_web::test]
async fn violations_are_shown_on_an_event_that_was_accepted_all_the_same() {
    let world = World::new().await;
    declare(&world, Value::Null).await;
    let posted = post(&world, json!({"total": "12"})).await;
    assert_eq!(posted.status, StatusCode::ACCEPTED, "{posted:?}");
    let shown = world.get(&format!("events/{}", text(&posted.json()["id"]))).await.json();
    assert_eq!(
        shown["violations"],
        json!([
            {"pointer": "", "detail": "\"id\" is a required property"},
            {"pointer": "/total", "detail": "value is not of type \"integer\""}
        ])
    );
    let fine = post(&world, json!({"id": "in_1", "total": 12})).await.json();
    assert_eq!(world.get(&format!("events/{}", text(&fine["id"]))).await.json()["violations"], json!([]));
}

#[actix_web::test]
async fn an_event_that_violates_its_schema_is_refused_with_pointers() {
    let world = World::new().await;
    let path = declare(&world, json!("reject")).await;
    let refused = post(&world, json!({"total": "12"})).await;
    assert_eq!(
        (refused.status, refused.problem().as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, "invalid-content")
    );
    assert_eq!(pointers(&refused), ["/data", "/data/total"]);
    let batch = json!({"events": [
        {"type": "invoice.paid", "data": {"id": 1}},
        {"type": "invoice.paid", "data": {"id": 2, "total": null}}
    ]});
    assert_eq!(pointers(&world.post("events/batch", batch).await), ["/events/1/data/total"]);
    assert_eq!(world.get("events").await.json()["data"], json!([]));

    assert_eq!(world.patch(&path, json!({"schema_mode": "off"})).await.status, StatusCode::OK);
    assert_eq!(post(&world, json!({"total": "12"})).await.status, StatusCode::ACCEPTED);
}

#[actix_web::test]
async fn a_tenants_setting_is_the_default_of_its_types() {
    let world = World::new().await;
    let path = declare(&world, Value::Null).await;
    let set = world.patch("settings", json!({"event_schema_mode": "reject"})).await;
    assert_eq!((set.status, &set.json()["event_schema_mode"]), (StatusCode::OK, &json!("reject")));
    assert_eq!(post(&world, json!({})).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    world.patch(&path, json!({"schema_mode": "warn"})).await;
    assert_eq!(post(&world, json!({})).await.status, StatusCode::ACCEPTED);
    world.patch(&path, json!({"schema_mode": null})).await;
    assert_eq!(post(&world, json!({})).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[actix_web::test]
async fn a_tenant_may_take_declared_event_types_only() {
    let world = World::new().await;
    world.event("invoice.paid").await;
    set(&world, TenantSettings { refuse_undeclared_event_types: true, ..TenantSettings::default() }).await;
    for unknown in ["invoice.paid", "order.made"] {
        let refused = world.post("events", json!({"type": unknown, "data": {}})).await;
        assert_eq!(
            (refused.status, pointers(&refused)),
            (StatusCode::UNPROCESSABLE_ENTITY, vec!["/type".to_owned()])
        );
    }
    world.post("event-types", json!({"name": "invoice.paid"})).await;
    world.event("invoice.paid").await;
}

#[actix_web::test]
async fn a_schema_that_does_not_compile_is_pointed_at() {
    let world = World::new().await;
    for (schema, pointer) in [
        (json!({"properties": {"total": {"type": "money"}}}), "/schema/properties/total/type"),
        (
            json!({"properties": {"a/b": {"$ref": "https://example.com/x.json"}}}),
            "/schema/properties/a~1b/$ref",
        ),
        (json!({"$ref": "#"}), "/schema/$ref"),
        (json!({"pattern": "(?=x)"}), "/schema/pattern"),
        (json!({"description": "x".repeat(65_536)}), "/schema"),
        (json!(true), "/schema"),
    ] {
        let refused = world.post("event-types", json!({"name": "a.b", "schema": schema})).await;
        assert_eq!(pointers(&refused), [pointer], "{schema}");
    }
    let path = declare(&world, Value::Null).await;
    assert_eq!(pointers(&world.patch(&path, json!({"schema": {"type": 1}})).await), ["/schema/type"]);
    assert_eq!(pointers(&world.patch(&path, json!({"schema_mode": "maybe"})).await), ["/schema_mode"]);
}

#[actix_web::test]
async fn an_example_that_violates_its_schema_is_refused_with_pointers() {
    let world = World::new().await;
    let declared = async |example: Value| {
        let body = json!({"name": "invoice.paid", "schema": total_is_an_integer(), "schema_mode": "off", "example": example});
        world.post("event-types", body).await
    };
    assert_eq!(pointers(&declared(json!({"total": "12"})).await), ["/example", "/example/total"]);
    let made = declared(json!({"id": "in_1", "total": 12})).await;
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    let path = format!("event-types/{}", text(&made.json()["id"]));
    assert_eq!(
        pointers(&world.patch(&path, json!({"example": {"id": 1, "total": 1.5}})).await),
        ["/example/total"]
    );
    let stricter = json!({"schema": {"properties": {"id": {"type": "integer"}}}});
    assert_eq!(pointers(&world.patch(&path, stricter).await), ["/example/id"]);
    assert_eq!(world.patch(&path, json!({"example": null})).await.status, StatusCode::OK);
}

#[actix_web::test]
async fn a_catalogue_whose_example_would_violate_a_kept_schema_is_not_imported() {
    let world = World::new().await;
    let own = json!({"name": "customer.update", "schema": {"required": ["shop"]}});
    assert_eq!(world.post("event-types", own).await.status, StatusCode::CREATED);
    let refused = world.ask("presets/upodi/import?existing=replace").await;
    assert_eq!((refused.status, refused.problem().as_str()), (StatusCode::CONFLICT, "conflict"));
    let told = text(&refused.json()["detail"]);
    assert!(told.contains("`customer.update` as a whole: \"shop\" is a required property"), "{told}");
    assert_eq!(
        world.get("event-types").await.json()["data"].as_array().unwrap().len(),
        1,
        "nothing was imported"
    );
    assert_eq!(world.ask("presets/upodi/import").await.status, StatusCode::OK);
}
