//! `GET /api/v1/hooks`

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use billhook_core::hook::HookState;
use billhook_core::member::Permission;
use billhook_store::hooks::{self, Filter};
use serde::Deserialize;
use utoipa::IntoParams;

use super::view::{HookView, views};
use crate::extract::Query;
use crate::page::{Cursor, Limit, Page};
use crate::principal::Principal;
use crate::problem::Problem;
use crate::schema;
use crate::state::ApiState;

/// Which hooks to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct HooksQuery {
    /// How many items at most.
    #[serde(default)]
    #[param(value_type = Option<u16>, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
    /// `next_cursor` of the page before.
    #[param(value_type = Option<String>)]
    cursor: Option<Cursor>,
    /// Only hooks in this state.
    #[param(value_type = Option<schema::HookState>)]
    state: Option<HookState>,
    /// Only hooks with an action that names the app with this key.
    #[param(example = "game")]
    app: Option<String>,
    /// Only hooks with an action that names the SKU with this key, of that app.
    #[param(example = "coins-100")]
    sku: Option<String>,
}

/// List the tenant's hooks
///
/// The newest first.
#[utoipa::path(
    tag = "hooks",
    params(HooksQuery),
    responses((status = 200, description = "A page of hooks", body = Page<HookView>)),
    extensions(("x-permission" = json!("hooks.view")))
)]
#[get("/hooks")]
pub(crate) async fn list_hooks(
    state: Data<ApiState>,
    principal: Principal,
    query: Query<HooksQuery>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::HooksView)?;
    let before = Cursor::read(query.0.cursor.as_ref())?;
    let HooksQuery { limit, state: in_state, app, sku, .. } = query.0;
    if sku.is_some() && app.is_none() {
        return Err(Problem::parameter("sku", "a SKU is one of an app: name the app too"));
    }
    let filter = Filter { state: in_state, app, sku };
    let page = state.db.read(move |c| {
        let rows = hooks::list(c, principal.tenant_id, filter, before, limit.rows())?;
        let page = Page::of(rows, limit, |hook| hook.id, |hook| hook);
        Ok::<_, Problem>(Page { data: views(c, &principal, page.data)?, next_cursor: page.next_cursor })
    });
    Ok(HttpResponse::Ok().json(page.await?))
}
