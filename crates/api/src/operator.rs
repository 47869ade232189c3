//! The operator as a principal, and who may post events: a member into their tenant, the operator into any.
//!
//! The operator is not a member: what tenants have is out of reach, but for how they fare.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use billhook_core::id::{OperatorTokenId, TenantId};
use billhook_core::member::Permission;
use billhook_core::tenant::TenantState;
use billhook_store::audit::{Actor, ActorKind};
use billhook_store::operator_tokens::OperatorScope;

use crate::authentication::{self, Freshness};
use crate::principal::Principal;
use crate::problem::{Kind, Problem};

/// Where idempotency keys of the operator are kept: no tenant has this id.
pub(crate) const OPERATORS_KEYS: TenantId = TenantId::from_bytes([0; 16]);

/// The operator who makes a request. As an extractor it asks the database at every request.
#[derive(Clone, Debug)]
pub(crate) struct Operator {
    /// The proof, for the store.
    pub scope: OperatorScope,
    /// By which token.
    pub token_id: OperatorTokenId,
    /// The token's name.
    pub name: Arc<str>,
    /// From where the request came.
    pub address: Option<Arc<str>>,
}

impl Operator {
    /// Who this is, for the audit log.
    pub(crate) fn actor(&self) -> Actor {
        let address = self.address.as_deref().map(str::to_owned);
        let name = format!("operator ({})", self.name);
        Actor { kind: ActorKind::Operator, id: Some(*self.token_id.as_bytes()), name, address }
    }
}

impl FromRequest for Operator {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { authentication::authenticate_operator(&request).await })
    }
}

/// Who may post events into a tenant, as it was when it was last read. Ingest compares the version in its own
/// transaction; who has become stale is read again by [`Poster::renew`].
#[derive(Clone, Debug)]
pub(crate) struct Poster {
    /// The tenant.
    pub tenant_id: TenantId,
    /// Whether it takes events.
    pub tenant_state: TenantState,
    /// The tenant's `access_version` to which this belongs.
    pub access_version: i64,
}

impl Poster {
    /// Reads who makes this request from the database.
    pub(crate) async fn renew(request: &HttpRequest) -> Result<Self, Problem> {
        Self::read(request, Freshness::Read).await
    }

    async fn read(request: &HttpRequest, freshness: Freshness) -> Result<Self, Problem> {
        let poster = match authentication::operator_credential(request) {
            Some(credential) => authentication::poster_of_operator(request, credential, freshness).await?,
            None => {
                let principal = authentication::authenticate(request, freshness).await?;
                principal.require(Permission::EventsPublish)?;
                Self::like(&principal)
            }
        };
        match poster.tenant_state {
            TenantState::Active => Ok(poster),
            TenantState::Deleting => Err(being_deleted()),
            TenantState::Suspended => Err(Problem::new(
                Kind::TenantSuspended,
                "This tenant is suspended: it takes no events and keeps its backlog until the operator resumes it.",
            )),
        }
    }

    /// A member, as who would post into their tenant; whether they may is not asked.
    pub(crate) fn like(principal: &Principal) -> Self {
        let &Principal { tenant_id, tenant_state, access_version, .. } = principal;
        Self { tenant_id, tenant_state, access_version }
    }
}

impl FromRequest for Poster {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            match Self::read(&request, Freshness::Cached).await {
                // Whether a copy that allows it is stale, ingest finds out; one that forbids it never gets there.
                Err(refused) if is_about_access(&refused) => Self::renew(&request).await,
                read => read,
            }
        })
    }
}

/// 409: nothing can be done with a tenant that is being erased.
pub(crate) fn being_deleted() -> Problem {
    Problem::conflict("This tenant is being deleted.")
}

fn is_about_access(problem: &Problem) -> bool {
    matches!(problem.kind(), Kind::PermissionMissing | Kind::TenantSuspended)
}
