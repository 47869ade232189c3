//! `GET /api/v1/tenants/{id}/hooks`

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use billhook_core::clock::Timestamp;
use billhook_core::hook::{HookState, StateReason};
use billhook_core::id::HookId;
use billhook_core::tenant::TenantRef;
use billhook_store::hooks::{self, Filter, Hook};
use billhook_store::tenants;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::extract::{Path, Query};
use crate::operator::Operator;
use crate::page::{Cursor, Limit, Page};
use crate::problem::Problem;
use crate::schema;
use crate::state::ApiState;

/// Which hooks to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct TenantHooksQuery {
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
}

/// How a tenant's hook fares. Where it sends, and what, is the tenant's own.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HookOfTenant)]
pub(crate) struct HookOfTenant {
    #[schema(value_type = String, example = "hk_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    id: HookId,
    #[schema(example = "ERP")]
    name: String,
    #[schema(value_type = schema::HookState)]
    state: HookState,
    /// Why it is in that state, where there is something to say.
    #[schema(value_type = Option<schema::StateReason>)]
    state_reason: Option<StateReason>,
    /// Since when it is inactive.
    #[schema(value_type = Option<String>, format = DateTime)]
    inactive_since: Option<Timestamp>,
    /// Since when it has had failures only.
    #[schema(value_type = Option<String>, format = DateTime)]
    failing_since: Option<Timestamp>,
    /// Failed attempts since the last success.
    consecutive_failures: u32,
    #[schema(value_type = Option<String>, format = DateTime)]
    last_success_at: Option<Timestamp>,
}

impl From<Hook> for HookOfTenant {
    fn from(hook: Hook) -> Self {
        Self {
            id: hook.id,
            name: hook.settings.name,
            state: hook.state,
            state_reason: hook.state_reason,
            inactive_since: hook.inactive_since,
            failing_since: hook.failing_since,
            consecutive_failures: hook.consecutive_failures,
            last_success_at: hook.last_success_at,
        }
    }
}

/// List a tenant's hooks
///
/// How they fare, the newest first; with `state=inactive` those that are switched off, and why. The operator
/// sees neither where they send nor what.
#[utoipa::path(
    tag = "tenants",
    params(("id" = String, Path, description = "The tenant's id, or `key:` and its key"), TenantHooksQuery),
    responses((status = 200, description = "A page of hooks", body = Page<HookOfTenant>)),
    security(("operator" = []))
)]
#[get("/tenants/{id}/hooks")]
pub(crate) async fn list_tenant_hooks(
    state: Data<ApiState>,
    operator: Operator,
    path: Path<TenantRef>,
    query: Query<TenantHooksQuery>,
) -> Result<HttpResponse, Problem> {
    let TenantHooksQuery { limit, cursor, state: in_state } = query.0;
    let before = Cursor::read(cursor.as_ref())?;
    let filter = Filter { state: in_state, ..Filter::default() };
    let rows = state.db.read(move |c| {
        let tenant = tenants::find_by_ref(c, operator.scope, &path.0)?;
        let tenant = tenant.ok_or_else(|| Problem::not_found("tenant"))?;
        Ok::<_, Problem>(hooks::list(c, tenant.id, filter, before, limit.rows())?)
    });
    Ok(HttpResponse::Ok().json(Page::of(rows.await?, limit, |hook| hook.id, HookOfTenant::from)))
}
