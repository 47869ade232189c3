//! `DELETE /api/v1/deadlines/{id}`

use actix_web::web::Data;
use actix_web::{HttpResponse, delete};
use billhook_core::id::DeadlineId;
use billhook_core::member::Permission;
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::{deadlines, hooks};

use super::view::DeadlineView;
use crate::changes::noted;
use crate::extract::Path;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Delete a deadline
///
/// With all its timers: nothing that is armed fires any more.
#[utoipa::path(
    tag = "deadlines",
    params(("id" = String, Path, description = "The deadline's id")),
    responses((status = 204, description = "Deleted")),
    extensions(("x-permission" = json!("catalog.edit")))
)]
#[delete("/deadlines/{id}")]
pub(crate) async fn delete_deadline(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<DeadlineId>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::CatalogEdit)?;
    let (tenant, actor, id, now) = (principal.tenant_id, principal.actor(), path.0, state.clock.now());
    let deleted = principal.write(&state, move |c, _| {
        hooks::begin_change(c, tenant)?;
        let old = deadlines::find(c, tenant, id)?.ok_or_else(|| Problem::not_found("deadline"))?;
        deadlines::delete(c, tenant, id)?;
        let subject = Subject::new("deadline", id, old.name.as_str());
        let entry = Entry::new(actor, "deadline.deleted", subject, now);
        audit::insert(c, tenant, &noted(entry, Some(&DeadlineView::from(old)), None))?;
        Ok::<_, Problem>(())
    });
    deleted.await?;
    Ok(HttpResponse::NoContent().finish())
}
