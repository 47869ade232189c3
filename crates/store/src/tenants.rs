//! Tenants: the customer organisations of the installation.

mod branding;
mod deletion;
mod load;
mod operated;

use billhook_core::clock::{Timestamp, from_micros};
use billhook_core::id::TenantId;
use billhook_core::preset::Preset;
use billhook_core::tenant::{Slug, TenantKey, TenantSettings, TenantState};
use diesel::prelude::*;

pub use self::branding::{Branding, LogoFile, branding, set_branding};
pub use self::deletion::{Deletion, ERASE, Erased, begin_deletion, erase, find_deletion};
pub use self::load::{Load, loads_of};
pub use self::operated::{NewTenant, TenantChange, change_tenant, create, find_by_ref, list};
use crate::SystemScope;
use crate::any_connection::AnyConnection;
use crate::column;
use crate::error::StoreError;
use crate::hooks;
use crate::names;
use crate::schema::{self, tenants};

/// A tenant.
#[derive(Clone, Debug, PartialEq)]
pub struct Tenant {
    /// Its identifier.
    pub id: TenantId,
    /// The operator's own id for it.
    pub key: Option<TenantKey>,
    /// What people call it.
    pub name: String,
    /// Its short name in wire forms; unique, and never changed.
    pub slug: Slug,
    /// The preset of hooks that name none.
    pub preset: Preset,
    /// Whether its hooks send.
    pub state: TenantState,
    /// What it has set for itself.
    pub settings: TenantSettings,
    /// How often access to it has changed: it belongs to whatever was read in the same statement.
    pub access_version: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = tenants)]
pub(crate) struct TenantRow {
    id: Vec<u8>,
    key: Option<String>,
    name: String,
    slug: String,
    preset: String,
    state: String,
    settings: String,
    access_version: i64,
    created_at: i64,
    updated_at: i64,
    deleting_at: Option<i64>,
}

impl TryFrom<TenantRow> for Tenant {
    type Error = StoreError;
    fn try_from(row: TenantRow) -> Result<Self, StoreError> {
        let key = row
            .key
            .map(|key| key.parse::<TenantKey>().map_err(|error| StoreError::corrupt("tenants.key", error)));
        Ok(Self {
            id: column::id("tenants.id", &row.id)?,
            key: key.transpose()?,
            name: row.name,
            slug: Slug::trusted(row.slug),
            preset: names::case_of("tenants.preset", &row.preset)?,
            state: state_of(&row.state, row.deleting_at)?,
            settings: column::read_json("tenants.settings", &row.settings)?,
            access_version: row.access_version,
            created_at: from_micros(row.created_at),
            updated_at: from_micros(row.updated_at),
        })
    }
}

/// The state of a tenant. What is being deleted is suspended to whatever looks at the column alone.
pub(crate) fn state_of(state: &str, deleting_at: Option<i64>) -> Result<TenantState, StoreError> {
    match deleting_at {
        Some(_) => Ok(TenantState::Deleting),
        None => names::case_of("tenants.state", state),
    }
}

/// Makes a tenant of this name. A slug that is taken gets a number: `acme`, `acme-2`, `acme-3`, …
pub fn insert(
    connection: &mut AnyConnection,
    id: TenantId,
    name: &str,
    preset: Preset,
    now: Timestamp,
) -> Result<Tenant, StoreError> {
    let tenant = Tenant {
        id,
        key: None,
        name: name.to_owned(),
        slug: free_slug(connection, name)?,
        preset,
        state: TenantState::Active,
        settings: TenantSettings::default(),
        access_version: 0,
        created_at: now,
        updated_at: now,
    };
    diesel::insert_into(tenants::table)
        .values((
            tenants::id.eq(tenant.id.as_bytes().as_slice()),
            tenants::name.eq(&tenant.name),
            tenants::slug.eq(tenant.slug.as_str()),
            tenants::preset.eq(names::name_of(&preset)?),
            tenants::state.eq(names::name_of(&tenant.state)?),
            tenants::settings.eq(column::json("tenants.settings", &tenant.settings)?),
            tenants::created_at.eq(now.timestamp_micros()),
            tenants::updated_at.eq(now.timestamp_micros()),
        ))
        .execute(connection)?;
    Ok(tenant)
}

fn free_slug(connection: &mut AnyConnection, name: &str) -> Result<Slug, StoreError> {
    let slug = Slug::of(name);
    // Room for the number, within the 63 bytes of a slug.
    let stem = slug.as_str().get(..57).unwrap_or(slug.as_str()).trim_end_matches('-');
    let mut candidate = slug.as_str().to_owned();
    for number in 2u32.. {
        let taken = diesel::select(diesel::dsl::exists(tenants::table.filter(tenants::slug.eq(&candidate))))
            .get_result::<bool>(connection)?;
        if !taken {
            break;
        }
        candidate = format!("{stem}-{number}");
    }
    Ok(Slug::trusted(candidate))
}

