//! Invitations: somebody is asked to join a tenant, by a link that works once. The link's token is known by its
//! SHA-256 only. What an invitation is worth when it is accepted is not decided here.

use billhook_core::clock::{Timestamp, from_micros};
use billhook_core::id::{InvitationId, MemberId, TenantId};
use billhook_core::member::{Grants, Permissions};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::any_connection::AnyConnection;
use crate::column;
use crate::error::StoreError;
use crate::names::{case_of, name_of};
use crate::schema::{invitations, tenants};
use crate::tenants::{Tenant, TenantRow};

/// What has become of an invitation. One that is open may have expired.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InvitationState {
    /// Nobody has answered it.
    Open,
    /// Somebody has joined by it.
    Accepted,
    /// It was taken back, or another took its place.
    Revoked,
}

/// Somebody is asked to join a tenant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Its identifier.
    pub id: InvitationId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Who asks; `None` for the operator.
    pub inviter_id: Option<MemberId>,
    /// What they are called.
    pub inviter_name: Option<String>,
    /// Who is asked, in lower case.
    pub email: String,
    /// What they may do if they join.
    pub permissions: Permissions,
    /// Which events they may see and hook then.
    pub grants: Grants,
    /// What has become of it.
    pub state: InvitationState,
    /// When it was made.
    pub created_at: Timestamp,
    /// When its link was last sent.
    pub sent_at: Timestamp,
    /// When that link expires.
    pub expires_at: Timestamp,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = invitations)]
struct Row {
    id: Vec<u8>,
    tenant_id: Vec<u8>,
    inviter_id: Option<Vec<u8>>,
    inviter_name: Option<String>,
    email: String,
    permissions: String,
    grants: String,
    state: String,
    created_at: i64,
    sent_at: i64,
    expires_at: i64,
}

impl TryFrom<Row> for Invitation {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        let inviter = row.inviter_id.map(|id| column::id("invitations.inviter_id", &id));
        Ok(Self {
            id: column::id("invitations.id", &row.id)?,
            tenant_id: column::id("invitations.tenant_id", &row.tenant_id)?,
            inviter_id: inviter.transpose()?,
            inviter_name: row.inviter_name,
            email: row.email,
            permissions: column::read_json("invitations.permissions", &row.permissions)?,
            grants: column::read_json("invitations.grants", &row.grants)?,
            state: case_of("invitations.state", &row.state)?,
            created_at: from_micros(row.created_at),
            sent_at: from_micros(row.sent_at),
            expires_at: from_micros(row.expires_at),
        })
    }
}

/// Keeps an invitation with the SHA-256 of its link's token. Fails with [`StoreError::Taken`] if the tenant has an open
/// one to the same address; see [`revoke_expired`].
pub fn insert(
    connection: &mut AnyConnection,
    tenant: TenantId,
    invitation: &Invitation,
    token_hash: &[u8; 32],
) -> Result<(), StoreError> {
    diesel::insert_into(invitations::table)
        .values((
            invitations::id.eq(invitation.id.as_bytes().as_slice()),
            invitations::tenant_id.eq(tenant.as_bytes().as_slice()),
            invitations::inviter_id.eq(invitation.inviter_id.as_ref().map(|id| id.as_bytes().as_slice())),
            invitations::inviter_name.eq(&invitation.inviter_name),
            invitations::email.eq(&invitation.email),
            invitations::permissions.eq(column::json("invitations.permissions", &invitation.permissions)?),
            invitations::grants.eq(column::json("invitations.grants", &invitation.grants)?),
            invitations::state.eq(name_of(&invitation.state)?),
            invitations::token_hash.eq(token_hash.as_slice()),
            invitations::created_at.eq(invitation.created_at.timestamp_micros()),
            invitations::sent_at.eq(invitation.sent_at.timestamp_micros()),
            invitations::expires_at.eq(invitation.expires_at.timestamp_micros()),
        ))
        .execute(connection)?;
    Ok(())
}

