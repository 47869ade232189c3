//! `PATCH /api/v1/apps/{id}`

use actix_web::web::Data;
use actix_web::{HttpResponse, patch};
use billhook_core::id::AppId;
use billhook_core::member::Permission;
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::{apps, hooks};

use super::content::{Renamed, checked_name, recorded};
use super::view::AppView;
use crate::extract::{Json, Path};
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Rename an app
///
/// The key stays: events of the past and actions name it.
#[utoipa::path(
    tag = "apps",
    params(("id" = String, Path, description = "The app's id")),
    request_body = Renamed,
    responses((status = 200, description = "The app as it is now", body = AppView)),
    extensions(("x-permission" = json!("apps.edit")))
)]
#[patch("/apps/{id}")]
pub(crate) async fn update_app(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<AppId>,
    body: Json<Renamed>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::AppsEdit)?;
    let name = checked_name(body.0)?;
    let (tenant, id, now) = (principal.tenant_id, path.0, state.clock.now());
    let changed = principal.write(&state, move |c, principal| {
        hooks::begin_change(c, tenant)?;
        let old = apps::find(c, tenant, id)?.ok_or_else(|| Problem::not_found("app"))?;
        let Some(name) = name.filter(|name| *name != old.name) else { return Ok(old) };
        apps::rename(c, tenant, id, &name, now)?;
        let entry = Entry::new(principal.actor(), "app.updated", Subject::new("app", id, name.as_str()), now);
        let entry = entry.changing(recorded(&old.key, &old.name), recorded(&old.key, &name));
        audit::insert(c, tenant, &entry)?;
        apps::find(c, tenant, id)?.ok_or_else(|| Problem::not_found("app"))
    });
    Ok(HttpResponse::Ok().json(AppView::from(changed.await?)))
}
