//! Sessions of the operator at the console: which token they signed in with, and the digest of the key in the
//! cookie. Who asks by such a key, [`authenticate_session`](crate::operator_tokens::authenticate_session) tells.

use billhook_core::clock::Timestamp;
use billhook_core::id::OperatorTokenId;
use diesel::prelude::*;

use crate::SystemScope;
use crate::any_connection::AnyConnection;
use crate::error::StoreError;
use crate::operator_tokens::Operator;
use crate::retention::delete_due;
use crate::schema::operator_sessions;

/// Begins a session of the operator, known by the SHA-256 of its key, that ends at `expires_at` however much
/// it is used.
pub fn insert(
    connection: &mut AnyConnection,
    operator: &Operator,
    key_hash: &[u8; 32],
    expires_at: Timestamp,
    now: Timestamp,
) -> Result<(), StoreError> {
    diesel::insert_into(operator_sessions::table)
        .values((
            operator_sessions::key_hash.eq(key_hash.as_slice()),
            operator_sessions::token_id.eq(operator.token.id.as_bytes().as_slice()),
            operator_sessions::created_at.eq(now.timestamp_micros()),
            operator_sessions::expires_at.eq(expires_at.timestamp_micros()),
        ))
        .execute(connection)?;
    Ok(())
}

/// Ends the session with this key, if there is one.
pub fn end(connection: &mut AnyConnection, key_hash: &[u8; 32]) -> Result<(), StoreError> {
    diesel::delete(operator_sessions::table.find(key_hash.as_slice())).execute(connection)?;
    Ok(())
}

/// Ends every session that began with this token.
pub(crate) fn end_of_token(connection: &mut AnyConnection, token: OperatorTokenId) -> Result<(), StoreError> {
    let begun = operator_sessions::table.filter(operator_sessions::token_id.eq(token.as_bytes().as_slice()));
    diesel::delete(begun).execute(connection)?;
    Ok(())
}

/// Removes sessions that have expired; tells how many.
pub fn delete_expired(
    connection: &mut AnyConnection,
    _: SystemScope,
    now: Timestamp,
    most: i64,
) -> Result<usize, StoreError> {
    Ok(delete_due!(connection, operator_sessions.expires_at, now, most))
}
