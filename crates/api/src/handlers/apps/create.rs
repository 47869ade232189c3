//! `POST /api/v1/apps`

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use billhook_core::member::Permission;
use billhook_store::apps;
use billhook_store::audit::{self, Entry, Subject};

use super::content::{Keyed, checked, recorded, taken};
use super::view::AppView;
use crate::bounds::{Thing, require_room};
use crate::idempotency::Create;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Make an app
///
/// Events and actions name it by its key, which is one of its kind in the tenant and never changes.
#[utoipa::path(
    tag = "apps",
    request_body = Keyed,
    responses(
        (status = 201, description = "The app", body = AppView),
        (status = 409, description = "There is an app with this key, or the limit is reached")
    ),
    extensions(("x-permission" = json!("apps.edit")))
)]
#[post("/apps")]
pub(crate) async fn create_app(
    state: Data<ApiState>,
    principal: Principal,
    body: Create<Keyed>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::AppsEdit)?;
    let Create { content, once } = body;
    let (key, name) = checked(content)?;
    let (tenant, actor, now) = (principal.tenant_id, principal.actor(), state.clock.now());
    let installation = state.config.per_tenant;
    once.run(&state, &principal, StatusCode::CREATED, move |c| {
        if apps::find_by_key(c, tenant, &key)?.is_some() {
            return Err(exists(&key));
        }
        require_room(c, tenant, installation, Thing::App)?;
        // An event may have brought it in this very moment.
        let made =
            apps::insert(c, tenant, &key, &name, now).map_err(|error| taken(error, || exists_text(&key)))?;
        let entry = Entry::new(actor, "app.created", Subject::new("app", made.id, name.as_str()), now);
        audit::insert(c, tenant, &entry.changing(None, recorded(&key, &name)))?;
        Ok(AppView::from(made))
    })
    .await
}

fn exists(key: &str) -> Problem {
    Problem::conflict(exists_text(key))
}

fn exists_text(key: &str) -> String {
    format!("There is an app with the key `{key}` already. Change its name by PATCH.")
}
