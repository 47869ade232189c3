//! Members: users in tenants, with what they may do there.
//!
//! Whatever changes a member goes through here, because a change has to be noticed: by whoever holds a copy of a
//! principal (`access_version` of the tenant), and by the hooks that the member owns.

use billhook_core::clock::{Timestamp, from_micros};
use billhook_core::id::{MemberId, TenantId, UserId};
use billhook_core::member::change::{OtherEditors, effect};
use billhook_core::member::{Authority, Grants, MemberState, Permission, Permissions, Standing};
use diesel::prelude::*;

use crate::any_connection::AnyConnection;
use crate::column;
use crate::error::StoreError;
use crate::names;
use crate::schema::{members, tenants, users};
use crate::tenants::{Tenant, TenantRow};
use crate::users::{User, UserRow};
use crate::{owners, tokens};

/// A user in a tenant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The membership's identifier.
    pub id: MemberId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The user.
    pub user_id: UserId,
    /// What they may do.
    pub permissions: Permissions,
    /// Which events they may see and hook.
    pub grants: Grants,
    /// Whether they may do anything at all.
    pub state: MemberState,
    /// When they joined.
    pub created_at: Timestamp,
    /// When this was last changed.
    pub updated_at: Timestamp,
}

impl Member {
    /// What they have, and whether it counts.
    pub fn standing(&self) -> Standing {
        let (permissions, grants) = (self.permissions.clone(), self.grants.clone());
        Standing { authority: Authority { permissions, grants }, state: self.state }
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = members)]
pub(crate) struct MemberRow {
    id: Vec<u8>,
    tenant_id: Vec<u8>,
    user_id: Vec<u8>,
    permissions: String,
    grants: String,
    state: String,
    created_at: i64,
    updated_at: i64,
}

impl TryFrom<MemberRow> for Member {
    type Error = StoreError;
    fn try_from(row: MemberRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: column::id("members.id", &row.id)?,
            tenant_id: column::id("members.tenant_id", &row.tenant_id)?,
            user_id: column::id("members.user_id", &row.user_id)?,
            permissions: column::read_json("members.permissions", &row.permissions)?,
            grants: column::read_json("members.grants", &row.grants)?,
            state: names::case_of("members.state", &row.state)?,
            created_at: from_micros(row.created_at),
            updated_at: from_micros(row.updated_at),
        })
    }
}

/// Says that members of the tenant change in this transaction: copies of principals are void from the commit on.
///
/// Comes first in every transaction that changes members: on Postgres it also holds back other such transactions of
/// the tenant until this one is over, so that what was read stays true until it is written.
pub fn begin_change(connection: &mut AnyConnection, tenant: TenantId) -> Result<(), StoreError> {
    crate::tenants::bump_access_version(connection, tenant)
}

/// Makes a member; somebody who was one before is one again, under the id of then. Answers the id. Fails with
/// [`StoreError::Taken`] if the user is a member now.
pub fn insert(
    connection: &mut AnyConnection,
    tenant: TenantId,
    member: &Member,
) -> Result<MemberId, StoreError> {
    if let Some(former) = find_former(connection, tenant, member.user_id)? {
        rejoin(connection, tenant, former, member)?;
        return Ok(former);
    }
    diesel::insert_into(members::table)
        .values((
            members::id.eq(member.id.as_bytes().as_slice()),
            members::tenant_id.eq(tenant.as_bytes().as_slice()),
            members::user_id.eq(member.user_id.as_bytes().as_slice()),
            members::permissions.eq(column::json("members.permissions", &member.permissions)?),
            members::grants.eq(column::json("members.grants", &member.grants)?),
            members::state.eq(names::name_of(&member.state)?),
            members::created_at.eq(member.created_at.timestamp_micros()),
            members::updated_at.eq(member.updated_at.timestamp_micros()),
        ))
        .execute(connection)?;
    Ok(member.id)
}

fn find_former(
    connection: &mut AnyConnection,
    tenant: TenantId,
    user: UserId,
) -> Result<Option<MemberId>, StoreError> {
    let former = in_tenant(tenant)
        .filter(members::user_id.eq(user.as_bytes().as_slice()))
        .filter(members::removed_at.is_not_null())
        .select(members::id);
    let id: Option<Vec<u8>> = former.first(connection).optional()?;
    id.map(|id| column::id("members.id", &id)).transpose()
}

