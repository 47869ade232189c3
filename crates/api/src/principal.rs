//! Who makes a request, and what they may do.
//!
//! How credentials are checked is `authentication`'s business. A principal writes by `Principal::write`.

mod standing;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use billhook_core::id::{MemberId, SessionId, TenantId, TokenId, UserId};
use billhook_core::member::{Authority, Grants, Permission, Permissions};
use billhook_core::tenant::TenantState;
use billhook_store::audit::{Actor, ActorKind};

use crate::authentication::{self, Freshness};
use crate::problem::{Kind, Problem};

/// By what a principal proved who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    /// A session of the console.
    Session(SessionId),
    /// A session of the console that a link of the operator opened.
    Portal(SessionId),
    /// An API token.
    Token(TokenId),
}

/// A member who makes a request, with what they may do at this moment. Clones are cheap.
///
/// As an extractor it checks the credential against the database at every request, so that what it allows is
/// never more than its member has at the moment of use. A `Poster` leaves that check to ingest.
#[derive(Clone, Debug)]
pub struct Principal {
    /// The tenant in which they act.
    pub tenant_id: TenantId,
    /// Whether that tenant's hooks send.
    pub tenant_state: TenantState,
    /// Their membership.
    pub member_id: MemberId,
    /// The person.
    pub user_id: UserId,
    /// The person's name, or the token's.
    pub name: Arc<str>,
    /// What they may do: the member's permissions, cut down by the token's.
    pub permissions: Arc<Permissions>,
    /// Which events they may see and hook: the member's grants, cut down by the token's.
    pub grants: Arc<Grants>,
    /// By what they proved it.
    pub via: Via,
    /// The tenant's `access_version` to which all this belongs.
    pub access_version: i64,
    /// From where the request came.
    pub address: Option<Arc<str>>,
}

impl Principal {
    /// Fails with 403, naming the permission, unless they have it.
    pub fn require(&self, permission: Permission) -> Result<(), Problem> {
        if self.permissions.contains(&permission) {
            Ok(())
        } else {
            Err(Problem::permission_missing(permission))
        }
    }

    /// Fails with 409 while the operator has suspended their tenant: for what would be sent to somebody.
    pub fn require_active_tenant(&self) -> Result<(), Problem> {
        match self.tenant_state {
            TenantState::Active => Ok(()),
            // What is being deleted has no principals.
            TenantState::Suspended | TenantState::Deleting => Err(Problem::new(
                Kind::TenantSuspended,
                "The operator of this installation has suspended the tenant: nothing is sent for it.",
            )),
        }
    }

    /// Fails with 403 unless events of this resource are granted to them.
    pub fn require_grant(&self, resource: &str) -> Result<(), Problem> {
        if self.grants.cover(resource) { Ok(()) } else { Err(Problem::grant_missing(resource)) }
    }

    /// What they may do at this moment.
    pub fn authority(&self) -> Authority {
        Authority { permissions: self.permissions.as_ref().clone(), grants: self.grants.as_ref().clone() }
    }

    /// Fails with 403 unless they are a person at the console: what a token may not do for its member, nor somebody
    /// who came by a link for all who do.
    pub fn require_session(&self) -> Result<(), Problem> {
        match self.via {
            Via::Session(_) => Ok(()),
            Via::Portal(_) => Err(Problem::new(
                Kind::SessionRequired,
                "A link opened this console: there is no account to do this for.",
            )),
            Via::Token(_) => Err(Problem::new(
                Kind::SessionRequired,
                "A token cannot do this for its member. Sign in to the console.",
            )),
        }
    }

    /// Who this is, for the audit log.
    pub fn actor(&self) -> Actor {
        let (kind, id) = match self.via {
            Via::Session(_) | Via::Portal(_) => (ActorKind::User, *self.user_id.as_bytes()),
            Via::Token(token) => (ActorKind::Token, *token.as_bytes()),
        };
        let address = self.address.as_deref().map(str::to_owned);
        Actor { kind, id: Some(id), name: self.name.to_string(), address }
    }
}

impl FromRequest for Principal {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { authentication::authenticate(&request, Freshness::Verified).await })
    }
}
