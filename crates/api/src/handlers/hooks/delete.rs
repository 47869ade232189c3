//! `DELETE /api/v1/hooks/{id}`

use actix_web::web::Data;
use actix_web::{HttpResponse, delete};
use billhook_core::id::HookId;
use billhook_core::member::Permission;
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::hooks;

use super::managed::require_managed_here;
use super::view::{find, recorded};
use crate::changes::noted;
use crate::extract::Path;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Delete a hook
///
/// Its actions go with it, and what waits for it is cancelled. Deliveries and attempts that were made stay.
#[utoipa::path(
    tag = "hooks",
    params(("id" = String, Path, description = "The hook's id")),
    responses((status = 204, description = "Deleted")),
    extensions(("x-permission" = json!("hooks.delete")))
)]
#[delete("/hooks/{id}")]
pub(crate) async fn delete_hook(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<HookId>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::HooksDelete)?;
    let (id, now) = (path.0, state.clock.now());
    let deleted = principal.write(&state, move |c, principal| {
        let tenant = principal.tenant_id;
        hooks::begin_change(c, tenant)?;
        require_managed_here(c, principal)?;
        let hook = find(c, principal, id)?;
        let before = recorded(c, tenant, id)?;
        hooks::delete(c, tenant, id, now)?;
        let subject = Subject::new("hook", id, hook.settings.name);
        let entry = Entry::new(principal.actor(), "hook.deleted", subject, now);
        audit::insert(c, tenant, &noted(entry, before.as_ref(), None))?;
        Ok::<_, Problem>(())
    });
    deleted.await?;
    state.wake.hint_jobs();
    Ok(HttpResponse::NoContent().finish())
}
