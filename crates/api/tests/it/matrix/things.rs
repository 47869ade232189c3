//! One of everything that a path can name, all of one tenant.

use std::collections::BTreeMap;

use serde_json::json;

use crate::world::{World, text};

/// Ids by the collection in whose path they stand.
pub(crate) struct Things(BTreeMap<&'static str, String>);

impl Things {
    pub(crate) async fn of(world: &World) -> Self {
        let hook = world.hook(json!({"actions": [{"event_type": "*"}]})).await;
        let event = world.event("flow.started").await;
        let made = |path: String, body| async move { text(&world.post(&path, body).await.json()["id"]) };
        let first = |path: String| async move { text(&world.get(&path).await.json()["data"][0]["id"]) };
        let deadline = json!({
            "name": "Abandoned flows", "when": "flow.started", "unless": "flow.completed",
            "key": "/total", "within_ms": 3_600_000, "emit": "flow.abandoned"
        });
        let deadline = made("deadlines".to_owned(), deadline).await;
        world.event("flow.started").await;
        let app = made("apps".to_owned(), json!({"key": "game", "name": "Game"})).await;
        let invitation = json!({"email": "bob@example.com", "permissions": ["hooks.view"], "grants": ["*"]});
        Self(BTreeMap::from([
            ("hooks", text(&hook["id"])),
            ("actions", text(&hook["actions"][0]["id"])),
            ("events", event),
            ("deliveries", text(&world.newest_delivery().await["id"])),
            ("event-types", first("event-types".to_owned()).await),
            ("timers", first(format!("deadlines/{deadline}/timers")).await),
            ("deadlines", deadline),
            ("members", first("members".to_owned()).await),
            ("tokens", first("tokens".to_owned()).await),
            ("invitations", made("invitations".to_owned(), invitation).await),
            ("skus", made(format!("apps/{app}/skus"), json!({"key": "coins", "name": "Coins"})).await),
            ("apps", app),
            ("replays", made("replays".to_owned(), json!({"filter": {"hook": hook["id"]}})).await),
            ("tenants", world.tenant.to_string()),
        ]))
    }

    /// The path with the things in it, and whether it names one that a tenant owns.
    pub(crate) fn put_into(&self, path: &str) -> (String, bool) {
        let mut collection = "";
        let mut owned = false;
        let parts = path.split('/').map(|part| {
            let shown = match (part.starts_with('{'), collection) {
                (false, _) => part.to_owned(),
                // These are everybody's, or nobody's but the operator's or the reader's own.
                (true, "presets") => "standard".to_owned(),
                (true, "sessions") => format!("ses_{}", "0".repeat(26)),
                (true, collection) => {
                    owned |= collection != "tenants";
                    let id = self.0.get(collection);
                    id.unwrap_or_else(|| panic!("make one of the {collection} for {path}")).clone()
                }
            };
            collection = part;
            shown
        });
        (parts.collect::<Vec<_>>().join("/"), owned)
    }
}
