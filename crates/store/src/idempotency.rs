//! Answers already given, by the key that the caller sent along.
//!
//! An answer is kept in the transaction of what it answers for, so that there is never one without the other.

use billhook_core::clock::{Timestamp, from_micros};
use billhook_core::id::TenantId;
use diesel::prelude::*;

use crate::SystemScope;
use crate::any_connection::AnyConnection;
use crate::error::StoreError;
use crate::retention::delete_due;
use crate::schema::idempotency_keys;

/// An answer that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// SHA-256 of the request: the same key with another request is a mistake.
    pub digest: [u8; 32],
    /// The HTTP status.
    pub status: u16,
    /// The body, in the form that the API keeps it in.
    pub body: String,
    /// Until when it is kept.
    pub expires_at: Timestamp,
}

/// The answer that was given under this key and is still kept at `now`.
pub fn find(
    connection: &mut AnyConnection,
    tenant: TenantId,
    key: &str,
    now: Timestamp,
) -> Result<Option<Answer>, StoreError> {
    let row: Option<(Vec<u8>, i32, String, i64)> = idempotency_keys::table
        .find((tenant.as_bytes().as_slice(), key))
        .filter(idempotency_keys::expires_at.gt(now.timestamp_micros()))
        .select((
            idempotency_keys::digest,
            idempotency_keys::status,
            idempotency_keys::body,
            idempotency_keys::expires_at,
        ))
        .first(connection)
        .optional()?;
    row.map(|(digest, status, body, expires_at)| {
        let digest =
            digest.try_into().map_err(|_| StoreError::corrupt("idempotency_keys.digest", "not 32 bytes"))?;
        let status =
            u16::try_from(status).map_err(|error| StoreError::corrupt("idempotency_keys.status", error))?;
        Ok(Answer { digest, status, body, expires_at: from_micros(expires_at) })
    })
    .transpose()
}

/// Keeps an answer. Fails with [`StoreError::Taken`] if another transaction kept one under this key first.
pub fn insert(
    connection: &mut AnyConnection,
    tenant: TenantId,
    key: &str,
    answer: &Answer,
    now: Timestamp,
) -> Result<(), StoreError> {
    let ended = idempotency_keys::table
        .find((tenant.as_bytes().as_slice(), key))
        .filter(idempotency_keys::expires_at.le(now.timestamp_micros()));
    diesel::delete(ended).execute(connection)?;
    diesel::insert_into(idempotency_keys::table)
        .values((
            idempotency_keys::tenant_id.eq(tenant.as_bytes().as_slice()),
            idempotency_keys::key.eq(key),
            idempotency_keys::digest.eq(answer.digest.as_slice()),
            idempotency_keys::status.eq(i32::from(answer.status)),
            idempotency_keys::body.eq(&answer.body),
            idempotency_keys::created_at.eq(now.timestamp_micros()),
            idempotency_keys::expires_at.eq(answer.expires_at.timestamp_micros()),
        ))
        .execute(connection)?;
    Ok(())
}

/// Removes answers that are no longer kept; tells how many.
pub fn delete_expired(
    connection: &mut AnyConnection,
    _: SystemScope,
    now: Timestamp,
    most: i64,
) -> Result<usize, StoreError> {
    Ok(delete_due!(connection, idempotency_keys.expires_at, now, most))
}
