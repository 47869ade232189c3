//! The exact requests that an event becomes for a hook, sent nowhere.

use billhook_core::clock::Timestamp;
use billhook_core::event::{Event, EventKind};
use billhook_core::id::{EventId, HookId, TenantId};
use billhook_core::preset::Preset;
use billhook_core::profile::{Request, Sender, Sending, Wire, parts, ping, render};
use billhook_core::secret::{MasterKey, Secret};
use billhook_core::tenant::Slug;
use billhook_store::hooks::{Hook, Settings};
use billhook_store::{AnyConnection, StoreError, hook_secrets, tenants};
use serde::Serialize;
use utoipa::ToSchema;

use super::headers::Headers;
use super::settings::wire;
use crate::masking::Sight;
use crate::problem::Problem;

/// A request as it is, was or would be sent. Without `hooks.edit` its secrets are shown as `***`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Request)]
pub(crate) struct RequestView {
    #[schema(example = "POST")]
    method: String,
    #[schema(example = "https://example.com/in?token=s3")]
    url: String,
    #[schema(value_type = std::collections::BTreeMap<String, String>)]
    headers: Headers,
    body: String,
}

/// The requests that an event would become. The members beside `parts` and `further` are the first of them.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RequestPreview)]
pub(crate) struct PreviewView {
    #[serde(flatten)]
    request: RequestView,
    /// How many requests it becomes: one, but for lists longer than the form sends at once (Upgates: 5000).
    #[schema(minimum = 1, example = 1)]
    parts: u32,
    /// The requests after the first, in order: all of them, or as many as have room in the answer, whose bodies
    /// together are bounded by `server.max_body_bytes`.
    further: Vec<RequestView>,
}

impl RequestView {
    /// The request as `sight` allows it to be seen.
    pub(crate) fn of(
        method: String,
        url: &str,
        headers: &[(String, String)],
        body: &[u8],
        sight: Sight,
    ) -> Self {
        let shown = |(name, value): &(String, String)| (name.clone(), sight.header(name, value).to_owned());
        Self {
            method,
            url: sight.url(url).into_owned(),
            headers: Headers(headers.iter().map(shown).collect()),
            body: sight.body(url, &String::from_utf8_lossy(body)).into_owned(),
        }
    }
}

/// What a hook's requests are made of, but the event.
pub(super) struct Renderer {
    tenant_name: String,
    tenant_slug: Slug,
    wire: Wire,
    secrets: Vec<Secret>,
    now: Timestamp,
    sight: Sight,
}

impl Renderer {
    /// Opens the hook's secrets that sign at `now`; what is rendered is shown as `sight` allows.
    pub(super) fn of(
        connection: &mut AnyConnection,
        hook: &Hook,
        key: &MasterKey,
        now: Timestamp,
        sight: Sight,
    ) -> Result<Self, Problem> {
        let secrets = live_secrets(connection, hook.tenant_id, hook.id, key, now)?;
        Self::of_settings(connection, hook.tenant_id, &hook.settings, secrets, now, sight)
    }

    /// The same for settings that need not be those of any hook, signed with `secrets`.
    pub(super) fn of_settings(
        connection: &mut AnyConnection,
        tenant: TenantId,
        settings: &Settings,
        secrets: Vec<Secret>,
        now: Timestamp,
        sight: Sight,
    ) -> Result<Self, Problem> {
        let tenant = tenants::find(connection, tenant)?.ok_or_else(|| Problem::not_found("tenant"))?;
        let (tenant_name, tenant_slug) = (tenant.name, tenant.slug);
        Ok(Self { tenant_name, tenant_slug, wire: wire(settings), secrets, now, sight })
    }

    /// The first attempt of the event's first request; 422 if the event cannot be written in the hook's form.
    pub(super) fn first(&self, event: &Event) -> Result<RequestView, Problem> {
        self.view(&self.render(event, 0)?)
    }

    /// The first attempts of all the event's requests, or of as many as have `room` bytes in their bodies together.
    pub(super) fn all(&self, event: &Event, room: usize) -> Result<PreviewView, Problem> {
        let first = self.render(event, 0)?;
        let parts = parts(self.wire.preset, event);
        let mut room_left = room.saturating_sub(first.body.len());
        let mut further = Vec::new();
        for part in 1..parts {
            let request = self.render(event, part)?;
            let Some(left) = room_left.checked_sub(request.body.len()) else { break };
            room_left = left;
            further.push(self.view(&request)?);
        }
        Ok(PreviewView { request: self.view(&first)?, parts, further })
    }

    fn render(&self, event: &Event, part: u32) -> Result<Request, Problem> {
        let sending = Sending {
            sender: Sender { tenant_name: &self.tenant_name, tenant_slug: &self.tenant_slug },
            wire: &self.wire,
            event,
            part,
            attempt: 1,
            at: self.now,
            secrets: &self.secrets,
        };
        render(&sending).map_err(|error| Problem::field("", error.to_string()))
    }

    fn view(&self, request: &Request) -> Result<RequestView, Problem> {
        let method = billhook_store::names::name_of(&request.method)?;
        Ok(RequestView::of(method, &request.url, &request.headers, &request.body, self.sight))
    }
}

/// What a hook signs with at `now`.
pub(super) fn live_secrets(
    connection: &mut AnyConnection,
    tenant: TenantId,
    hook: HookId,
    key: &MasterKey,
    now: Timestamp,
) -> Result<Vec<Secret>, StoreError> {
    let live = hook_secrets::list_live(connection, tenant, hook, key, now)?;
    Ok(live.into_iter().map(|live| live.secret).collect())
}

/// The event of a test of a hook with this preset.
pub(super) fn ping_event(tenant: TenantId, preset: Preset, now: Timestamp) -> Event {
    let ping = ping(preset, now);
    Event {
        id: EventId::new(now),
        tenant_id: tenant,
        kind: EventKind::Ping,
        event_type: ping.event_type,
        data: ping.data,
        occurred_at: now,
        attributes: ping.attributes,
        trace: None,
    }
}
