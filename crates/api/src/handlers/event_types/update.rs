//! `PATCH /api/v1/event-types/{id}`

use actix_web::web::Data;
use actix_web::{HttpResponse, patch};
use billhook_core::id::EventTypeId;
use billhook_core::member::Permission;
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::{event_types, hooks};

use super::content::{EventTypePatch, check_about};
use super::view::EventTypeView;
use crate::changes::noted;
use crate::checks::Checks;
use crate::extract::{Json, Path};
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Change an event type
///
/// What is left out stays as it is. Saying something about a type that was only seen declares it.
#[utoipa::path(
    tag = "event-types",
    params(("id" = String, Path, description = "The event type's id")),
    request_body = EventTypePatch,
    responses((status = 200, description = "The event type as it is now", body = EventTypeView)),
    extensions(("x-permission" = json!("catalog.edit")))
)]
#[patch("/event-types/{id}")]
pub(crate) async fn update_event_type(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<EventTypeId>,
    body: Json<EventTypePatch>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::CatalogEdit)?;
    let (tenant, id, now) = (principal.tenant_id, path.0, state.clock.now());
    let changed = principal.write(&state, move |c, principal| {
        hooks::begin_change(c, tenant)?;
        let unknown = || Problem::not_found("event type");
        let old = event_types::find(c, tenant, id)?.ok_or_else(unknown)?;
        let (before, name) = (EventTypeView::try_from(old.clone())?, old.name);
        let about = body.0.onto(old.about);
        let mut checks = Checks::default();
        check_about(&about, &mut checks);
        checks.finish()?;
        event_types::update(c, tenant, id, &about, now)?;
        let after = EventTypeView::try_from(event_types::find(c, tenant, id)?.ok_or_else(unknown)?)?;
        let subject = Subject::new("event_type", id, name.as_str());
        let entry = Entry::new(principal.actor(), "event_type.updated", subject, now);
        audit::insert(c, tenant, &noted(entry, Some(&before), Some(&after)))?;
        Ok::<_, Problem>(after)
    });
    Ok(HttpResponse::Ok().json(changed.await?))
}
