//! `DELETE /api/v1/tenants/{id}`

use actix_web::web::Data;
use actix_web::{HttpResponse, delete};
use billhook_core::clock::Timestamp;
use billhook_core::tenant::{TenantRef, TenantState};
use billhook_store::{AnyConnection, tenants};

use super::view::TenantView;
use crate::extract::Path;
use crate::operator::Operator;
use crate::problem::Problem;
use crate::state::ApiState;

/// Delete a tenant
///
/// For good, with everything that it has; have its data exported before. It ends at once: its people and tokens are
/// out, and it takes and sends nothing. Erasing takes its time: meanwhile the tenant is `deleting` and `GET` tells how
/// far that is, and when it is done there is no such tenant. People who are members of no other tenant go with it.
#[utoipa::path(
    tag = "tenants",
    params(("id" = String, Path, description = "The tenant's id, or `key:` and its key")),
    responses((status = 202, description = "It is being deleted", body = TenantView)),
    security(("operator" = []))
)]
#[delete("/tenants/{id}")]
pub(crate) async fn delete_tenant(
    state: Data<ApiState>,
    operator: Operator,
    path: Path<TenantRef>,
) -> Result<HttpResponse, Problem> {
    let now = state.clock.now();
    let deleting = state.db.write(move |c| begin(c, &operator, &path.0, now)).await?;
    state.wake.hint_jobs();
    state.wake.look_at_lanes();
    Ok(HttpResponse::Accepted().json(deleting))
}

fn begin(
    connection: &mut AnyConnection,
    operator: &Operator,
    wanted: &TenantRef,
    now: Timestamp,
) -> Result<TenantView, Problem> {
    let found = tenants::find_by_ref(connection, operator.scope, wanted)?;
    let tenant = found.ok_or_else(|| Problem::not_found("tenant"))?;
    tenants::begin_deletion(connection, operator.scope, &tenant, operator.token_id, &operator.name, now)?;
    tracing::info!(tenant = %tenant.id, operator = %operator.token_id, "the operator has a tenant deleted");
    let tenant = tenants::Tenant { state: TenantState::Deleting, updated_at: now, ..tenant };
    Ok(tenant.into())
}