/// The tenant, if there is one with this id.
pub fn find(connection: &mut AnyConnection, tenant: TenantId) -> Result<Option<Tenant>, StoreError> {
    let row =
        tenants::table.find(tenant.as_bytes().as_slice()).select(TenantRow::as_select()).first(connection);
    row.optional()?.map(Tenant::try_from).transpose()
}

/// Holds the tenant until this transaction is over against everybody else who holds it: for bounds on how many
/// there may be of something, which two at once must not both find free.
pub fn hold(connection: &mut AnyConnection, tenant: TenantId) -> Result<(), StoreError> {
    let row = tenants::table.find(tenant.as_bytes().as_slice()).select(tenants::id);
    // Differs because SQLite has one writer, and so nobody to hold back. Rows that refer to the tenant are not held up.
    match connection {
        AnyConnection::Postgres(c) => row.for_no_key_update().first::<Vec<u8>>(c).optional()?,
        AnyConnection::Sqlite(_) => None,
    };
    Ok(())
}

/// The same, and how often access to the tenant has changed: it does not change before the transaction is
/// over. `None` if there is no such tenant.
pub fn hold_access(connection: &mut AnyConnection, tenant: TenantId) -> Result<Option<i64>, StoreError> {
    let version = tenants::table.find(tenant.as_bytes().as_slice()).select(tenants::access_version);
    // Differs as in [`hold`].
    Ok(match connection {
        AnyConnection::Postgres(c) => version.for_no_key_update().first(c).optional()?,
        AnyConnection::Sqlite(c) => version.first(c).optional()?,
    })
}

/// What the tenant has set for itself; the defaults if there is no such tenant.
pub fn settings(connection: &mut AnyConnection, tenant: TenantId) -> Result<TenantSettings, StoreError> {
    let text = tenants::table.find(tenant.as_bytes().as_slice()).select(tenants::settings);
    let text: Option<String> = text.first(connection).optional()?;
    text.map_or_else(|| Ok(TenantSettings::default()), |text| column::read_json("tenants.settings", &text))
}

/// Replaces what the tenant has set for itself. Whatever holds a copy of its routing notices.
pub fn set_settings(
    connection: &mut AnyConnection,
    tenant: TenantId,
    settings: &TenantSettings,
    now: Timestamp,
) -> Result<(), StoreError> {
    hooks::begin_change(connection, tenant)?;
    diesel::update(tenants::table.find(tenant.as_bytes().as_slice()))
        .set((
            tenants::settings.eq(column::json("tenants.settings", settings)?),
            tenants::updated_at.eq(now.timestamp_micros()),
        ))
        .execute(connection)?;
    Ok(())
}

/// Gives the tenant another name and another default preset. The slug stays: wire forms carry it.
///
/// Some wire forms carry the name as well, so every hook's copy at the sender is replaced.
pub fn describe(
    connection: &mut AnyConnection,
    tenant: TenantId,
    name: &str,
    preset: Preset,
    now: Timestamp,
) -> Result<(), StoreError> {
    hooks::begin_change(connection, tenant)?;
    diesel::update(tenants::table.find(tenant.as_bytes().as_slice()))
        .set((
            tenants::name.eq(name),
            tenants::preset.eq(names::name_of(&preset)?),
            tenants::updated_at.eq(now.timestamp_micros()),
        ))
        .execute(connection)?;
    let of_tenant = schema::hooks::table.filter(schema::hooks::tenant_id.eq(tenant.as_bytes().as_slice()));
    diesel::update(of_tenant)
        .set(schema::hooks::revision.eq(schema::hooks::revision + 1))
        .execute(connection)?;
    Ok(())
}

/// How often access to this tenant has changed. Whoever holds a copy of a principal compares this.
pub fn access_version(connection: &mut AnyConnection, tenant: TenantId) -> Result<Option<i64>, StoreError> {
    let version = tenants::table.find(tenant.as_bytes().as_slice()).select(tenants::access_version);
    Ok(version.first(connection).optional()?)
}

/// Says that a member or a token of this tenant has changed: copies of principals are void from the commit on.
pub fn bump_access_version(connection: &mut AnyConnection, tenant: TenantId) -> Result<(), StoreError> {
    diesel::update(tenants::table.find(tenant.as_bytes().as_slice()))
        .set(tenants::access_version.eq(tenants::access_version + 1))
        .execute(connection)?;
    Ok(())
}

/// Every tenant, by name: for the operator's commands.
pub fn list_all(connection: &mut AnyConnection, _: SystemScope) -> Result<Vec<Tenant>, StoreError> {
    let rows = tenants::table.order((tenants::name, tenants::id)).select(TenantRow::as_select());
    rows.load(connection)?.into_iter().map(Tenant::try_from).collect()
}

/// True if a tenant has this name.
pub fn name_is_taken(connection: &mut AnyConnection, _: SystemScope, name: &str) -> Result<bool, StoreError> {
    let named = tenants::table.filter(tenants::name.eq(name));
    Ok(diesel::select(diesel::dsl::exists(named)).get_result(connection)?)
}
