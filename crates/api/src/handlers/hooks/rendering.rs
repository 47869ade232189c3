//! The exact request that an event becomes for a hook, sent nowhere.

use billhook_core::clock::Timestamp;
use billhook_core::event::{Event, EventKind};
use billhook_core::id::{EventId, HookId, TenantId};
use billhook_core::preset::Preset;
use billhook_core::profile::{Sender, Sending, ping, render};
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

/// The first attempt of `event` at `now`; 422 if the event cannot be written in the hook's form.
pub(super) fn rendered(
    connection: &mut AnyConnection,
    hook: &Hook,
    event: &Event,
    key: &MasterKey,
    now: Timestamp,
    sight: Sight,
) -> Result<RequestView, Problem> {
    let secrets = live_secrets(connection, hook.tenant_id, hook.id, key, now)?;
    rendered_with(connection, &hook.settings, &secrets, event, now, sight)
}

/// The same for settings that need not be those of any hook, signed with `secrets`.
pub(super) fn rendered_with(
    connection: &mut AnyConnection,
    settings: &Settings,
    secrets: &[Secret],
    event: &Event,
    now: Timestamp,
    sight: Sight,
) -> Result<RequestView, Problem> {
    let tenant = tenants::find(connection, event.tenant_id)?.ok_or_else(|| Problem::not_found("tenant"))?;
    let sending = Sending {
        sender: Sender { tenant_name: &tenant.name, tenant_slug: &Slug::of(&tenant.slug) },
        wire: &wire(settings),
        event,
        part: 0,
        attempt: 1,
        at: now,
        secrets,
    };
    let request = render(&sending).map_err(|error| Problem::field("", error.to_string()))?;
    let method = billhook_store::names::name_of(&request.method)?;
    Ok(RequestView::of(method, &request.url, &request.headers, &request.body, sight))
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
    }
}
