//! `POST /api/v1/hooks/preview`

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use billhook_core::clock::Timestamp;
use billhook_core::id::{EventId, HookId};
use billhook_core::member::Permission;
use billhook_core::profile::secrets_needed;
use billhook_core::secret::{MasterKey, Secret};
use billhook_store::AnyConnection;
use billhook_store::hooks::Settings;
use serde::Deserialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;

use super::access::require_grants_of;
use super::content::NewHook;
use super::create::default_preset;
use super::preview::Wanted;
use super::rendering::{PreviewView, Renderer, live_secrets};
use super::settings::{check_settings, of_new};
use super::update::serves;
use super::view::find;
use crate::checks::Checks;
use crate::extract::Json;
use crate::handlers::events::{Limits, PostedEvent};
use crate::masking::Sight;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// A hook as it would be saved, and which event to show: one of these, or neither for the ping of the test button.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DraftPreview {
    /// The hook as it would be posted; its actions do not matter here.
    hook: NewHook,
    /// The hook that would be changed to that: its secrets sign. Left out: an example secret signs.
    #[schema(value_type = Option<String>, example = "hk_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    hook_id: Option<HookId>,
    /// An event that was posted before.
    #[schema(value_type = Option<String>, example = "evt_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    event_id: Option<EventId>,
    /// An event as it would be posted.
    #[schema(value_type = Option<PostedEvent<'static>>)]
    event: Option<Box<RawValue>>,
}

/// Preview a request of a hook that is not saved
///
/// The exact request that an event would become at this moment, were the hook saved like this. Nothing is
/// saved, sent or looked up: whether the URL leads to an address that may be called is found out when the hook
/// is saved. With `hook_id` it needs the permission `hooks.edit` instead, and the grants of all that the hook gets.
#[utoipa::path(
    tag = "hooks",
    request_body = DraftPreview,
    responses((status = 200, description = "The request", body = PreviewView)),
    extensions(("x-permission" = json!("hooks.create")))
)]
#[post("/hooks/preview")]
pub(crate) async fn preview_hook_draft(
    state: Data<ApiState>,
    principal: Principal,
    body: Json<DraftPreview>,
) -> Result<HttpResponse, Problem> {
    let draft = body.0;
    let needed = draft.hook_id.map_or(Permission::HooksCreate, |_| Permission::HooksEdit);
    principal.require(needed)?;
    let mut settings = of_new(&draft.hook, default_preset(&state, &principal).await?);
    let mut checks = Checks::default();
    check_settings(&mut settings, &state.config.allowed_networks, &mut checks);
    checks.finish().map_err(|problem| problem.under("/hook"))?;
    let (key, now) = (state.master_key.clone(), state.clock.now());
    let (limits, room) = (Limits::of(&state.config), state.config.max_body_bytes);
    let request = state.db.read(move |c| {
        let secrets = secrets(c, &principal, draft.hook_id, &settings, &key, now)?;
        let wanted = Wanted { event_id: draft.event_id, event: draft.event.as_deref() };
        let event = wanted.event(c, &principal, settings.preset, limits, now)?;
        // What the caller typed is not a secret to the caller, and neither is an example.
        let renderer = Renderer::of_settings(c, principal.tenant_id, &settings, secrets, now, Sight::Whole)?;
        renderer.all(&event, room)
    });
    Ok(HttpResponse::Ok().json(request.await?))
}

/// Those of the hook that would be changed, and examples of the kinds that it has none of yet.
fn secrets(
    connection: &mut AnyConnection,
    principal: &Principal,
    hook: Option<HookId>,
    settings: &Settings,
    key: &MasterKey,
    now: Timestamp,
) -> Result<Vec<Secret>, Problem> {
    let mut secrets = match hook {
        None => Vec::new(),
        Some(id) => {
            let hook = find(connection, principal, id)?;
            require_grants_of(connection, principal, id)?;
            live_secrets(connection, hook.tenant_id, hook.id, key, now)?
        }
    };
    for &kind in secrets_needed(settings.preset, settings.standard_headers) {
        if !secrets.iter().any(|secret| serves(secret.kind(), kind)) {
            secrets.push(Secret::generate(kind));
        }
    }
    Ok(secrets)
}
