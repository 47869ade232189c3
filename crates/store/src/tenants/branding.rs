//! How the console is called and looks for a tenant. What a name, a colour or a logo may be is for the API to say.
//!
//! The table is `tenant_looks` from before this was called branding: a table cannot be renamed within one release.

use billhook_core::clock::Timestamp;
use billhook_core::id::TenantId;
use diesel::prelude::*;

use crate::any_connection::AnyConnection;
use crate::each;
use crate::error::StoreError;
use crate::schema::tenant_looks;

/// What a tenant has in place of the installation's branding; all of it absent by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Branding {
    /// What the console is called.
    pub name: Option<String>,
    /// The colour that leads, `#` and six hexadecimal digits.
    pub colour: Option<String>,
    /// What stands beside the name.
    pub logo: Option<LogoFile>,
}

/// An image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogoFile {
    /// Such as `image/png`.
    pub media_type: String,
    /// The file.
    pub bytes: Vec<u8>,
}

type Row = (Option<String>, Option<String>, Option<String>, Option<Vec<u8>>);

/// The tenant's branding.
pub fn branding(connection: &mut AnyConnection, tenant: TenantId) -> Result<Branding, StoreError> {
    let row: Option<Row> = tenant_looks::table
        .find(tenant.as_bytes().as_slice())
        .select((tenant_looks::name, tenant_looks::colour, tenant_looks::logo_type, tenant_looks::logo))
        .first(connection)
        .optional()?;
    let Some((name, colour, logo_type, logo)) = row else { return Ok(Branding::default()) };
    let logo = logo_type.zip(logo).map(|(media_type, bytes)| LogoFile { media_type, bytes });
    Ok(Branding { name, colour, logo })
}

/// Gives the tenant this branding.
pub fn set_branding(
    connection: &mut AnyConnection,
    tenant: TenantId,
    branding: &Branding,
    now: Timestamp,
) -> Result<(), StoreError> {
    let logo = branding.logo.as_ref();
    let values = (
        tenant_looks::name.eq(&branding.name),
        tenant_looks::colour.eq(&branding.colour),
        tenant_looks::logo_type.eq(logo.map(|logo| &logo.media_type)),
        tenant_looks::logo.eq(logo.map(|logo| &logo.bytes)),
        tenant_looks::updated_at.eq(now.timestamp_micros()),
    );
    each!(connection, c => {
        diesel::insert_into(tenant_looks::table)
            .values((tenant_looks::tenant_id.eq(tenant.as_bytes().as_slice()), values))
            .on_conflict(tenant_looks::tenant_id)
            .do_update()
            .set(values)
            .execute(c)
    })?;
    Ok(())
}
