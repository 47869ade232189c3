//! `POST /api/v1/apps/{id}/skus`

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use billhook_core::id::AppId;
use billhook_core::member::Permission;
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::{apps, hooks};

use super::view::SkuView;
use crate::bounds::{Thing, require_room};
use crate::extract::Path;
use crate::handlers::apps::{Keyed, checked, recorded, taken};
use crate::idempotency::Create;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Make a SKU
///
/// Events and actions name it by its key beside that of its app. The key is one of its kind in the app and
/// never changes.
#[utoipa::path(
    tag = "apps",
    params(("id" = String, Path, description = "The app's id")),
    request_body = Keyed,
    responses(
        (status = 201, description = "The SKU", body = SkuView),
        (status = 409, description = "The app has a SKU with this key, or the limit is reached")
    ),
    extensions(("x-permission" = json!("apps.edit")))
)]
#[post("/apps/{id}/skus")]
pub(crate) async fn create_sku(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<AppId>,
    body: Create<Keyed>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::AppsEdit)?;
    let Create { content, once } = body;
    let (key, name) = checked(content)?;
    let (tenant, actor, now) = (principal.tenant_id, principal.actor(), state.clock.now());
    let installation = state.config.per_tenant;
    once.run(&state, &principal, StatusCode::CREATED, move |c| {
        hooks::begin_change(c, tenant)?;
        require_room(c, tenant, installation, Thing::Sku)?;
        let app = apps::find(c, tenant, path.0)?.ok_or_else(|| Problem::not_found("app"))?;
        let exists = || format!("The app has a SKU with the key `{key}` already. Change its name by PATCH.");
        let made =
            apps::insert_sku(c, tenant, app.id, &key, &name, now).map_err(|error| taken(error, exists))?;
        let subject = Subject::new("sku", made.id, format!("{} / {name}", app.name));
        let entry = Entry::new(actor, "sku.created", subject, now);
        audit::insert(c, tenant, &entry.changing(None, recorded(&key, &name)))?;
        Ok(SkuView::from(made))
    })
    .await
}
