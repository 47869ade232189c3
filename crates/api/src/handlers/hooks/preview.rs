//! `POST /api/v1/hooks/{id}/preview`

use std::sync::Arc;

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use billhook_core::clock::Timestamp;
use billhook_core::event::Event;
use billhook_core::id::{EventId, HookId};
use billhook_core::member::Permission;
use billhook_core::preset::Preset;
use billhook_store::{AnyConnection, events};
use serde::Deserialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;

use super::access::rules_of;
use super::rendering::{PreviewView, Renderer, ping_event};
use super::view::find;
use crate::extract::{Json, Path, parse_borrowed};
use crate::handlers::events::{Limits, PostedEvent};
use crate::masking::Sight;
use crate::operator::Poster;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Which event to show as a request: one of these, or neither for the ping of the test button.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Preview {
    /// An event that was posted before.
    #[schema(value_type = Option<String>, example = "evt_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    event_id: Option<EventId>,
    /// An event as it would be posted.
    #[schema(value_type = Option<PostedEvent<'static>>)]
    event: Option<Box<RawValue>>,
}

/// Preview a request
///
/// The exact request that an event would become for this hook at this moment, signature included; without
/// `hooks.edit` and the grants of all that the hook gets, secrets and signatures are shown as `***`. It is
/// sent nowhere, and the event need not match the hook's actions. A list that is too long for one request is
/// split into several: `parts` says how many, and `further` shows those after the first.
#[utoipa::path(
    tag = "hooks",
    params(("id" = String, Path, description = "The hook's id")),
    request_body = Preview,
    responses((status = 200, description = "The request", body = PreviewView)),
    extensions(("x-permission" = json!("hooks.view")))
)]
#[post("/hooks/{id}/preview")]
pub(crate) async fn preview_hook(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<HookId>,
    body: Json<Preview>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::HooksView)?;
    let (key, now) = (state.master_key.clone(), state.clock.now());
    let (limits, room) = (Limits::of(&state.config), state.config.max_body_bytes);
    let request = state.db.read(move |c| {
        let hook = find(c, &principal, path.0)?;
        let wanted = Wanted { event_id: body.0.event_id, event: body.0.event.as_deref() };
        let event = wanted.event(c, &principal, hook.settings.preset, limits, now)?;
        let rules = rules_of(c, hook.tenant_id, hook.id)?;
        Renderer::of(c, &hook, &key, now, Sight::of(&principal, &rules))?.all(&event, room)
    });
    Ok(HttpResponse::Ok().json(request.await?))
}

/// Which event is to be shown, as somebody asked for it.
pub(super) struct Wanted<'a> {
    pub(super) event_id: Option<EventId>,
    pub(super) event: Option<&'a RawValue>,
}

impl Wanted<'_> {
    /// The event; without a wish the ping of a hook with `preset`.
    pub(super) fn event(
        self,
        connection: &mut AnyConnection,
        principal: &Principal,
        preset: Preset,
        limits: Limits,
        now: Timestamp,
    ) -> Result<Event, Problem> {
        match (self.event_id, self.event) {
            (Some(_), Some(_)) => Err(Problem::field("/event", "must not be given together with event_id")),
            (Some(id), None) => posted_before(connection, principal, id),
            (None, Some(raw)) => inline(principal, raw, limits, now),
            (None, None) => Ok(ping_event(principal.tenant_id, preset, now)),
        }
    }
}

fn posted_before(
    connection: &mut AnyConnection,
    principal: &Principal,
    id: EventId,
) -> Result<Event, Problem> {
    principal.require(Permission::EventsView)?;
    let unknown = || Problem::field("/event_id", "there is no such event");
    let (head, data) = events::find(connection, principal.tenant_id, id)?.ok_or_else(unknown)?;
    principal.require_grant(head.event_type.resource())?;
    if head.erased_at.is_some() {
        return Err(Problem::conflict("The event's data is no longer kept, so there is nothing to show."));
    }
    Ok(head.with_data(principal.tenant_id, data))
}

fn inline(principal: &Principal, raw: &RawValue, limits: Limits, now: Timestamp) -> Result<Event, Problem> {
    let body = bytes::Bytes::copy_from_slice(raw.get().as_bytes());
    let posted: PostedEvent<'_> = parse_borrowed(&body).map_err(|problem| problem.under("/event"))?;
    let new = posted
        .checked(&Poster::like(principal), &body, None, limits, now)
        .map_err(|errors| Problem::fields(errors).under("/event"))?;
    Ok(Arc::unwrap_or_clone(new.event))
}
