//! A tenant that has hooks, and what is said to the API about them in short.

use actix_web::http::StatusCode;
use actix_web::test::TestRequest;
use billhook_api::ApiConfig;
use billhook_core::delivery::{Decision, DeliveryKind, HookEffect, Verdict};
use billhook_core::id::{DeliveryId, TenantId};
use billhook_core::outcome::Outcome;
use billhook_core::target::AllowedNetworks;
use billhook_store::due_deliveries::{self, Claimed, Lease, Want};
use billhook_store::record::{Exchange, Finished, record};
use billhook_store::testing::TestDb;
use billhook_store::{AnyConnection, StoreError, SystemScope, deliveries};
use bytes::Bytes;
use serde_json::{Value, json};

use crate::api::{Answer, TestApi, bearing};

/// Literal addresses need no resolver, so no test asks one.
pub(crate) const URL: &str = "http://127.0.0.1:9/in?token=s3cr3t-t0";

pub(crate) struct World {
    pub(crate) api: TestApi,
    pub(crate) tenant: TenantId,
    /// The first member's, with everything.
    pub(crate) token: String,
}

impl World {
    /// Acme, which may call this machine.
    pub(crate) async fn new() -> Self {
        Self::with(crate::api::config()).await
    }

    pub(crate) async fn with(config: ApiConfig) -> Self {
        Self::made(TestDb::sqlite(), config).await
    }

    /// The same in this database.
    pub(crate) async fn on(database: TestDb) -> Self {
        Self::made(database, crate::api::config()).await
    }

    async fn made(database: TestDb, config: ApiConfig) -> Self {
        let allowed_networks = AllowedNetworks::parse(["127.0.0.0/8"]).unwrap();
        let api = TestApi::on(database, ApiConfig { allowed_networks, ..config }).await;
        let acme = api.tenant("Acme", "ann@example.com").await;
        Self { api, tenant: acme.tenant_id, token: acme.token }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.api.get(&v1(path), &self.token).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.api.post(&v1(path), &self.token, body).await
    }

    pub(crate) async fn patch(&self, path: &str, body: Value) -> Answer {
        let request = TestRequest::patch().uri(&v1(path)).set_json(body);
        self.api.send(bearing(request, &self.token)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.api.delete(&v1(path), &self.token).await
    }

    /// A POST without a body.
    pub(crate) async fn ask(&self, path: &str) -> Answer {
        self.ask_as(path, &self.token).await
    }

    pub(crate) async fn ask_as(&self, path: &str, token: &str) -> Answer {
        self.api.send(bearing(TestRequest::post().uri(&v1(path)), token)).await
    }

    /// A token that is worth no more than this.
    pub(crate) async fn token(&self, permissions: &[&str], grants: &[&str]) -> String {
        let body = json!({"name": "less", "permissions": permissions, "grants": grants});
        let made = self.post("tokens", body).await;
        assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
        text(&made.json()["token"])
    }

    /// Makes a hook to [`URL`] with these fields beside, and gives it as it was returned.
    pub(crate) async fn hook(&self, more: Value) -> Value {
        let mut body = json!({"name": "ERP", "url": URL});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let made = self.post("hooks", body).await;
        assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
        made.json()
    }

    /// Makes a hook that takes every event; its id.
    pub(crate) async fn hook_for_all(&self) -> String {
        text(&self.hook(json!({"actions": [{"event_type": "*"}]})).await["id"])
    }

    /// Posts an event; its id.
    pub(crate) async fn event(&self, event_type: &str) -> String {
        let posted = self.post("events", json!({"type": event_type, "data": {"total": 1200}})).await;
        assert_eq!(posted.status, StatusCode::ACCEPTED, "{posted:?}");
        text(&posted.json()["id"])
    }

    /// The newest delivery.
    pub(crate) async fn newest_delivery(&self) -> Value {
        self.get("deliveries?limit=1").await.json()["data"][0].clone()
    }

    /// What a sender does: claims whatever waits for the hook and records this end, with this exchange.
    pub(crate) async fn send_waiting(
        &self,
        hook: &str,
        decision: Decision,
        exchange: Exchange,
    ) -> Vec<DeliveryId> {
        let now = billhook_core::clock::Clock::now(&*self.api.clock);
        let want =
            Want { hook_id: hook.parse().unwrap(), slots: 10, retries_first: false, only_tests: false };
        let until = (now + chrono::Duration::seconds(60)).timestamp_micros();
        let lease = Lease { now: now.timestamp_micros(), until, token: 1 };
        let sent = self.api.db.write(move |c| {
            let mut sent = Vec::new();
            for claimed in due_deliveries::claim(c, SystemScope, &[want], lease)? {
                let finished = Finished {
                    delivery_id: claimed.delivery_id,
                    tenant_id: claimed.tenant_id,
                    hook_id: claimed.hook_id,
                    revision: 0,
                    resource: resource(c, &claimed)?,
                    lease_token: claimed.lease_token,
                    number: claimed.attempts + 1,
                    first_due_at: claimed.first_due_at,
                    exchange: exchange.clone(),
                    outcome: Outcome::response(200),
                    verdict: Verdict { decision, hook: HookEffect::Untouched },
                    finished_at: now,
                };
                record(c, SystemScope, &[&finished])?;
                sent.push(claimed.delivery_id);
            }
            Ok::<_, StoreError>(sent)
        });
        sent.await.unwrap()
    }

    /// An exchange that carried secrets in every place that there is.
    pub(crate) fn exchange(&self) -> Exchange {
        let headers = r#"[["content-type","application/json"],["webhook-id","evt_1"],
            ["webhook-signature","v1,c2VjcmV0"],["authorization","Basic YTpi"]]"#;
        let body = format!(r#"{{"ID":"1","Signature":"t0ken","destination":"{URL}","md5":"900150983cd2"}}"#);
        Exchange {
            started_at: billhook_core::clock::Clock::now(&*self.api.clock),
            duration_ms: 12,
            method: "POST",
            url: URL.into(),
            request_headers: headers.into(),
            request_body: Bytes::from(body),
            event_data: Bytes::new(),
            response_headers: Some(r#"[["set-cookie","a"],["set-cookie","b"]]"#.into()),
            response_body: Some(Bytes::from_static(b"thanks \xff")),
            response_truncated: true,
        }
    }
}

/// The resource of what is delivered; none for a test.
fn resource(c: &mut AnyConnection, claimed: &Claimed) -> Result<Option<String>, StoreError> {
    let delivery = deliveries::find(c, claimed.tenant_id, claimed.delivery_id)?;
    let event = delivery.filter(|delivery| delivery.kind != DeliveryKind::Test);
    Ok(event.map(|delivery| delivery.event_type.resource().to_owned()))
}

pub(crate) const DELIVERED: Decision = Decision::Delivered { reason: None };

pub(crate) fn v1(path: &str) -> String {
    format!("/api/v1/{path}")
}

pub(crate) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text")).to_owned()
}

/// What a problem points at, sorted.
pub(crate) fn pointers(answer: &Answer) -> Vec<String> {
    let document = answer.json();
    let errors = document["errors"].as_array().cloned().unwrap_or_default();
    let mut pointers: Vec<String> = errors.iter().map(|error| text(&error["pointer"])).collect();
    pointers.sort();
    pointers
}
