//! Tokens: API credentials of members. Only a digest of the credential is kept.

use billhook_core::clock::{Timestamp, from_micros};
use billhook_core::id::{MemberId, TenantId, TokenId};
use billhook_core::member::{Grants, Permissions};
use billhook_core::tenant::TenantState;
use diesel::prelude::*;

use crate::any_connection::AnyConnection;
use crate::column;
use crate::error::StoreError;
use crate::members::{Member, MemberRow};
use crate::schema::{members, tenants, tokens, users};

/// A credential of a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The token's identifier, which is not a secret.
    pub id: TokenId,
    /// Whose credential it is.
    pub member_id: MemberId,
    /// What it is for, in the maker's words.
    pub name: String,
    /// The first characters of the credential.
    pub prefix: String,
    /// What it may do at most; `None`: whatever the member may.
    pub permissions: Option<Permissions>,
    /// Which events it may see at most; `None`: whichever the member may.
    pub grants: Option<Grants>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it expires.
    pub expires_at: Option<Timestamp>,
    /// When it was last used, to the minute.
    pub last_used_at: Option<Timestamp>,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = tokens)]
struct TokenRow {
    id: Vec<u8>,
    member_id: Vec<u8>,
    name: String,
    prefix: String,
    permissions: Option<String>,
    grants: Option<String>,
    created_at: i64,
    expires_at: Option<i64>,
    last_used_at: Option<i64>,
    revoked_at: Option<i64>,
}

impl TryFrom<TokenRow> for Token {
    type Error = StoreError;
    fn try_from(row: TokenRow) -> Result<Self, StoreError> {
        let permissions = row.permissions.map(|text| column::read_json("tokens.permissions", &text));
        let grants = row.grants.map(|text| column::read_json("tokens.grants", &text));
        Ok(Self {
            id: column::id("tokens.id", &row.id)?,
            member_id: column::id("tokens.member_id", &row.member_id)?,
            name: row.name,
            prefix: row.prefix,
            permissions: permissions.transpose()?,
            grants: grants.transpose()?,
            created_at: from_micros(row.created_at),
            expires_at: row.expires_at.map(from_micros),
            last_used_at: row.last_used_at.map(from_micros),
            revoked_at: row.revoked_at.map(from_micros),
        })
    }
}

/// Who presents a credential, as it stands now. Nothing is decided here: the member may be disabled, the token
/// expired or revoked.
#[derive(Clone, Debug)]
pub struct Bearer {
    /// The token.
    pub token: Token,
    /// Whose it is.
    pub member: Member,
    /// That member's name.
    pub name: String,
    /// Whether the tenant's hooks send.
    pub tenant_state: TenantState,
    /// The tenant's `access_version` to which all this belongs.
    pub access_version: i64,
}

/// Keeps a token, known by the SHA-256 of its credential.
pub fn insert(
    connection: &mut AnyConnection,
    tenant: TenantId,
    token: &Token,
    hash: &[u8; 32],
) -> Result<(), StoreError> {
    let permissions =
        token.permissions.as_ref().map(|set| column::json("tokens.permissions", set)).transpose()?;
    let grants = token.grants.as_ref().map(|grants| column::json("tokens.grants", grants)).transpose()?;
    diesel::insert_into(tokens::table)
        .values((
            tokens::id.eq(token.id.as_bytes().as_slice()),
            tokens::tenant_id.eq(tenant.as_bytes().as_slice()),
            tokens::member_id.eq(token.member_id.as_bytes().as_slice()),
            tokens::name.eq(&token.name),
            tokens::prefix.eq(&token.prefix),
            tokens::hash.eq(hash.as_slice()),
            tokens::permissions.eq(permissions),
            tokens::grants.eq(grants),
            tokens::created_at.eq(token.created_at.timestamp_micros()),
            tokens::expires_at.eq(token.expires_at.map(|at| at.timestamp_micros())),
        ))
        .execute(connection)?;
    Ok(())
}

/// A page of the tenant's tokens that are not revoked, the newest first, those after `after` only.
pub fn list(
    connection: &mut AnyConnection,
    tenant: TenantId,
    after: Option<TokenId>,
    rows: i64,
) -> Result<Vec<Token>, StoreError> {
    let mut query = tokens::table
        .filter(tokens::tenant_id.eq(tenant.as_bytes().to_vec()))
        .filter(tokens::revoked_at.is_null())
        .select(TokenRow::as_select())
        .order(tokens::id.desc())
        .limit(rows)
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(tokens::id.lt(after.as_bytes().to_vec()));
    }
    query.load(connection)?.into_iter().map(Token::try_from).collect()
}

