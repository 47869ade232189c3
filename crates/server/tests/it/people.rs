//! Further members, and what a story sees of the tenant beside the API.

use aws_lc_rs::digest::{SHA256, digest};
use billhook_core::id::{HookId, MemberId, TokenId, UserId};
use billhook_core::member::{Grants, MemberState, Permission};
use billhook_core::tenant::TenantSettings;
use billhook_store::members;
use billhook_store::schema::{audit_entries, due_deliveries, hooks};
use billhook_store::tokens::{self, Token};
use billhook_store::users::{self, User, UserKind};
use billhook_store::{AnyConnection, StoreError, tenants};
use diesel::prelude::*;

use crate::world::{Actor, TestApp};

/// Somebody in the tenant, and who calls the API with a token that is worth as much as they are.
pub(crate) struct Member {
    pub(crate) id: MemberId,
    pub(crate) actor: Actor,
}

impl TestApp {
    /// Somebody new who is called so.
    pub(crate) async fn member(&self, name: &str, may: &[&str], sees: &[&str]) -> Member {
        let (now, tenant) = (self.now(), self.tenant());
        let email = format!("{}@example.com", name.to_lowercase());
        let user =
            User { id: UserId::new(now), email, name: name.into(), kind: UserKind::Person, created_at: now };
        let permissions = may.iter().map(|name| serde_json::from_value((*name).into()).unwrap());
        let member = members::Member {
            id: MemberId::new(now),
            tenant_id: tenant,
            user_id: user.id,
            permissions: permissions.collect::<Vec<Permission>>().into_iter().collect(),
            grants: Grants(sees.iter().map(|name| name.parse().unwrap()).collect()),
            state: MemberState::Active,
            created_at: now,
            updated_at: now,
        };
        let (id, credential) = (member.id, format!("bh_{:A<43}", member.id.to_string().replace('_', "-")));
        let hash: [u8; 32] = digest(&SHA256, credential.as_bytes()).as_ref().try_into().unwrap();
        self.write(move |c| {
            users::insert(c, &user, None)?;
            members::insert(c, tenant, &member)?;
            tokens::insert(c, tenant, &token_of(id, now), &hash)
        })
        .await;
        Member { id, actor: self.actor(credential) }
    }

    /// Has the tenant set this for itself.
    pub(crate) async fn set_settings(&self, settings: TenantSettings) {
        let (tenant, now) = (self.tenant(), self.now());
        self.write(move |c| tenants::set_settings(c, tenant, &settings, now)).await;
    }

    /// Returns when a hook is in this state.
    pub(crate) async fn until_hook_is(&self, hook: &str, state: &'static str) {
        let id: HookId = hook.parse().unwrap();
        self.eventually("a hook changes its state", move |c| {
            let found: String = hooks::table.find(id.as_bytes().as_slice()).select(hooks::state).first(c)?;
            Ok(found == state)
        })
        .await;
    }

    /// Returns when no delivery waits for a hook.
    pub(crate) async fn until_nothing_waits_for(&self, hook: &str) {
        let id: HookId = hook.parse().unwrap();
        self.eventually("nothing waits for the hook", move |c| {
            let waiting = due_deliveries::table.filter(due_deliveries::hook_id.eq(id.as_bytes().as_slice()));
            Ok(waiting.count().get_result::<i64>(c)? == 0)
        })
        .await;
    }

    /// What was written to the audit log.
    pub(crate) async fn operations(&self) -> Vec<String> {
        let read = |c: &mut AnyConnection| {
            Ok::<_, StoreError>(audit_entries::table.select(audit_entries::operation).load(c)?)
        };
        self.db().read(read).await.unwrap()
    }
}

fn token_of(member_id: MemberId, now: billhook_core::clock::Timestamp) -> Token {
    Token {
        id: TokenId::new(now),
        member_id,
        name: "all".into(),
        prefix: "bh_mbr".into(),
        permissions: None,
        grants: None,
        created_at: now,
        expires_at: None,
        last_used_at: None,
        revoked_at: None,
    }
}
