//! `PATCH /api/v1/skus/{id}`

use actix_web::web::Data;
use actix_web::{HttpResponse, patch};
use billhook_core::id::SkuId;
use billhook_core::member::Permission;
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::{apps, hooks};

use super::view::SkuView;
use crate::extract::{Json, Path};
use crate::handlers::apps::{Renamed, checked_name, recorded};
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Rename a SKU
///
/// The key stays: events of the past and actions name it.
#[utoipa::path(
    tag = "apps",
    params(("id" = String, Path, description = "The SKU's id")),
    request_body = Renamed,
    responses((status = 200, description = "The SKU as it is now", body = SkuView)),
    extensions(("x-permission" = json!("apps.edit")))
)]
#[patch("/skus/{id}")]
pub(crate) async fn update_sku(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<SkuId>,
    body: Json<Renamed>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::AppsEdit)?;
    let name = checked_name(body.0)?;
    let (tenant, id, now) = (principal.tenant_id, path.0, state.clock.now());
    let changed = principal.write(&state, move |c, principal| {
        hooks::begin_change(c, tenant)?;
        let old = apps::find_sku(c, tenant, id)?.ok_or_else(|| Problem::not_found("SKU"))?;
        let Some(name) = name.filter(|name| *name != old.name) else { return Ok(old) };
        apps::rename_sku(c, tenant, id, &name, now)?;
        let entry = Entry::new(principal.actor(), "sku.updated", Subject::new("sku", id, name.as_str()), now);
        let entry = entry.changing(recorded(&old.key, &old.name), recorded(&old.key, &name));
        audit::insert(c, tenant, &entry)?;
        apps::find_sku(c, tenant, id)?.ok_or_else(|| Problem::not_found("SKU"))
    });
    Ok(HttpResponse::Ok().json(SkuView::from(changed.await?)))
}
