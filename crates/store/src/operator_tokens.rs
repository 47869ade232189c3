//! The operator's credentials, and the proof that one was presented, or the key of a session that began with one.

use billhook_core::clock::{Timestamp, from_micros};
use billhook_core::id::OperatorTokenId;
use diesel::prelude::*;

use crate::SystemScope;
use crate::any_connection::AnyConnection;
use crate::column;
use crate::error::StoreError;
use crate::operator_sessions;
use crate::schema::{operator_sessions as session_rows, operator_tokens, tenants};

/// Stands where a tenant would: the operator asks. Nobody makes one but [`authenticate`] and
/// [`authenticate_session`], so whoever has one was shown a credential that was good in the same moment. See ADR 10.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OperatorScope(());

/// The operator, by one of the tokens.
#[derive(Clone, Debug)]
pub struct Operator {
    /// The proof.
    pub scope: OperatorScope,
    /// The token by which they are known.
    pub token: OperatorToken,
}

/// A credential of the operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperatorToken {
    /// The token's identifier, which is not a secret.
    pub id: OperatorTokenId,
    /// What it is for.
    pub name: String,
    /// The first characters of the credential.
    pub prefix: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = operator_tokens)]
struct Row {
    id: Vec<u8>,
    name: String,
    prefix: String,
    created_at: i64,
    revoked_at: Option<i64>,
}

impl TryFrom<Row> for OperatorToken {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: column::id("operator_tokens.id", &row.id)?,
            name: row.name,
            prefix: row.prefix,
            created_at: from_micros(row.created_at),
            revoked_at: row.revoked_at.map(from_micros),
        })
    }
}

/// Keeps a token, known by the SHA-256 of its credential.
pub fn insert(
    connection: &mut AnyConnection,
    _: SystemScope,
    token: &OperatorToken,
    hash: &[u8; 32],
) -> Result<(), StoreError> {
    diesel::insert_into(operator_tokens::table)
        .values((
            operator_tokens::id.eq(token.id.as_bytes().as_slice()),
            operator_tokens::name.eq(&token.name),
            operator_tokens::prefix.eq(&token.prefix),
            operator_tokens::hash.eq(hash.as_slice()),
            operator_tokens::created_at.eq(token.created_at.timestamp_micros()),
        ))
        .execute(connection)?;
    Ok(())
}

/// Every token that is not revoked, the oldest first.
pub fn list(connection: &mut AnyConnection, _: SystemScope) -> Result<Vec<OperatorToken>, StoreError> {
    let rows = operator_tokens::table
        .filter(operator_tokens::revoked_at.is_null())
        .order(operator_tokens::id)
        .select(Row::as_select());
    rows.load(connection)?.into_iter().map(OperatorToken::try_from).collect()
}

/// Makes a token worthless from the commit on. False if there is none with this id, or it was revoked before.
///
/// The sessions that began with it end. Whoever holds a copy of what a token was worth compares a tenant's
/// `access_version`: so all of them move.
pub fn revoke(
    connection: &mut AnyConnection,
    _: SystemScope,
    id: OperatorTokenId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let revoked = diesel::update(operator_tokens::table.find(id.as_bytes().as_slice()))
        .filter(operator_tokens::revoked_at.is_null())
        .set(operator_tokens::revoked_at.eq(now.timestamp_micros()))
        .execute(connection)?;
    if revoked > 0 {
        operator_sessions::end_of_token(connection, id)?;
        diesel::update(tenants::table)
            .set(tenants::access_version.eq(tenants::access_version + 1))
            .execute(connection)?;
    }
    Ok(revoked > 0)
}

/// The operator, if the credential with this SHA-256 is theirs and not revoked.
pub fn authenticate(connection: &mut AnyConnection, hash: &[u8; 32]) -> Result<Option<Operator>, StoreError> {
    let row: Option<Row> = operator_tokens::table
        .filter(operator_tokens::hash.eq(hash.as_slice()))
        .filter(operator_tokens::revoked_at.is_null())
        .select(Row::as_select())
        .first(connection)
        .optional()?;
    row.map(Operator::try_from).transpose()
}

/// The operator, if the key with this SHA-256 is that of a session of theirs which has not expired, and the token with
/// which it began is not revoked.
pub fn authenticate_session(
    connection: &mut AnyConnection,
    key_hash: &[u8; 32],
    now: Timestamp,
) -> Result<Option<Operator>, StoreError> {
    let row: Option<Row> = session_rows::table
        .inner_join(operator_tokens::table)
        .filter(session_rows::key_hash.eq(key_hash.as_slice()))
        .filter(session_rows::expires_at.gt(now.timestamp_micros()))
        .filter(operator_tokens::revoked_at.is_null())
        .select(Row::as_select())
        .first(connection)
        .optional()?;
    row.map(Operator::try_from).transpose()
}

impl TryFrom<Row> for Operator {
    type Error = StoreError;
    /// To be asked where a credential was found good, and nowhere else.
    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self { scope: OperatorScope(()), token: row.try_into()? })
    }
}
