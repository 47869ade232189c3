//! Deleting a tenant: it ends at once, and is erased in small batches by a background job, its own row last.
//!
//! A step erases from the first table that has something left, so a job that was killed goes on where it was. What the
//! operator did is kept in `tenant_deletions`; nothing else of the tenant is.

use billhook_core::clock::{Timestamp, from_micros};
use billhook_core::id::{OperatorTokenId, TenantId};
use billhook_core::tenant::{TenantKey, TenantState};
use diesel::prelude::*;
use serde_json::json;

use super::{Tenant, bump_access_version};
use crate::any_connection::AnyConnection;
use crate::error::StoreError;
use crate::names::name_of;
use crate::operator_tokens::OperatorScope;
use crate::schema::{tenant_deletions, tenants};
use crate::{hooks, jobs};

mod erase;

/// The name of the background job that erases a tenant. Its payload is empty.
pub const ERASE: &str = "erase_tenant";

/// How far a deletion has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deletion {
    /// When the operator asked for it.
    pub requested_at: Timestamp,
    /// How many rows are gone.
    pub erased: i64,
    /// When the last of them went.
    pub finished_at: Option<Timestamp>,
}

/// What a step did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erased {
    /// This many rows went, and there may be more.
    Rows(usize),
    /// Nothing is left, the tenant's row included.
    Everything,
}

/// Begins to delete a tenant: from the commit on nobody can act in it, and it takes and sends nothing. Does nothing if
/// that has begun already. Wake the workers after the commit.
pub fn begin_deletion(
    connection: &mut AnyConnection,
    _: OperatorScope,
    tenant: &Tenant,
    by: OperatorTokenId,
    operator: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    hooks::begin_change(connection, tenant.id)?;
    bump_access_version(connection, tenant.id)?;
    let begun = diesel::update(tenants::table.find(tenant.id.as_bytes().as_slice()))
        .filter(tenants::deleting_at.is_null())
        .set((
            // What sends looks at the state alone.
            tenants::state.eq(name_of(&TenantState::Suspended)?),
            tenants::deleting_at.eq(now.timestamp_micros()),
            tenants::updated_at.eq(now.timestamp_micros()),
        ))
        .execute(connection)?;
    if begun == 0 {
        return Ok(());
    }
    diesel::insert_into(tenant_deletions::table)
        .values((
            tenant_deletions::tenant_id.eq(tenant.id.as_bytes().as_slice()),
            tenant_deletions::key.eq(tenant.key.as_ref().map(TenantKey::as_str)),
            tenant_deletions::name.eq(&tenant.name),
            tenant_deletions::operator_token_id.eq(by.as_bytes().as_slice()),
            tenant_deletions::operator_name.eq(operator),
            tenant_deletions::requested_at.eq(now.timestamp_micros()),
        ))
        .execute(connection)?;
    jobs::enqueue(connection, tenant.id, ERASE, &json!({}), now)
}

/// How far the deletion of this tenant has come; `None` if nobody asked for it.
pub fn find_deletion(
    connection: &mut AnyConnection,
    tenant: TenantId,
    _: OperatorScope,
) -> Result<Option<Deletion>, StoreError> {
    let row: Option<(i64, i64, Option<i64>)> = tenant_deletions::table
        .find(tenant.as_bytes().as_slice())
        .select((tenant_deletions::requested_at, tenant_deletions::erased, tenant_deletions::finished_at))
        .first(connection)
        .optional()?;
    Ok(row.map(|(requested_at, erased, finished_at)| Deletion {
        requested_at: from_micros(requested_at),
        erased,
        finished_at: finished_at.map(from_micros),
    }))
}

/// Erases up to `most` things of a tenant that is being deleted, or the tenant itself if nothing else is left. What
/// belongs to a thing goes with it: attempts with their delivery, secrets with their hook.
pub fn erase(
    connection: &mut AnyConnection,
    tenant: TenantId,
    most: i64,
    now: Timestamp,
) -> Result<Erased, StoreError> {
    let row = || tenants::table.find(tenant.as_bytes().to_vec()).filter(tenants::deleting_at.is_not_null());
    let is_being_deleted: bool = diesel::select(diesel::dsl::exists(row())).get_result(connection)?;
    if !is_being_deleted {
        return Ok(Erased::Everything);
    }
    for step in erase::STEPS {
        let rows = step(connection, tenant, most)?;
        if rows > 0 {
            diesel::update(of(tenant))
                .set(tenant_deletions::erased.eq(tenant_deletions::erased + rows as i64))
                .execute(connection)?;
            return Ok(Erased::Rows(rows));
        }
    }
    // In the transaction in which every table was seen to be empty.
    diesel::delete(row()).execute(connection)?;
    diesel::update(of(tenant))
        .set((
            tenant_deletions::erased.eq(tenant_deletions::erased + 1),
            tenant_deletions::finished_at.eq(now.timestamp_micros()),
        ))
        .execute(connection)?;
    tracing::info!(%tenant, "a tenant was erased");
    Ok(Erased::Everything)
}

#[diesel::dsl::auto_type(no_type_alias)]
fn of(tenant: TenantId) -> _ {
    let id: Vec<u8> = tenant.as_bytes().to_vec();
    tenant_deletions::table.filter(tenant_deletions::tenant_id.eq(id))
}