fn rejoin(
    connection: &mut AnyConnection,
    tenant: TenantId,
    former: MemberId,
    member: &Member,
) -> Result<(), StoreError> {
    diesel::update(row_of(tenant, former))
        .set((
            members::permissions.eq(column::json("members.permissions", &member.permissions)?),
            members::grants.eq(column::json("members.grants", &member.grants)?),
            members::state.eq(names::name_of(&member.state)?),
            members::created_at.eq(member.created_at.timestamp_micros()),
            members::updated_at.eq(member.updated_at.timestamp_micros()),
            members::removed_at.eq(None::<i64>),
        ))
        .execute(connection)?;
    Ok(())
}

/// What is changed of a member; what is `None` stays.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// The new permissions.
    pub permissions: Option<Permissions>,
    /// The new grants.
    pub grants: Option<Grants>,
    /// The new state.
    pub state: Option<MemberState>,
}

impl Change {
    /// What a standing becomes by it.
    pub fn onto(&self, before: &Standing) -> Standing {
        let Authority { permissions, grants } = before.authority.clone();
        let permissions = self.permissions.clone().unwrap_or(permissions);
        let grants = self.grants.clone().unwrap_or(grants);
        Standing { authority: Authority { permissions, grants }, state: self.state.unwrap_or(before.state) }
    }
}

/// Changes a member; a background job sees to their hooks. False if there is none with this id.
pub fn update(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: MemberId,
    change: &Change,
    now: Timestamp,
) -> Result<bool, StoreError> {
    begin_change(connection, tenant)?;
    let Some((member, _)) = find(connection, tenant, id)? else { return Ok(false) };
    let (before, after) = (member.standing(), change.onto(&member.standing()));
    let permissions =
        change.permissions.as_ref().map(|set| column::json("members.permissions", set)).transpose()?;
    let grants = change.grants.as_ref().map(|grants| column::json("members.grants", grants)).transpose()?;
    let state = change.state.as_ref().map(names::name_of).transpose()?;
    diesel::update(row_of(tenant, id))
        .set((
            permissions.map(|text| members::permissions.eq(text)),
            grants.map(|text| members::grants.eq(text)),
            state.map(|state| members::state.eq(state)),
            members::updated_at.eq(now.timestamp_micros()),
        ))
        .execute(connection)?;
    owners::follow(connection, tenant, id, effect(&before, &after), now)?;
    Ok(true)
}

/// Takes somebody out of the tenant, with their tokens. The row stays, disabled, for what speaks of it. False if
/// there is no such member.
pub fn remove(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: MemberId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let disabled = Change { state: Some(MemberState::Disabled), ..Change::default() };
    if !update(connection, tenant, id, &disabled, now)? {
        return Ok(false);
    }
    diesel::update(row_of(tenant, id))
        .set(members::removed_at.eq(now.timestamp_micros()))
        .execute(connection)?;
    tokens::revoke_all(connection, tenant, id, now)?;
    Ok(true)
}

/// Whether anybody but this member can edit the tenant's members. True until this transaction is over if it began
/// with [`begin_change`].
pub fn other_editors(
    connection: &mut AnyConnection,
    tenant: TenantId,
    than: MemberId,
) -> Result<OtherEditors, StoreError> {
    // Nobody stands behind the portal: whoever comes by a link is not there to be asked.
    let others = in_tenant(tenant)
        .inner_join(users::table)
        .filter(users::portal_of.is_null())
        .filter(members::id.ne(than.as_bytes().to_vec()))
        .filter(members::state.eq(names::name_of(&MemberState::Active)?))
        .filter(members::permissions.like(format!("%\"{}\"%", Permission::MembersEdit)));
    let any: bool = diesel::select(diesel::dsl::exists(others)).get_result(connection)?;
    Ok(if any { OtherEditors::Some } else { OtherEditors::None })
}

