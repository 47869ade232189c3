//! The portal: how the operator's links open the console as a tenant, without an account.
//!
//! Each tenant has at most one portal member, made with its first link. It bounds what links open: each session has
//! what its link carried, as far as this member has it. So a tenant that takes something from the member takes it from
//! every such session, and from the hooks that were made there. See ADR 11.

use billhook_core::clock::{Timestamp, from_micros};
use billhook_core::id::{MemberId, TenantId, UserId};
use billhook_core::member::{Authority, MemberState};
use diesel::prelude::*;

use crate::SystemScope;
use crate::any_connection::AnyConnection;
use crate::column;
use crate::error::StoreError;
use crate::members::{self, Change, Member, MemberRow};
use crate::operator_tokens::OperatorScope;
use crate::retention::delete_due;
use crate::schema::{members as member_rows, portal_links, tenants as tenant_rows, users as user_rows};
use crate::tenants::{Tenant, TenantRow};
use crate::users::{self, User, UserKind};

/// What the portal's user is called: who comes by a link is nobody that the tenant knows by name.
pub const NAME: &str = "Portal";

/// A link that opens the console as a tenant.
#[derive(Clone, Debug)]
pub struct Link {
    /// Who is expected, in the operator's words.
    pub visitor: Option<String>,
    /// What it carries.
    pub authority: Authority,
    /// When it was made.
    pub created_at: Timestamp,
    /// Until when it opens.
    pub expires_at: Timestamp,
    /// When it was opened.
    pub used_at: Option<Timestamp>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = portal_links)]
struct LinkRow {
    visitor: Option<String>,
    permissions: String,
    grants: String,
    created_at: i64,
    expires_at: i64,
    used_at: Option<i64>,
}

impl TryFrom<LinkRow> for Link {
    type Error = StoreError;
    fn try_from(row: LinkRow) -> Result<Self, StoreError> {
        let authority = Authority {
            permissions: column::read_json("portal_links.permissions", &row.permissions)?,
            grants: column::read_json("portal_links.grants", &row.grants)?,
        };
        Ok(Self {
            visitor: row.visitor,
            authority,
            created_at: from_micros(row.created_at),
            expires_at: from_micros(row.expires_at),
            used_at: row.used_at.map(from_micros),
        })
    }
}

/// Keeps a link into this tenant, with the SHA-256 of its token.
pub fn insert_link(
    connection: &mut AnyConnection,
    tenant: TenantId,
    _: OperatorScope,
    link: &Link,
    token_hash: &[u8; 32],
) -> Result<(), StoreError> {
    let Authority { permissions, grants } = &link.authority;
    diesel::insert_into(portal_links::table)
        .values((
            portal_links::token_hash.eq(token_hash.as_slice()),
            portal_links::tenant_id.eq(tenant.as_bytes().as_slice()),
            portal_links::visitor.eq(&link.visitor),
            portal_links::permissions.eq(column::json("portal_links.permissions", permissions)?),
            portal_links::grants.eq(column::json("portal_links.grants", grants)?),
            portal_links::created_at.eq(link.created_at.timestamp_micros()),
            portal_links::expires_at.eq(link.expires_at.timestamp_micros()),
        ))
        .execute(connection)?;
    Ok(())
}

/// The link whose token has this SHA-256, opened or not, and its tenant.
pub fn find_link(
    connection: &mut AnyConnection,
    token_hash: &[u8; 32],
) -> Result<Option<(Link, Tenant)>, StoreError> {
    let row: Option<(LinkRow, TenantRow)> = portal_links::table
        .inner_join(tenant_rows::table)
        .filter(portal_links::token_hash.eq(token_hash.as_slice()))
        .select((LinkRow::as_select(), TenantRow::as_select()))
        .first(connection)
        .optional()?;
    row.map(|(link, tenant)| Ok((link.try_into()?, tenant.try_into()?))).transpose()
}

/// Uses up a link. False if somebody was faster.
pub fn use_link(
    connection: &mut AnyConnection,
    tenant: TenantId,
    token_hash: &[u8; 32],
    now: Timestamp,
) -> Result<bool, StoreError> {
    let unused = portal_links::table
        .filter(portal_links::tenant_id.eq(tenant.as_bytes().as_slice()))
        .filter(portal_links::token_hash.eq(token_hash.as_slice()))
        .filter(portal_links::used_at.is_null());
    let used = diesel::update(unused).set(portal_links::used_at.eq(now.timestamp_micros()));
    Ok(used.execute(connection)? > 0)
}

/// Forgets links that opened nothing any more before `before`; tells how many.
pub fn delete_expired_links(
    connection: &mut AnyConnection,
    _: SystemScope,
    before: Timestamp,
    most: i64,
) -> Result<usize, StoreError> {
    Ok(delete_due!(connection, portal_links.expires_at, before, most))
}

/// The tenant's portal member, if a link was ever made.
pub fn find_member(connection: &mut AnyConnection, tenant: TenantId) -> Result<Option<Member>, StoreError> {
    let row = member_rows::table
        .inner_join(user_rows::table)
        .filter(member_rows::tenant_id.eq(tenant.as_bytes().as_slice()))
        .filter(user_rows::portal_of.eq(tenant.as_bytes().as_slice()))
        .select(MemberRow::as_select());
    row.first(connection).optional()?.map(Member::try_from).transpose()
}

/// The tenant's portal member, made now if there is none: with everything, so that a link alone says what it opens.
pub fn member(
    connection: &mut AnyConnection,
    tenant: TenantId,
    _: OperatorScope,
    now: Timestamp,
) -> Result<Member, StoreError> {
    // Before the look: on Postgres it holds back whoever makes another one in this moment.
    members::begin_change(connection, tenant)?;
    if let Some(member) = find_member(connection, tenant)? {
        return Ok(member);
    }
    let user = User {
        id: UserId::new(now),
        email: format!("{tenant}@portal.invalid"),
        name: NAME.to_owned(),
        kind: UserKind::Portal,
        created_at: now,
    };
    users::insert_portal(connection, tenant, &user)?;
    let Authority { permissions, grants } = Authority::full();
    let member = Member {
        id: MemberId::new(now),
        tenant_id: tenant,
        user_id: user.id,
        permissions,
        grants,
        state: MemberState::Active,
        created_at: now,
        updated_at: now,
    };
    members::insert(connection, tenant, &member)?;
    Ok(member)
}

/// Changes what links into this tenant open at most: sessions that are open have it at once, and a background
/// job sees to the hooks that were made there. Answers the portal member as it was.
pub fn bound(
    connection: &mut AnyConnection,
    tenant: TenantId,
    scope: OperatorScope,
    change: &Change,
    now: Timestamp,
) -> Result<Member, StoreError> {
    let before = member(connection, tenant, scope, now)?;
    members::update(connection, tenant, before.id, change, now)?;
    Ok(before)
}
