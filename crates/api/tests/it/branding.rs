//! How the console is called and looks for a tenant.

use actix_web::http::StatusCode;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use crate::operator::Operator;
use crate::world::{World, pointers};

fn png(bytes: usize) -> String {
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    file.resize(bytes, 0);
    format!("data:image/png;base64,{}", BASE64_STANDARD.encode(file))
}

#[actix_web::test]
async fn branding_begins_with_the_installations_and_changes_piece_by_piece() {
    let world = World::new().await;
    let none = json!({"name": null, "colour": null, "logo": null, "styles": null});
    assert_eq!(world.get("branding").await.json(), none);
    let changed = world.patch("branding", json!({"name": " Acme Events ", "colour": "#AA3300"})).await.json();
    assert_eq!((&changed["name"], &changed["colour"]), (&json!("Acme Events"), &json!("#aa3300")));
    assert!(changed["styles"].as_str().unwrap().contains("--mantine-color-petrol-7:#aa3300;"), "{changed}");
    let logo = png(200);
    // What the file is, it says itself.
    let claimed = logo.replace("image/png", "text/html");
    let changed = world.patch("branding", json!({"logo": claimed, "name": null})).await.json();
    assert_eq!((&changed["logo"], &changed["colour"]), (&json!(logo), &json!("#aa3300")));
    assert_eq!(changed["name"], Value::Null);
    assert_eq!(changed, world.get("branding").await.json());
    // Two entries of one instant have no order.
    let entries = world.get("audit?operation=branding.*").await.json()["data"].to_string();
    assert!(entries.contains("image/png, 200 bytes") && entries.contains("Acme Events"), "{entries}");
}

#[actix_web::test]
async fn branding_that_cannot_be_is_refused_and_all_pointed_at() {
    let world = World::new().await;
    for (field, values) in [
        ("name", vec![json!(""), json!("x".repeat(61)), json!("a\nb")]),
        ("colour", vec![json!("red"), json!("#1234567"), json!("#12345g")]),
        (
            "logo",
            vec![
                json!("https://example.com/logo.png"),
                json!("data:image/png;base64,%%%"),
                json!(format!("data:image/svg+xml;base64,{}", BASE64_STANDARD.encode("<svg/>"))),
                json!(png((64 << 10) + 3)),
            ],
        ),
    ] {
        for value in values {
            let refused = world.patch("branding", json!({field: value})).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}: {value}");
            assert_eq!(pointers(&refused), [format!("/{field}")]);
        }
    }
    let both = world.patch("branding", json!({"name": "", "colour": "red"})).await;
    assert_eq!(pointers(&both), ["/colour", "/name"]);
    assert_eq!(world.get("branding").await.json()["name"], Value::Null);
}

#[actix_web::test]
async fn the_operator_gives_a_tenant_its_look() {
    let world = World::new().await;
    let operator = Operator::of(&world.api).await;
    let path = format!("{}/branding", world.tenant);
    let changed = operator.patch(&path, json!({"name": "Acme by Globex"})).await;
    assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
    assert_eq!(operator.get(&format!("tenants/{path}")).await.json(), changed.json());
    assert_eq!(world.get("branding").await.json()["name"], "Acme by Globex");
    let unknown = operator.patch("key:nobody/branding", json!({"name": "X"})).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}
