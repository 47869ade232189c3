//! `DELETE /api/v1/actions/{id}`

use actix_web::web::Data;
use actix_web::{HttpResponse, delete};
use billhook_core::id::ActionId;
use billhook_core::member::Permission;
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::{actions, hooks};

use super::view::ActionView;
use crate::changes::noted;
use crate::extract::Path;
use crate::handlers::hooks::{require_grants, require_managed_here};
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Delete an action
///
/// The hook no longer gets the events that only this action named. Deliveries that were made stay.
#[utoipa::path(
    tag = "actions",
    params(("id" = String, Path, description = "The action's id")),
    responses((status = 204, description = "Deleted")),
    extensions(("x-permission" = json!("hooks.edit")))
)]
#[delete("/actions/{id}")]
pub(crate) async fn delete_action(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<ActionId>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::HooksEdit)?;
    let (tenant, id, now) = (principal.tenant_id, path.0, state.clock.now());
    let deleted = principal.write(&state, move |c, principal| {
        hooks::begin_change(c, tenant)?;
        require_managed_here(c, principal)?;
        let action = actions::find(c, tenant, id)?.ok_or_else(|| Problem::not_found("action"))?;
        require_grants(principal, std::slice::from_ref(&action.rule))?;
        actions::delete(c, tenant, id)?;
        let subject = Subject::new("action", id, action.rule.pattern.to_string());
        let entry = Entry::new(principal.actor(), "action.deleted", subject, now);
        audit::insert(c, tenant, &noted(entry, Some(&ActionView::from(action)), None))?;
        Ok::<_, Problem>(())
    });
    deleted.await?;
    Ok(HttpResponse::NoContent().finish())
}
