//! Apps and SKUs: the tenant's products, and the items sold inside of them.
//!
//! Events and actions name them by key, and a key never changes. Ingest registers the unknown ones, if the tenant lets
//! it, and keeps a copy of the keys, so what is changed here moves `routing_version`.

mod actions;
mod keys;
mod skus;

use billhook_core::clock::{Timestamp, from_micros};
use billhook_core::id::{AppId, TenantId};
use diesel::prelude::*;

pub use self::actions::{BoundAction, Unknown, admit_rules, bound_actions};
pub(crate) use self::keys::{AppKeys, Missing, Named, register};
pub use self::skus::{
    Sku, count_skus, delete_sku, find_sku, insert_sku, list_all_skus, list_skus, rename_sku,
};
use crate::any_connection::{AnyConnection, MultiBackend};
use crate::column;
use crate::error::StoreError;
use crate::hooks;
use crate::schema::{apps, skus as sku_rows};

/// A product of the tenant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct App {
    /// Its identifier.
    pub id: AppId,
    /// What events and actions name it by; one of its kind in the tenant.
    pub key: String,
    /// For people.
    pub name: String,
    /// When it was made or first seen.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = apps)]
struct Row {
    id: Vec<u8>,
    key: String,
    name: String,
    created_at: i64,
    updated_at: i64,
}

impl TryFrom<Row> for App {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: column::id("apps.id", &row.id)?,
            key: row.key,
            name: row.name,
            created_at: from_micros(row.created_at),
            updated_at: from_micros(row.updated_at),
        })
    }
}

/// Adds an app. [`StoreError::Taken`] if the tenant has one with this key.
pub fn insert(
    connection: &mut AnyConnection,
    tenant: TenantId,
    key: &str,
    name: &str,
    now: Timestamp,
) -> Result<App, StoreError> {
    hooks::begin_change(connection, tenant)?;
    let app = App {
        id: AppId::new(now),
        key: key.to_owned(),
        name: name.to_owned(),
        created_at: now,
        updated_at: now,
    };
    diesel::insert_into(apps::table)
        .values((
            apps::id.eq(app.id.as_bytes().as_slice()),
            apps::tenant_id.eq(tenant.as_bytes().as_slice()),
            apps::key.eq(key),
            apps::name.eq(name),
            apps::created_at.eq(now.timestamp_micros()),
            apps::updated_at.eq(now.timestamp_micros()),
        ))
        .execute(connection)?;
    Ok(app)
}

/// The app.
pub fn find(connection: &mut AnyConnection, tenant: TenantId, id: AppId) -> Result<Option<App>, StoreError> {
    let row: Option<Row> =
        row_of(tenant.as_bytes(), id.as_bytes()).select(Row::as_select()).first(connection).optional()?;
    row.map(App::try_from).transpose()
}

/// The app with this key.
pub fn find_by_key(
    connection: &mut AnyConnection,
    tenant: TenantId,
    key: &str,
) -> Result<Option<App>, StoreError> {
    let row: Option<Row> = apps::table
        .filter(apps::tenant_id.eq(tenant.as_bytes().as_slice()))
        .filter(apps::key.eq(key))
        .select(Row::as_select())
        .first(connection)
        .optional()?;
    row.map(App::try_from).transpose()
}

/// How many apps the tenant has.
pub fn count(connection: &mut AnyConnection, tenant: TenantId) -> Result<i64, StoreError> {
    let own = apps::table.filter(apps::tenant_id.eq(tenant.as_bytes().as_slice()));
    Ok(own.count().get_result(connection)?)
}

/// Up to `limit` apps, the newest first, older than `before`.
pub fn list(
    connection: &mut AnyConnection,
    tenant: TenantId,
    before: Option<AppId>,
    limit: i64,
) -> Result<Vec<App>, StoreError> {
    let mut query = apps::table
        .filter(apps::tenant_id.eq(tenant.as_bytes().to_vec()))
        .select(Row::as_select())
        .order(apps::id.desc())
        .limit(limit)
        .into_boxed::<MultiBackend>();
    if let Some(before) = before {
        query = query.filter(apps::id.lt(before.as_bytes().to_vec()));
    }
    let rows: Vec<Row> = query.load(connection)?;
    rows.into_iter().map(App::try_from).collect()
}

/// Gives the app another name.
pub fn rename(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: AppId,
    name: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    diesel::update(row_of(tenant.as_bytes(), id.as_bytes()))
        .set((apps::name.eq(name), apps::updated_at.eq(now.timestamp_micros())))
        .execute(connection)?;
    Ok(())
}

/// Deletes the app with its SKUs. Events that name it stay. The caller has made sure that no action names it.
pub fn delete(connection: &mut AnyConnection, tenant: TenantId, id: AppId) -> Result<(), StoreError> {
    hooks::begin_change(connection, tenant)?;
    // On Postgres, ingest holds the app's row while it registers a SKU of it: first that one, then the SKUs.
    lock(connection, tenant, id)?;
    diesel::delete(
        sku_rows::table
            .filter(sku_rows::tenant_id.eq(tenant.as_bytes().as_slice()))
            .filter(sku_rows::app_id.eq(id.as_bytes().as_slice())),
    )
    .execute(connection)?;
    diesel::delete(row_of(tenant.as_bytes(), id.as_bytes())).execute(connection)?;
    Ok(())
}

fn lock(connection: &mut AnyConnection, tenant: TenantId, id: AppId) -> Result<(), StoreError> {
    let query = row_of(tenant.as_bytes(), id.as_bytes()).select(apps::id);
    // Differs because SQLite has one writer, and so nobody to hold back.
    if let AnyConnection::Postgres(c) = connection {
        query.for_update().first::<Vec<u8>>(c).optional()?;
    }
    Ok(())
}

#[diesel::dsl::auto_type]
fn row_of<'a>(tenant: &'a [u8], id: &'a [u8]) -> _ {
    apps::table.filter(apps::tenant_id.eq(tenant)).filter(apps::id.eq(id))
}
