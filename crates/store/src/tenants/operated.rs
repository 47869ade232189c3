//! What the operator does with tenants.

use billhook_core::clock::Timestamp;
use billhook_core::id::TenantId;
use billhook_core::preset::Preset;
use billhook_core::tenant::{TenantKey, TenantRef, TenantState};
use diesel::prelude::*;

use super::{Tenant, TenantRow, bump_access_version, describe, find, insert};
use crate::any_connection::{AnyConnection, MultiBackend};
use crate::error::StoreError;
use crate::hooks as hooks_store;
use crate::names;
use crate::operator_tokens::OperatorScope;
use crate::schema::tenants;

/// A tenant to be made, without members.
#[derive(Clone, Debug)]
pub struct NewTenant {
    /// The operator's own id for it.
    pub key: TenantKey,
    /// What people call it.
    pub name: String,
    /// The preset of hooks that name none.
    pub preset: Preset,
}

/// Makes a tenant. Fails with [`StoreError::Taken`] if another has this key.
pub fn create(
    connection: &mut AnyConnection,
    scope: OperatorScope,
    new: &NewTenant,
    now: Timestamp,
) -> Result<Tenant, StoreError> {
    let tenant = insert(connection, TenantId::new(now), &new.name, new.preset, now)?;
    let change = TenantChange { key: Some(new.key.clone()), ..TenantChange::default() };
    change_tenant(connection, scope, tenant.id, &change, now)?;
    Ok(Tenant { key: Some(new.key.clone()), ..tenant })
}

/// The tenant that the operator names so.
pub fn find_by_ref(
    connection: &mut AnyConnection,
    _: OperatorScope,
    wanted: &TenantRef,
) -> Result<Option<Tenant>, StoreError> {
    match wanted {
        TenantRef::Id(id) => find(connection, *id),
        TenantRef::Key(key) => {
            let named = tenants::table.filter(tenants::key.eq(key.as_str())).select(TenantRow::as_select());
            named.first(connection).optional()?.map(Tenant::try_from).transpose()
        }
    }
}

/// A page of all tenants, the newest first, those after `after` only.
pub fn list(
    connection: &mut AnyConnection,
    _: OperatorScope,
    after: Option<TenantId>,
    rows: i64,
) -> Result<Vec<Tenant>, StoreError> {
    let mut query = tenants::table
        .select(TenantRow::as_select())
        .order(tenants::id.desc())
        .limit(rows)
        .into_boxed::<MultiBackend>();
    if let Some(after) = after {
        query = query.filter(tenants::id.lt(after.as_bytes().to_vec()));
    }
    query.load(connection)?.into_iter().map(Tenant::try_from).collect()
}

/// Changes to a tenant; what is `None` stays.
#[derive(Clone, Debug, Default)]
pub struct TenantChange {
    /// The operator's own id for it.
    pub key: Option<TenantKey>,
    /// What people call it; its slug, which stands in wire forms, stays.
    pub name: Option<String>,
    /// Whether it takes events and sends.
    pub state: Option<TenantState>,
}

/// Changes a tenant; copies of principals and of routing are void from the commit on. Fails with
/// [`StoreError::Taken`] if another has this key.
pub fn change_tenant(
    connection: &mut AnyConnection,
    _: OperatorScope,
    id: TenantId,
    change: &TenantChange,
    now: Timestamp,
) -> Result<(), StoreError> {
    hooks_store::begin_change(connection, id)?;
    bump_access_version(connection, id)?;
    if let (Some(name), Some(tenant)) = (&change.name, find(connection, id)?) {
        describe(connection, id, name, tenant.preset, now)?;
    }
    diesel::update(tenants::table.find(id.as_bytes().as_slice()))
        .set((
            change.key.as_ref().map(|key| tenants::key.eq(key.as_str().to_owned())),
            change.state.as_ref().map(names::name_of).transpose()?.map(|state| tenants::state.eq(state)),
            tenants::updated_at.eq(now.timestamp_micros()),
        ))
        .execute(connection)?;
    Ok(())
}
