//! `GET /api/v1/hooks`

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use billhook_core::hook::HookState;
use billhook_core::id::HookId;
use billhook_core::member::Permission;
use billhook_store::hooks::{self, Filter};
use billhook_store::{AnyConnection, portions};
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use utoipa::IntoParams;

use super::view::{HookView, views};
use crate::extract::Query;
use crate::page::{Cursor, Limit, Page};
use crate::principal::Principal;
use crate::problem::Problem;
use crate::schema;
use crate::state::ApiState;

/// In characters; what a name may have.
const MAX_NAME_LEN: usize = 100;
const MAX_IDS: usize = 200;
/// In bytes: as many ids, each with its comma.
const MAX_IDS_LEN: usize = MAX_IDS * 30;

/// Hooks that are read at once: the filters of one may have 800 kB.
pub(crate) const HOOKS_AT_ONCE: usize = 5;

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
    /// Only hooks whose name contains this text, in upper or lower case: at most 100 characters.
    #[param(example = "book", max_length = 100)]
    q: Option<String>,
    /// Only the hooks of these ids, separated by commas: at most 200. Those that are not the tenant's are left out.
    #[serde(default, deserialize_with = "divided")]
    #[param(value_type = Option<String>, example = "hk_01jd3v9k2mfs8r0h6x3w7y5z4q,hk_01jd3v9k2mfs8r0h6x3w7y5z4r")]
    ids: Option<Vec<HookId>>,
}

/// Ids as one text.
fn divided<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<HookId>>, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.len() > MAX_IDS_LEN {
        return Err(D::Error::custom(format!("more than {MAX_IDS} ids: ask for them in parts")));
    }
    let id =
        |text: &str| text.parse().map_err(|_| D::Error::custom(format!("`{text}` is not the id of a hook")));
    text.split(',').filter(|part| !part.is_empty()).map(id).collect::<Result<_, _>>().map(Some)
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
    let HooksQuery { limit, state: in_state, app, sku, q, ids, .. } = query.0;
    if sku.is_some() && app.is_none() {
        return Err(Problem::parameter("sku", "a SKU belongs to an app: name the app too"));
    }
    if q.as_ref().is_some_and(|text| text.chars().count() > MAX_NAME_LEN) {
        return Err(Problem::parameter("q", "no name is longer than 100 characters"));
    }
    let filter = Filter { state: in_state, app, sku, name: q, ids };
    let page = state.db.read(move |c| {
        let list = |c: &mut AnyConnection, before, most| {
            let hooks = hooks::list(c, principal.tenant_id, filter.clone(), before, most)?;
            views(c, &principal, hooks)
        };
        let hooks = portions::read(c, before, limit.items(), HOOKS_AT_ONCE, list)?;
        Ok::<_, Problem>(Page::portion(hooks, |hook| hook))
    });
    Ok(HttpResponse::Ok().json(page.await?))
}