/// The tenant's invitation with this id.
pub fn find(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: InvitationId,
) -> Result<Option<Invitation>, StoreError> {
    let row = of_tenant(tenant, id).select(Row::as_select()).first::<Row>(connection);
    row.optional()?.map(Invitation::try_from).transpose()
}

/// The invitation whose link's token has this SHA-256, whatever has become of it, and its tenant.
pub fn find_by_token(
    connection: &mut AnyConnection,
    token_hash: &[u8; 32],
) -> Result<Option<(Invitation, Tenant)>, StoreError> {
    let row: Option<(Row, TenantRow)> = invitations::table
        .inner_join(tenants::table)
        .filter(invitations::token_hash.eq(token_hash.as_slice()))
        .select((Row::as_select(), TenantRow::as_select()))
        .first(connection)
        .optional()?;
    row.map(|(invitation, tenant)| Ok((invitation.try_into()?, tenant.try_into()?))).transpose()
}

/// How many invitations of the tenant are open, those that have expired included.
pub fn count_open(connection: &mut AnyConnection, tenant: TenantId) -> Result<i64, StoreError> {
    let open = invitations::table
        .filter(invitations::tenant_id.eq(tenant.as_bytes().as_slice()))
        .filter(invitations::state.eq(name_of(&InvitationState::Open)?));
    Ok(open.count().get_result(connection)?)
}

/// A page of the tenant's invitations, the newest first, those after `after` only.
pub fn list(
    connection: &mut AnyConnection,
    tenant: TenantId,
    after: Option<InvitationId>,
    rows: i64,
) -> Result<Vec<Invitation>, StoreError> {
    let mut query = invitations::table
        .filter(invitations::tenant_id.eq(tenant.as_bytes().to_vec()))
        .select(Row::as_select())
        .order(invitations::id.desc())
        .limit(rows)
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(invitations::id.lt(after.as_bytes().to_vec()));
    }
    query.load::<Row>(connection)?.into_iter().map(Invitation::try_from).collect()
}

/// Puts another link in the place of an open invitation's. False if it is not open (any more).
pub fn renew(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: InvitationId,
    token_hash: &[u8; 32],
    expires_at: Timestamp,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let open = of_tenant(tenant, id).filter(invitations::state.eq(name_of(&InvitationState::Open)?));
    let renewed = diesel::update(open)
        .set((
            invitations::token_hash.eq(token_hash.as_slice()),
            invitations::sent_at.eq(now.timestamp_micros()),
            invitations::expires_at.eq(expires_at.timestamp_micros()),
        ))
        .execute(connection)?;
    Ok(renewed > 0)
}

/// Ends an open invitation. False if it is not open (any more): of two who want to end it, one does.
pub fn end(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: InvitationId,
    state: InvitationState,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let open = of_tenant(tenant, id).filter(invitations::state.eq(name_of(&InvitationState::Open)?));
    let ended = diesel::update(open)
        .set((invitations::state.eq(name_of(&state)?), invitations::finished_at.eq(now.timestamp_micros())))
        .execute(connection)?;
    Ok(ended > 0)
}

/// Makes room for another invitation to the same address, if the one that is open has expired.
pub fn revoke_expired(
    connection: &mut AnyConnection,
    tenant: TenantId,
    email: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    let expired = invitations::table
        .filter(invitations::tenant_id.eq(tenant.as_bytes().as_slice()))
        .filter(invitations::email.eq(email))
        .filter(invitations::state.eq(name_of(&InvitationState::Open)?))
        .filter(invitations::expires_at.le(now.timestamp_micros()));
    diesel::update(expired)
        .set((
            invitations::state.eq(name_of(&InvitationState::Revoked)?),
            invitations::finished_at.eq(now.timestamp_micros()),
        ))
        .execute(connection)?;
    Ok(())
}

#[diesel::dsl::auto_type(no_type_alias)]
fn of_tenant(tenant: TenantId, id: InvitationId) -> _ {
    let tenant: Vec<u8> = tenant.as_bytes().to_vec();
    let id: Vec<u8> = id.as_bytes().to_vec();
    invitations::table.filter(invitations::tenant_id.eq(tenant)).filter(invitations::id.eq(id))
}
