//! More people than the one who set the tenant up.

use aws_lc_rs::digest::{SHA256, digest};
use billhook_core::clock::Clock;
use billhook_core::id::{MemberId, TenantId, TokenId, UserId};
use billhook_core::member::{Grants, MemberState, Permission};
use billhook_store::StoreError;
use billhook_store::members::{self, Member};
use billhook_store::tokens::{self, Token};
use billhook_store::users::{self, User, UserKind};

use crate::api::TestApi;

/// A member with a token that is worth as much as they are.
#[derive(Clone)]
pub(crate) struct Person {
    pub(crate) user: UserId,
    pub(crate) id: MemberId,
    pub(crate) token: String,
}

impl Person {
    /// The member's path, with this behind it.
    pub(crate) fn path(&self, more: &str) -> String {
        format!("members/{}{more}", self.id)
    }
}

/// The permissions with these names.
pub(crate) fn permissions(names: &[&str]) -> Vec<Permission> {
    let named = |name: &&str| serde_json::from_value((*name).into()).unwrap();
    names.iter().map(named).collect()
}

/// The grants with these names.
pub(crate) fn grants(names: &[&str]) -> Grants {
    Grants(names.iter().map(|name| name.parse().unwrap()).collect())
}

impl TestApi {
    /// Somebody new in the tenant, who is called so.
    pub(crate) async fn member(&self, tenant: TenantId, name: &str, may: &[&str], sees: &[&str]) -> Person {
        let now = self.clock.now();
        let user = User {
            id: UserId::new(now),
            email: format!("{}@example.com", name.to_lowercase()),
            name: name.into(),
            kind: UserKind::Person,
            created_at: now,
        };
        let user_id = user.id;
        let written =
            self.db.write(move |c| users::insert(c, &user, None).map_err(|error: StoreError| error));
        written.await.unwrap();
        self.join(tenant, user_id, may, sees).await
    }

    /// Makes a user a member of the tenant.
    pub(crate) async fn join(&self, tenant: TenantId, user: UserId, may: &[&str], sees: &[&str]) -> Person {
        let now = self.clock.now();
        let member = Member {
            id: MemberId::new(now),
            tenant_id: tenant,
            user_id: user,
            permissions: permissions(may).into_iter().collect(),
            grants: grants(sees),
            state: MemberState::Active,
            created_at: now,
            updated_at: now,
        };
        let credential = credential_of(member.id);
        let hash: [u8; 32] = digest(&SHA256, credential.as_bytes()).as_ref().try_into().unwrap();
        let token = Token {
            id: TokenId::new(now),
            member_id: member.id,
            name: "all".into(),
            prefix: credential[..11].into(),
            permissions: None,
            grants: None,
            created_at: now,
            expires_at: None,
            last_used_at: None,
            revoked_at: None,
        };
        let written = self.db.write(move |c| {
            let id = members::insert(c, tenant, &member)?;
            tokens::insert(c, tenant, &Token { member_id: id, ..token }, &hash)?;
            Ok::<_, StoreError>(id)
        });
        Person { user, id: written.await.unwrap(), token: credential }
    }
}

/// A text in the form of a token that nobody else has.
fn credential_of(member: MemberId) -> String {
    format!("bh_{:A<43}", member.to_string().replace('_', "-"))
}
