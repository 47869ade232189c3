//! Facts of the installation itself: small texts by name.

use billhook_core::clock::Timestamp;
use diesel::prelude::*;

use crate::any_connection::AnyConnection;
use crate::each;
use crate::error::StoreError;
use crate::schema::settings;

/// The SHA-256, in hexadecimal, of the token of the one-time link to the set-up page.
pub const SETUP_LINK: &str = "setup_link";

/// The value under this name.
pub fn find(connection: &mut AnyConnection, name: &str) -> Result<Option<String>, StoreError> {
    Ok(settings::table.find(name).select(settings::value).first(connection).optional()?)
}

/// Sets the value under this name.
pub fn set(
    connection: &mut AnyConnection,
    name: &str,
    value: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    let values = (settings::value.eq(value), settings::updated_at.eq(now.timestamp_micros()));
    each!(connection, c => {
        diesel::insert_into(settings::table)
            .values((settings::name.eq(name), values))
            .on_conflict(settings::name)
            .do_update()
            .set(values)
            .execute(c)
    })?;
    Ok(())
}

/// Removes the value under this name; false if there was none.
pub fn delete(connection: &mut AnyConnection, name: &str) -> Result<bool, StoreError> {
    Ok(diesel::delete(settings::table.find(name)).execute(connection)? > 0)
}
