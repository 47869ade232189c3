//! Answers already given, by the key that the caller sent along.
//!
//! An answer is kept in the transaction of what it answers for, so that there is never one without the other.
//! Answers may hold secrets, so they lie sealed.

use base64::Engine;
use base64::prelude::BASE64_STANDARD_NO_PAD;
use billhook_core::clock::{Timestamp, from_micros};
use billhook_core::id::TenantId;
use billhook_core::secret::MasterKey;
use diesel::prelude::*;

use crate::SystemScope;
use crate::any_connection::AnyConnection;
use crate::column;
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
    /// The body, as [`seal`] leaves it.
    pub body: String,
    /// Until when it is kept.
    pub expires_at: Timestamp,
}

/// The body of an answer as it is kept.
pub fn seal(master: &MasterKey, tenant: TenantId, key: &str, body: &[u8]) -> String {
    BASE64_STANDARD_NO_PAD.encode(master.seal(&context(tenant, key), body))
}

/// The body of a kept answer; `None` if it was sealed under another master key, or for another place.
pub fn open(master: &MasterKey, tenant: TenantId, key: &str, body: &str) -> Option<Vec<u8>> {
    master.open(&context(tenant, key), &BASE64_STANDARD_NO_PAD.decode(body).ok()?).ok()
}

/// What an answer is sealed to.
fn context(tenant: TenantId, key: &str) -> Vec<u8> {
    [b"idempotency ".as_slice(), tenant.as_bytes(), key.as_bytes()].concat()
}

/// Seals up to `limit` answers with keys behind `after` under `new` instead of `old`; returns the last key, `None` when
/// there are no more, and how many they were. One that `old` does not open stays: it cannot be shown again, as before.
pub fn reseal(
    connection: &mut AnyConnection,
    _: SystemScope,
    old: &MasterKey,
    new: &MasterKey,
    after: Option<AnswerKey>,
    limit: u32,
) -> Result<(Option<AnswerKey>, usize), StoreError> {
    let mut rows = idempotency_keys::table
        .order((idempotency_keys::tenant_id, idempotency_keys::key))
        .limit(i64::from(limit))
        .select((idempotency_keys::tenant_id, idempotency_keys::key, idempotency_keys::body))
        .into_boxed();
    if let Some((tenant, key)) = after {
        let behind = idempotency_keys::tenant_id
            .gt(tenant.clone())
            .or(idempotency_keys::tenant_id.eq(tenant).and(idempotency_keys::key.gt(key)));
        rows = rows.filter(behind);
    }
    let rows: Vec<(Vec<u8>, String, String)> = rows.load(connection)?;
    for (tenant, key, body) in &rows {
        let of = column::id("idempotency_keys.tenant_id", tenant)?;
        let Some(plain) = open(old, of, key, body) else { continue };
        diesel::update(idempotency_keys::table.find((tenant, key)))
            .set(idempotency_keys::body.eq(seal(new, of, key, &plain)))
            .execute(connection)?;
    }
    let count = rows.len();
    Ok((rows.into_iter().last().map(|(tenant, key, _)| (tenant, key)), count))
}

/// Where an answer is kept: the tenant and the key.
pub type AnswerKey = (Vec<u8>, String);

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
