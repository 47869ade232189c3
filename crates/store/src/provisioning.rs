//! Provisioning a tenant: the tenant, its first member with everything there is, and that member's account.

use billhook_core::clock::Timestamp;
use billhook_core::id::{MemberId, TenantId, UserId};
use billhook_core::member::{Grants, MemberState, all_permissions};
use billhook_core::preset::Preset;

use crate::SystemScope;
use crate::any_connection::AnyConnection;
use crate::error::StoreError;
use crate::members::{self, Member};
use crate::tenants::{self, Tenant};
use crate::users::{self, User, UserKind};

/// Who founds which tenant. An account that has this address already is taken as it is.
#[derive(Clone, Debug)]
pub struct Founder {
    /// What the tenant is called; no other may be called so.
    pub tenant_name: String,
    /// What the person is called.
    pub name: String,
    /// Their address, in lower case.
    pub email: String,
    /// Their password, as Argon2id in PHC form.
    pub password_hash: String,
}

/// What was made.
#[derive(Clone, Debug)]
pub struct Provisioned {
    /// The tenant.
    pub tenant: Tenant,
    /// The person.
    pub user: User,
    /// The one in the other.
    pub member: Member,
}

/// Why nothing was made.
#[derive(Debug, thiserror::Error)]
pub enum ProvisioningError {
    /// Another tenant is called so.
    #[error("a tenant is called {0:?} already")]
    NameTaken(String),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes a tenant with its first member. `new_user` is the id of the account if there is none with this address yet.
pub fn provision(
    connection: &mut AnyConnection,
    founder: &Founder,
    new_user: UserId,
    now: Timestamp,
) -> Result<Provisioned, ProvisioningError> {
    if tenants::name_is_taken(connection, SystemScope, &founder.tenant_name)? {
        return Err(ProvisioningError::NameTaken(founder.tenant_name.clone()));
    }
    let tenant =
        tenants::insert(connection, TenantId::new(now), &founder.tenant_name, Preset::default(), now)?;
    let user = account(connection, founder, new_user, now)?;
    let member = Member {
        id: MemberId::new(now),
        tenant_id: tenant.id,
        user_id: user.id,
        permissions: all_permissions(),
        grants: Grants::all(),
        state: MemberState::Active,
        created_at: now,
        updated_at: now,
    };
    members::insert(connection, tenant.id, &member)?;
    Ok(Provisioned { tenant, user, member })
}

fn account(
    connection: &mut AnyConnection,
    founder: &Founder,
    id: UserId,
    now: Timestamp,
) -> Result<User, StoreError> {
    if let Some(account) = users::find_account(connection, &founder.email)? {
        return Ok(account.user);
    }
    let Founder { email, name, .. } = founder.clone();
    let user = User { id, email, name, kind: UserKind::Person, created_at: now };
    users::insert(connection, &user, Some(&founder.password_hash))?;
    Ok(user)
}
