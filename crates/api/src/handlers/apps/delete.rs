//! `DELETE /api/v1/apps/{id}`

use actix_web::web::Data;
use actix_web::{HttpResponse, delete};
use billhook_core::id::AppId;
use billhook_core::member::Permission;
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::{apps, hooks};

use super::bound::require_unbound;
use super::content::recorded;
use crate::extract::Path;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Delete an app
///
/// Its SKUs go with it. Events that name it stay; where unknown keys are registered, the next such event
/// brings it back.
#[utoipa::path(
    tag = "apps",
    params(("id" = String, Path, description = "The app's id")),
    responses(
        (status = 204, description = "Deleted"),
        (status = 409, description = "Actions name it; the detail says which")
    ),
    extensions(("x-permission" = json!("apps.edit")))
)]
#[delete("/apps/{id}")]
pub(crate) async fn delete_app(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<AppId>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::AppsEdit)?;
    let (tenant, id, now) = (principal.tenant_id, path.0, state.clock.now());
    let deleted = principal.write(&state, move |c, principal| {
        hooks::begin_change(c, tenant)?;
        let old = apps::find(c, tenant, id)?.ok_or_else(|| Problem::not_found("app"))?;
        require_unbound(c, tenant, &old.key, None)?;
        apps::delete(c, tenant, id)?;
        let entry =
            Entry::new(principal.actor(), "app.deleted", Subject::new("app", id, old.name.as_str()), now);
        audit::insert(c, tenant, &entry.changing(recorded(&old.key, &old.name), None))?;
        Ok::<_, Problem>(())
    });
    deleted.await?;
    Ok(HttpResponse::NoContent().finish())
}
