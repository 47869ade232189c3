//! The export of everything that a tenant has.

use actix_web::body::{MessageBody, to_bytes};
use actix_web::http::StatusCode;
use actix_web::test::{TestRequest, call_service, init_service};
use serde_json::{Value, json};

use crate::api::bearing;
use crate::world::{DELIVERED, World, text, v1};

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}"))).collect()
}

fn of_kind<'a>(lines: &'a [Value], kind: &str) -> Vec<&'a Value> {
    lines.iter().filter(|line| line["record"] == kind).collect()
}

#[actix_web::test]
async fn an_export_has_everything_but_secrets() {
    let world = World::new().await;
    let app = world.post("apps", json!({"key": "game", "name": "Game"})).await.json();
    world.post(&format!("apps/{}/skus", text(&app["id"])), json!({"key": "coins", "name": "Coins"})).await;
    let hook = world
        .hook(json!({"actions": [{"event_type": "*", "app": "game"}, {"event_type": "invoice.*"}],
            "headers": {"x-key": "s3cret"}}))
        .await;
    world.event("invoice.paid").await;
    let hook_id = text(&hook["id"]);
    let sent = world.send_waiting(&hook_id, DELIVERED, world.exchange()).await;
    let secret = world.get(&format!("hooks/{hook_id}/secret")).await.json();

    let exported = world.get("export").await;
    assert_eq!(exported.status, StatusCode::OK);
    assert_eq!(exported.headers.get("content-type").unwrap(), "application/x-ndjson");
    let lines = lines(&exported.text);
    let (first, last) = (&lines[0], &lines[lines.len() - 1]);
    assert_eq!((&first["record"], &first["version"]), (&json!("export"), &json!(1)));
    assert!(first["left_out"].to_string().contains("secrets of hooks"), "{first}");
    assert_eq!((&last["record"], &last["lines"]), (&json!("end"), &json!(lines.len() - 1)));
    for kind in ["settings", "member", "token", "app", "sku", "event_type", "hook", "event", "delivery"] {
        assert_eq!(of_kind(&lines, kind).len(), 1, "{kind}");
    }
    assert_eq!(of_kind(&lines, "hook")[0]["actions"].as_array().unwrap().len(), 2);
    assert_eq!(of_kind(&lines, "event")[0]["data"], json!({"total": 1200}));
    let attempt = of_kind(&lines, "attempt")[0];
    assert_eq!(attempt["delivery_id"], json!(sent[0].to_string()));
    assert!(of_kind(&lines, "audit_entry").iter().any(|entry| entry["operation"] == "tenant.exported"));
    for secret in ["s3cret", "s3cr3t-t0", "t0ken", &world.token, &text(&secret["secret"])] {
        assert!(!exported.text.contains(secret), "{secret} is in the export");
    }
}

#[actix_web::test]
async fn who_may_not_see_everything_exports_nothing() {
    let world = World::new().await;
    let all = ["settings.edit", "members.edit", "events.view", "audit.view"];
    for missing in all {
        let rest: Vec<&str> = all.into_iter().filter(|permission| *permission != missing).collect();
        let refused = world.api.get(&v1("export"), &world.token(&rest, &["*"]).await).await;
        assert_eq!(
            (refused.problem().as_str(), &refused.json()["permission"]),
            ("permission-missing", &json!(missing))
        );
    }
    let refused = world.api.get(&v1("export"), &world.token(&all, &["invoice"]).await).await;
    assert_eq!((refused.status, refused.problem().as_str()), (StatusCode::FORBIDDEN, "grant-missing"));
}

#[actix_web::test]
async fn another_tenants_things_are_not_in_it() {
    let world = World::new().await;
    world.hook_for_all().await;
    world.event("invoice.paid").await;
    let globex = world.api.tenant("Globex", "bob@example.com").await;
    let exported = lines(&world.api.get(&v1("export"), &globex.token).await.text);
    assert!(of_kind(&exported, "event").is_empty() && of_kind(&exported, "hook").is_empty());
    assert_eq!(of_kind(&exported, "settings")[0]["name"], "Globex");
}

/// However much there is, no piece of the answer has more than a page in it, and none is read before it is wanted.
#[actix_web::test]
async fn an_export_is_read_a_page_at_a_time() {
    let world = World::new().await;
    let events: Vec<Value> = (0..650).map(|n| json!({"type": "invoice.paid", "data": {"n": n}})).collect();
    world.hook_for_all().await;
    assert_eq!(world.post("events/batch", json!({"events": events})).await.status, StatusCode::ACCEPTED);
    let app = init_service(billhook_api::app(&world.api.shared)).await;
    let request = bearing(TestRequest::get().uri(&v1("export")), &world.token);
    let response = call_service(&app, request.to_request()).await;
    let mut body = Box::pin(response.into_body());
    let (mut most, mut seen) = (0, Vec::new());
    while let Some(piece) = std::future::poll_fn(|cx| body.as_mut().poll_next(cx)).await {
        let piece = lines(std::str::from_utf8(&piece.unwrap_or_else(|_| panic!("it breaks off"))).unwrap());
        most = most.max(piece.len());
        assert!(piece.iter().all(|line| line["record"] == piece[0]["record"]), "of one collection");
        seen.extend(piece);
    }
    assert_eq!((of_kind(&seen, "event").len(), of_kind(&seen, "delivery").len()), (650, 650));
    assert_eq!(most, 500);
    let mut numbers: Vec<i64> =
        of_kind(&seen, "event").iter().map(|event| event["data"]["n"].as_i64().unwrap()).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (0..650).collect::<Vec<_>>(), "each once");
    assert_eq!(seen.last().unwrap()["lines"], json!(seen.len() - 1));
}

#[actix_web::test]
async fn a_download_ends_with_the_credential_that_began_it() {
    let world = World::new().await;
    for path in ["export", "audit/export"] {
        let all = ["settings.edit", "members.edit", "events.view", "audit.view"];
        let token = world.token(&all, &["*"]).await;
        let request = bearing(TestRequest::get().uri(&v1(path)), &token);
        let (status, body) = world.api.open(request).await;
        assert_eq!(status, StatusCode::OK);
        let tokens = world.get("tokens").await.json();
        let its = tokens["data"].as_array().unwrap().iter().find(|it| it["name"] == "less").unwrap();
        assert_eq!(
            world.delete(&format!("tokens/{}", text(&its["id"]))).await.status,
            StatusCode::NO_CONTENT
        );
        assert!(to_bytes(body).await.is_err(), "{path} went on");
    }
}
