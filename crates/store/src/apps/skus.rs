//! SKUs: items sold inside of an app.

use billhook_core::clock::{Timestamp, from_micros};
use billhook_core::id::{AppId, SkuId, TenantId};
use diesel::prelude::*;

use crate::any_connection::{AnyConnection, MultiBackend};
use crate::column;
use crate::error::StoreError;
use crate::hooks;
use crate::schema::skus;

/// An item sold inside of an app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sku {
    /// Its identifier.
    pub id: SkuId,
    /// The app that it is sold in.
    pub app_id: AppId,
    /// What events and actions name it by; one of its kind in the app.
    pub key: String,
    /// For people.
    pub name: String,
    /// When it was made or first seen.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = skus)]
struct Row {
    id: Vec<u8>,
    app_id: Vec<u8>,
    key: String,
    name: String,
    created_at: i64,
    updated_at: i64,
}

impl TryFrom<Row> for Sku {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: column::id("skus.id", &row.id)?,
            app_id: column::id("skus.app_id", &row.app_id)?,
            key: row.key,
            name: row.name,
            created_at: from_micros(row.created_at),
            updated_at: from_micros(row.updated_at),
        })
    }
}

/// Adds a SKU to an app of the tenant. [`StoreError::Taken`] if the app has one with this key.
pub fn insert_sku(
    connection: &mut AnyConnection,
    tenant: TenantId,
    app_id: AppId,
    key: &str,
    name: &str,
    now: Timestamp,
) -> Result<Sku, StoreError> {
    hooks::begin_change(connection, tenant)?;
    let (key, name) = (key.to_owned(), name.to_owned());
    let sku = Sku { id: SkuId::new(now), app_id, key, name, created_at: now, updated_at: now };
    diesel::insert_into(skus::table)
        .values((
            skus::id.eq(sku.id.as_bytes().as_slice()),
            skus::tenant_id.eq(tenant.as_bytes().as_slice()),
            skus::app_id.eq(app_id.as_bytes().as_slice()),
            skus::key.eq(&sku.key),
            skus::name.eq(&sku.name),
            skus::created_at.eq(now.timestamp_micros()),
            skus::updated_at.eq(now.timestamp_micros()),
        ))
        .execute(connection)?;
    Ok(sku)
}

/// The SKU.
pub fn find_sku(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: SkuId,
) -> Result<Option<Sku>, StoreError> {
    let row: Option<Row> =
        row_of(tenant.as_bytes(), id.as_bytes()).select(Row::as_select()).first(connection).optional()?;
    row.map(Sku::try_from).transpose()
}

/// Up to `limit` SKUs of an app, the newest first, older than `before`.
pub fn list_skus(
    connection: &mut AnyConnection,
    tenant: TenantId,
    app: AppId,
    before: Option<SkuId>,
    limit: i64,
) -> Result<Vec<Sku>, StoreError> {
    page(connection, tenant, Some(app), before, limit)
}

/// Up to `limit` SKUs of all apps, the newest first, older than `before`.
pub fn list_all_skus(
    connection: &mut AnyConnection,
    tenant: TenantId,
    before: Option<SkuId>,
    limit: i64,
) -> Result<Vec<Sku>, StoreError> {
    page(connection, tenant, None, before, limit)
}

fn page(
    connection: &mut AnyConnection,
    tenant: TenantId,
    app: Option<AppId>,
    before: Option<SkuId>,
    limit: i64,
) -> Result<Vec<Sku>, StoreError> {
    let mut query = skus::table
        .filter(skus::tenant_id.eq(tenant.as_bytes().to_vec()))
        .select(Row::as_select())
        .order(skus::id.desc())
        .limit(limit)
        .into_boxed::<MultiBackend>();
    if let Some(app) = app {
        query = query.filter(skus::app_id.eq(app.as_bytes().to_vec()));
    }
    if let Some(before) = before {
        query = query.filter(skus::id.lt(before.as_bytes().to_vec()));
    }
    let rows: Vec<Row> = query.load(connection)?;
    rows.into_iter().map(Sku::try_from).collect()
}

/// How many SKUs the tenant has, in all of its apps.
pub fn count_skus(connection: &mut AnyConnection, tenant: TenantId) -> Result<i64, StoreError> {
    let own = skus::table.filter(skus::tenant_id.eq(tenant.as_bytes().as_slice()));
    Ok(own.count().get_result(connection)?)
}

/// Gives the SKU another name.
pub fn rename_sku(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: SkuId,
    name: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    diesel::update(row_of(tenant.as_bytes(), id.as_bytes()))
        .set((skus::name.eq(name), skus::updated_at.eq(now.timestamp_micros())))
        .execute(connection)?;
    Ok(())
}

/// Deletes the SKU. Events that name it stay. The caller has made sure that no action names it.
pub fn delete_sku(connection: &mut AnyConnection, tenant: TenantId, id: SkuId) -> Result<(), StoreError> {
    hooks::begin_change(connection, tenant)?;
    diesel::delete(row_of(tenant.as_bytes(), id.as_bytes())).execute(connection)?;
    Ok(())
}

#[diesel::dsl::auto_type]
fn row_of<'a>(tenant: &'a [u8], id: &'a [u8]) -> _ {
    skus::table.filter(skus::tenant_id.eq(tenant)).filter(skus::id.eq(id))
}
