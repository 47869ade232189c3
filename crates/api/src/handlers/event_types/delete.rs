//! `DELETE /api/v1/event-types/{id}`

use actix_web::web::Data;
use actix_web::{HttpResponse, delete};
use billhook_core::id::EventTypeId;
use billhook_core::member::Permission;
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::{event_types, hooks};

use super::view::EventTypeView;
use crate::changes::noted;
use crate::extract::Path;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Delete an event type
///
/// It leaves the catalogue. Events of it stay, and the next one brings it back as undeclared.
#[utoipa::path(
    tag = "event-types",
    params(("id" = String, Path, description = "The event type's id")),
    responses((status = 204, description = "Deleted")),
    extensions(("x-permission" = json!("catalog.edit")))
)]
#[delete("/event-types/{id}")]
pub(crate) async fn delete_event_type(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<EventTypeId>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::CatalogEdit)?;
    let (tenant, actor, id, now) = (principal.tenant_id, principal.actor(), path.0, state.clock.now());
    let deleted = principal.write(&state, move |c, _| {
        hooks::begin_change(c, tenant)?;
        let old = event_types::find(c, tenant, id)?.ok_or_else(|| Problem::not_found("event type"))?;
        event_types::delete(c, tenant, id)?;
        let subject = Subject::new("event_type", id, old.name.as_str());
        let entry = Entry::new(actor, "event_type.deleted", subject, now);
        audit::insert(c, tenant, &noted(entry, Some(&EventTypeView::try_from(old)?), None))?;
        Ok::<_, Problem>(())
    });
    deleted.await?;
    Ok(HttpResponse::NoContent().finish())
}
