//! Keys of apps and SKUs: the copy that ingest asks, and the rows of those that it sees first.

use std::collections::{BTreeSet, HashMap, HashSet};

use billhook_core::clock::Timestamp;
use billhook_core::id::{AppId, SkuId, TenantId};
use diesel::prelude::*;
use parking_lot::Mutex;

use crate::any_connection::{AnyConnection, first_held};
use crate::each;
use crate::error::StoreError;
use crate::schema::{apps, skus};

/// What an event or an action names: an app, and perhaps one of its SKUs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Named {
    pub(crate) tenant: TenantId,
    pub(crate) app: String,
    pub(crate) sku: Option<String>,
}

/// Which of the keys is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Missing {
    App,
    Sku,
}

/// The keys of a tenant's apps, each with those of its SKUs.
#[derive(Debug, Default)]
pub(crate) struct AppKeys(Mutex<Keys>);

#[derive(Debug, Default)]
struct Keys {
    skus_of: HashMap<String, HashSet<String>>,
    /// How many SKUs there are, in all of them.
    skus: usize,
}

impl Keys {
    fn add(&mut self, app: String, sku: Option<String>) {
        let skus = self.skus_of.entry(app).or_default();
        self.skus += usize::from(sku.is_some_and(|sku| skus.insert(sku)));
    }
}

impl AppKeys {
    pub(crate) fn load(connection: &mut AnyConnection, tenant: TenantId) -> Result<Self, StoreError> {
        let rows: Vec<(String, Option<String>)> = apps::table
            .left_join(skus::table)
            .filter(apps::tenant_id.eq(tenant.as_bytes().as_slice()))
            .select((apps::key, skus::key.nullable()))
            .load(connection)?;
        let mut keys = Keys::default();
        rows.into_iter().for_each(|(app, sku)| keys.add(app, sku));
        Ok(Self(Mutex::new(keys)))
    }

    /// The first key that nobody made; `None` if both are known.
    pub(crate) fn missing(&self, app: &str, sku: Option<&str>) -> Option<Missing> {
        match (self.0.lock().skus_of.get(app), sku) {
            (None, _) => Some(Missing::App),
            (Some(skus), Some(sku)) if !skus.contains(sku) => Some(Missing::Sku),
            _ => None,
        }
    }

    /// How many apps there are.
    pub(crate) fn apps(&self) -> usize {
        self.0.lock().skus_of.len()
    }

    /// How many SKUs there are, in all of them.
    pub(crate) fn skus(&self) -> usize {
        self.0.lock().skus
    }

    /// Notes what has been registered.
    pub(crate) fn remember(&self, named: &Named) {
        self.0.lock().add(named.app.clone(), named.sku.clone());
    }
}

/// Makes the apps and SKUs that are not there, each with its key for a name. Those that somebody else has just made
/// are left as they are.
pub(crate) fn register(
    connection: &mut AnyConnection,
    named: &BTreeSet<Named>,
    now: Timestamp,
) -> Result<(), StoreError> {
    // In one order everywhere, so that two transactions never wait for each other.
    for one in named {
        insert_app(connection, one, now)?;
        if let (Some(sku), Some(app)) = (&one.sku, hold_app(connection, one)?) {
            insert_sku(connection, one.tenant, &app, sku, now)?;
        }
    }
    Ok(())
}

fn insert_app(connection: &mut AnyConnection, named: &Named, now: Timestamp) -> Result<(), StoreError> {
    let id = AppId::new(now);
    let values = (
        apps::id.eq(id.as_bytes().as_slice()),
        apps::tenant_id.eq(named.tenant.as_bytes().as_slice()),
        apps::key.eq(&named.app),
        apps::name.eq(&named.app),
        apps::created_at.eq(now.timestamp_micros()),
        apps::updated_at.eq(now.timestamp_micros()),
    );
    each!(connection, c => diesel::insert_into(apps::table)
        .values(values)
        .on_conflict((apps::tenant_id, apps::key))
        .do_nothing()
        .execute(c))?;
    Ok(())
}

/// The app's id, which stays until this transaction is over; `None` if it has just been deleted.
fn hold_app(connection: &mut AnyConnection, named: &Named) -> Result<Option<Vec<u8>>, StoreError> {
    let query = apps::table
        .filter(apps::tenant_id.eq(named.tenant.as_bytes().as_slice()))
        .filter(apps::key.eq(&named.app))
        .select(apps::id);
    Ok(first_held!(connection, query)?)
}

fn insert_sku(
    connection: &mut AnyConnection,
    tenant: TenantId,
    app: &[u8],
    key: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    let id = SkuId::new(now);
    let values = (
        skus::id.eq(id.as_bytes().as_slice()),
        skus::tenant_id.eq(tenant.as_bytes().as_slice()),
        skus::app_id.eq(app),
        skus::key.eq(key),
        skus::name.eq(key),
        skus::created_at.eq(now.timestamp_micros()),
        skus::updated_at.eq(now.timestamp_micros()),
    );
    each!(connection, c => diesel::insert_into(skus::table)
        .values(values)
        .on_conflict((skus::app_id, skus::key))
        .do_nothing()
        .execute(c))?;
    Ok(())
}