/// How many tokens the tenant has that are not revoked.
pub fn count(connection: &mut AnyConnection, tenant: TenantId) -> Result<i64, StoreError> {
    let kept = tokens::table
        .filter(tokens::tenant_id.eq(tenant.as_bytes().as_slice()))
        .filter(tokens::revoked_at.is_null());
    Ok(kept.count().get_result(connection)?)
}

/// The token with this id, if it is not revoked.
pub fn find(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: TokenId,
) -> Result<Option<Token>, StoreError> {
    let row = tokens::table
        .filter(tokens::tenant_id.eq(tenant.as_bytes().as_slice()))
        .filter(tokens::id.eq(id.as_bytes().as_slice()))
        .filter(tokens::revoked_at.is_null())
        .select(TokenRow::as_select())
        .first(connection);
    row.optional()?.map(Token::try_from).transpose()
}

/// Makes a token worthless from the commit on. False if there is none with this id, or it was revoked before.
pub fn revoke(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: TokenId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let revoked = diesel::update(tokens::table)
        .filter(tokens::tenant_id.eq(tenant.as_bytes().as_slice()))
        .filter(tokens::id.eq(id.as_bytes().as_slice()))
        .filter(tokens::revoked_at.is_null())
        .set(tokens::revoked_at.eq(now.timestamp_micros()))
        .execute(connection)?;
    crate::tenants::bump_access_version(connection, tenant)?;
    Ok(revoked > 0)
}

/// Makes every token of a member worthless from the commit on.
pub(crate) fn revoke_all(
    connection: &mut AnyConnection,
    tenant: TenantId,
    member: MemberId,
    now: Timestamp,
) -> Result<(), StoreError> {
    diesel::update(tokens::table)
        .filter(tokens::tenant_id.eq(tenant.as_bytes().as_slice()))
        .filter(tokens::member_id.eq(member.as_bytes().as_slice()))
        .filter(tokens::revoked_at.is_null())
        .set(tokens::revoked_at.eq(now.timestamp_micros()))
        .execute(connection)?;
    Ok(())
}

/// The member's tokens that are not revoked, the newest first.
pub fn of_member(
    connection: &mut AnyConnection,
    tenant: TenantId,
    member: MemberId,
) -> Result<Vec<Token>, StoreError> {
    let rows: Vec<TokenRow> = tokens::table
        .filter(tokens::tenant_id.eq(tenant.as_bytes().as_slice()))
        .filter(tokens::member_id.eq(member.as_bytes().as_slice()))
        .filter(tokens::revoked_at.is_null())
        .select(TokenRow::as_select())
        .order(tokens::id.desc())
        .load(connection)?;
    rows.into_iter().map(Token::try_from).collect()
}

/// Whoever presents the credential with this SHA-256. The credential stands in the tenant's place: it names one.
pub fn find_bearer(connection: &mut AnyConnection, hash: &[u8; 32]) -> Result<Option<Bearer>, StoreError> {
    let row: Option<(TokenRow, MemberRow, String, String, Option<i64>, i64)> = tokens::table
        .inner_join(members::table.inner_join(users::table).inner_join(tenants::table))
        .filter(tokens::hash.eq(hash.as_slice()))
        .select((
            TokenRow::as_select(),
            MemberRow::as_select(),
            users::name,
            tenants::state,
            tenants::deleting_at,
            tenants::access_version,
        ))
        .first(connection)
        .optional()?;
    row.map(|(token, member, name, state, deleting_at, access_version)| {
        let tenant_state = crate::tenants::state_of(&state, deleting_at)?;
        Ok(Bearer {
            token: token.try_into()?,
            member: member.try_into()?,
            name,
            tenant_state,
            access_version,
        })
    })
    .transpose()
}

/// Notes when a token was used.
pub fn touch(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: TokenId,
    now: Timestamp,
) -> Result<(), StoreError> {
    diesel::update(tokens::table)
        .filter(tokens::tenant_id.eq(tenant.as_bytes().as_slice()))
        .filter(tokens::id.eq(id.as_bytes().as_slice()))
        .set(tokens::last_used_at.eq(now.timestamp_micros()))
        .execute(connection)?;
    Ok(())
}
