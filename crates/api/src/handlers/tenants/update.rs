//! `PATCH /api/v1/tenants/{id}`

use actix_web::web::Data;
use actix_web::{HttpResponse, patch};
use billhook_core::clock::Timestamp;
use billhook_core::id::TenantId;
use billhook_core::member::Standing;
use billhook_core::tenant::{Limits, TenantRef, TenantSettings, TenantState};
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::members::Change;
use billhook_store::tenants::{self, Tenant, TenantChange};
use billhook_store::{AnyConnection, StoreError, portal};
use serde_json::json;

use super::content::{TenantPatch, Wanted, key_taken};
use super::get::read_tenant;
use super::view::TenantWithLoad;
use crate::checks::Checks;
use crate::extract::{Json, Path};
use crate::handlers::settings::LimitsPatch;
use crate::operator::{Operator, being_deleted};
use crate::problem::Problem;
use crate::state::ApiState;

/// Change a tenant
///
/// Its name, your key for it, or its state. A suspended tenant takes no events (409) and sends nothing; its people can
/// still sign in and look. What waits is kept, and sent once the tenant is `active` again. `portal` bounds
/// what links into its console open.
#[utoipa::path(
    tag = "tenants",
    params(("id" = String, Path, description = "The tenant's id, or `key:` and its key")),
    request_body = TenantPatch,
    responses(
        (status = 200, description = "The tenant as it is now", body = TenantWithLoad),
        (status = 409, description = "Another tenant has the key")
    ),
    security(("operator" = []))
)]
#[patch("/tenants/{id}")]
pub(crate) async fn update_tenant(
    state: Data<ApiState>,
    operator: Operator,
    path: Path<TenantRef>,
    body: Json<TenantPatch>,
) -> Result<HttpResponse, Problem> {
    let (Wanted { change, limits, portal }, now) = (body.0.checked()?, state.clock.now());
    let (installation, scope) = (state.config.per_tenant, operator.scope);
    let changed = state.db.write(move |c| {
        if let Some(limits) = limits {
            set_ceiling(c, &operator, &path.0, limits, installation, now)?;
        }
        let changed = apply(c, &operator, &path.0, &change, now)?;
        if let Some(portal) = portal {
            bound(c, &operator, changed, &portal, now)?;
        }
        Ok::<_, Problem>(changed)
    });
    let changed = changed.await?;
    state.wake.look_at_lanes();
    state.wake.hint_jobs();
    // Not in the transaction: how it fares is counted, and on SQLite nobody else writes meanwhile.
    Ok(HttpResponse::Ok().json(read_tenant(&state, scope, TenantRef::Id(changed)).await?))
}

/// Sets what the operator bounds the tenant to.
fn set_ceiling(
    connection: &mut AnyConnection,
    operator: &Operator,
    wanted: &TenantRef,
    patch: LimitsPatch,
    installation: Limits,
    now: Timestamp,
) -> Result<(), Problem> {
    let found = tenants::find_by_ref(connection, operator.scope, wanted)?;
    let tenant = found.ok_or_else(|| Problem::not_found("tenant"))?;
    let mut checks = Checks::default();
    let before = tenant.settings.ceiling;
    let ceiling = patch.onto(before, installation, &mut checks);
    checks.finish()?;
    tenants::set_settings(connection, tenant.id, &TenantSettings { ceiling, ..tenant.settings }, now)?;
    let subject = Subject::new("tenant", tenant.id, tenant.name.as_str());
    let shown = |limits: &Limits| Some(json!({"limits": limits}).to_string());
    let entry = Entry::new(operator.actor(), "tenant.bounded", subject, now);
    audit::insert(connection, tenant.id, &entry.changing(shown(&before), shown(&ceiling)))?;
    Ok(())
}

/// Changes what is known of the tenant by itself; its id.
fn apply(
    connection: &mut AnyConnection,
    operator: &Operator,
    wanted: &TenantRef,
    change: &TenantChange,
    now: Timestamp,
) -> Result<TenantId, Problem> {
    let find = |connection: &mut AnyConnection, wanted: &TenantRef| {
        let found = tenants::find_by_ref(connection, operator.scope, wanted)?;
        found.ok_or_else(|| Problem::not_found("tenant"))
    };
    let before = find(connection, wanted)?;
    if before.state == TenantState::Deleting {
        return Err(being_deleted());
    }
    match tenants::change_tenant(connection, operator.scope, before.id, change, now) {
        Err(StoreError::Taken(_)) => return Err(key_taken(change.key.as_ref())),
        done => done?,
    }
    let after = find(connection, &TenantRef::Id(before.id))?;
    note(connection, operator, &before, &after, now)?;
    Ok(after.id)
}

fn note(
    connection: &mut AnyConnection,
    operator: &Operator,
    before: &Tenant,
    after: &Tenant,
    now: Timestamp,
) -> Result<(), StoreError> {
    let operation = match (before.state, after.state) {
        (TenantState::Active, TenantState::Suspended) => "tenant.suspended",
        (TenantState::Suspended, TenantState::Active) => "tenant.resumed",
        _ => "tenant.updated",
    };
    let shown = |tenant: &Tenant| {
        Some(json!({"key": tenant.key, "name": tenant.name, "state": tenant.state}).to_string())
    };
    let subject = Subject::new("tenant", after.id, after.name.as_str());
    let entry = Entry::new(operator.actor(), operation, subject, now).changing(shown(before), shown(after));
    audit::insert(connection, after.id, &entry)
}

/// Bounds what links open.
fn bound(
    connection: &mut AnyConnection,
    operator: &Operator,
    tenant: TenantId,
    change: &Change,
    now: Timestamp,
) -> Result<(), StoreError> {
    let member = portal::bound(connection, tenant, operator.scope, change, now)?;
    let before = member.standing();
    let shown = |standing: &Standing| {
        let authority = &standing.authority;
        Some(json!({"permissions": authority.permissions, "grants": authority.grants}).to_string())
    };
    let after = shown(&change.onto(&before));
    let subject = Subject::new("member", member.id, portal::NAME);
    let entry = Entry::new(operator.actor(), "member.updated", subject, now).changing(shown(&before), after);
    audit::insert(connection, tenant, &entry)
}
