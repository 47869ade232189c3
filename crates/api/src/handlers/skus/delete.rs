//! `DELETE /api/v1/skus/{id}`

use actix_web::web::Data;
use actix_web::{HttpResponse, delete};
use billhook_core::id::SkuId;
use billhook_core::member::Permission;
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::{apps, hooks};

use crate::extract::Path;
use crate::handlers::apps::{recorded, require_unbound};
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Delete a SKU
///
/// Events that name it stay; where unknown keys are registered, the next such event brings it back.
#[utoipa::path(
    tag = "apps",
    params(("id" = String, Path, description = "The SKU's id")),
    responses(
        (status = 204, description = "Deleted"),
        (status = 409, description = "Actions name it; the detail says which")
    ),
    extensions(("x-permission" = json!("apps.edit")))
)]
#[delete("/skus/{id}")]
pub(crate) async fn delete_sku(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<SkuId>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::AppsEdit)?;
    let (tenant, id, now) = (principal.tenant_id, path.0, state.clock.now());
    let deleted = principal.write(&state, move |c, principal| {
        hooks::begin_change(c, tenant)?;
        let old = apps::find_sku(c, tenant, id)?.ok_or_else(|| Problem::not_found("SKU"))?;
        let app = apps::find(c, tenant, old.app_id)?.ok_or_else(|| Problem::not_found("SKU"))?;
        require_unbound(c, tenant, &app.key, Some(&old.key))?;
        apps::delete_sku(c, tenant, id)?;
        let entry =
            Entry::new(principal.actor(), "sku.deleted", Subject::new("sku", id, old.name.as_str()), now);
        audit::insert(c, tenant, &entry.changing(recorded(&old.key, &old.name), None))?;
        Ok::<_, Problem>(())
    });
    deleted.await?;
    Ok(HttpResponse::NoContent().finish())
}