/// The member with this id, and who it is.
pub fn find(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: MemberId,
) -> Result<Option<(Member, User)>, StoreError> {
    let row: Option<(MemberRow, UserRow)> = row_of(tenant, id)
        .inner_join(users::table)
        .filter(members::removed_at.is_null())
        .select((MemberRow::as_select(), UserRow::as_select()))
        .first(connection)
        .optional()?;
    row.map(with_user).transpose()
}

/// True if an active member has this address, which has to be in lower case.
pub fn have_address(
    connection: &mut AnyConnection,
    tenant: TenantId,
    address: &str,
) -> Result<bool, StoreError> {
    let found = in_tenant(tenant)
        .inner_join(users::table)
        .filter(users::email.eq(address.to_owned()))
        .filter(users::portal_of.is_null())
        .filter(members::state.eq(names::name_of(&MemberState::Active)?));
    Ok(diesel::select(diesel::dsl::exists(found)).get_result(connection)?)
}

/// These members, without those who left.
pub(crate) fn find_all(
    connection: &mut AnyConnection,
    tenant: TenantId,
    ids: &[MemberId],
) -> Result<Vec<Member>, StoreError> {
    let rows: Vec<MemberRow> = in_tenant(tenant)
        .filter(members::id.eq_any(ids.iter().map(|id| id.as_bytes().to_vec())))
        .filter(members::removed_at.is_null())
        .select(MemberRow::as_select())
        .load(connection)?;
    rows.into_iter().map(Member::try_from).collect()
}

/// The same, also of somebody who left: they are disabled.
pub(crate) fn find_even_former(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: MemberId,
) -> Result<Option<(Member, User)>, StoreError> {
    let row: Option<(MemberRow, UserRow)> = row_of(tenant, id)
        .inner_join(users::table)
        .select((MemberRow::as_select(), UserRow::as_select()))
        .first(connection)
        .optional()?;
    row.map(with_user).transpose()
}

/// A page of the tenant's members, the newest first, those after `after` only.
pub fn list(
    connection: &mut AnyConnection,
    tenant: TenantId,
    after: Option<MemberId>,
    rows: i64,
) -> Result<Vec<(Member, User)>, StoreError> {
    let mut query = members::table
        .inner_join(users::table)
        .filter(members::tenant_id.eq(tenant.as_bytes().to_vec()))
        .filter(members::removed_at.is_null())
        .select((MemberRow::as_select(), UserRow::as_select()))
        .order(members::id.desc())
        .limit(rows)
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(members::id.lt(after.as_bytes().to_vec()));
    }
    query.load::<(MemberRow, UserRow)>(connection)?.into_iter().map(with_user).collect()
}

/// How many members the tenant has, disabled ones and the one that stands for links included.
pub fn count(connection: &mut AnyConnection, tenant: TenantId) -> Result<i64, StoreError> {
    Ok(in_tenant(tenant).filter(members::removed_at.is_null()).count().get_result(connection)?)
}

/// Every membership of a user, with its tenant, by the tenants' names.
pub fn of_user(connection: &mut AnyConnection, user: UserId) -> Result<Vec<(Member, Tenant)>, StoreError> {
    let rows: Vec<(MemberRow, TenantRow)> = members::table
        .inner_join(tenants::table)
        .filter(members::user_id.eq(user.as_bytes().as_slice()))
        .filter(members::removed_at.is_null())
        .order((tenants::name, members::id))
        .select((MemberRow::as_select(), TenantRow::as_select()))
        .load(connection)?;
    rows.into_iter().map(|(member, tenant)| Ok((member.try_into()?, tenant.try_into()?))).collect()
}

fn with_user((member, user): (MemberRow, UserRow)) -> Result<(Member, User), StoreError> {
    Ok((member.try_into()?, user.try_into()?))
}

#[diesel::dsl::auto_type(no_type_alias)]
fn in_tenant(tenant: TenantId) -> _ {
    let id: Vec<u8> = tenant.as_bytes().to_vec();
    members::table.filter(members::tenant_id.eq(id))
}

#[diesel::dsl::auto_type(no_type_alias)]
fn row_of(tenant: TenantId, id: MemberId) -> _ {
    let (tenant, id): (Vec<u8>, Vec<u8>) = (tenant.as_bytes().to_vec(), id.as_bytes().to_vec());
    members::table.filter(members::tenant_id.eq(tenant)).filter(members::id.eq(id))
}
