//! Sessions of the console: the access cookie, read against the session's row at every request.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};
use billhook_core::clock::Timestamp;
use billhook_core::id::{SessionId, TenantId};
use billhook_core::member::MemberState;
use billhook_core::tenant::TenantState;
use billhook_store::members::Member;
use billhook_store::sessions::{Session, Visit};
use billhook_store::tenants::Tenant;
use billhook_store::users::User;
use billhook_store::{AnyConnection, StoreError, members, portal, sessions, users};

use super::cookies::read_access;
use super::session_key::Claims;
use super::{Freshness, require_same_site, unauthenticated};
use crate::principal::{Principal, Via};
use crate::problem::{Kind, Problem};
use crate::state::ApiState;

/// Names the tenant that a request by session means.
pub(crate) const TENANT_HEADER: &str = "Billhook-Tenant";

/// A user who is signed in, with all memberships that are not disabled; no tenant is chosen.
#[derive(Clone, Debug)]
pub(crate) struct SignedIn {
    pub(crate) session_id: SessionId,
    pub(crate) user: User,
    /// With what counts in this session.
    pub(crate) members: Vec<(Member, Tenant)>,
    /// What bounds it, if a link of the operator opened it.
    pub(crate) visit: Option<Visit>,
}

impl SignedIn {
    /// Fails with 403 for somebody who came by a link: there is no account of theirs.
    pub(crate) fn require_account(&self) -> Result<(), Problem> {
        match self.visit {
            None => Ok(()),
            Some(_) => Err(Problem::new(
                Kind::SessionRequired,
                "A link opened this console: there is no account to do this for.",
            )),
        }
    }
}

impl FromRequest for SignedIn {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let state = request.app_data::<Data<ApiState>>().ok_or_else(Problem::internal)?;
            if read_access(&request, &state.config).is_none()
                && request.headers().contains_key(header::AUTHORIZATION)
            {
                // Whoever sends a token that is good is told that no token does, not to send one.
                super::authenticate(&request, Freshness::Verified).await?.require_session()?;
            }
            signed_in(&request, state).await
        })
    }
}

/// The principal of a session, in the tenant that the request names or the only one there is.
pub(super) async fn authenticate(request: &HttpRequest, state: &ApiState) -> Result<Principal, Problem> {
    let tenant = wanted_tenant(request)?;
    let SignedIn { session_id, user, members, visit } = signed_in(request, state).await?;
    let (member, tenant) = choose(members, tenant)?;
    Ok(Principal {
        tenant_id: tenant.id,
        tenant_state: tenant.state,
        member_id: member.id,
        user_id: user.id,
        name: user.name.into(),
        permissions: Arc::new(member.permissions),
        grants: Arc::new(member.grants),
        via: if visit.is_some() { Via::Portal(session_id) } else { Via::Session(session_id) },
        access_version: tenant.access_version,
        address: None,
    })
}

/// A token is bound to one tenant. Whoever names another beside it has mixed up their credentials, and would rather
/// know than have it done in the wrong one.
pub(super) fn in_the_tenant_it_names(
    request: &HttpRequest,
    principal: Principal,
) -> Result<Principal, Problem> {
    match wanted_tenant(request)? {
        Some(tenant) if tenant != principal.tenant_id => Err(Problem::new(
            Kind::InvalidHeader,
            format!(
                "The token belongs to another tenant than `{TENANT_HEADER}` names: leave the header out."
            ),
        )),
        _ => Ok(principal),
    }
}

fn wanted_tenant(request: &HttpRequest) -> Result<Option<TenantId>, Problem> {
    let Some(value) = request.headers().get(TENANT_HEADER) else { return Ok(None) };
    let id = value.to_str().ok().and_then(|text| text.parse().ok());
    let unreadable =
        || Problem::new(Kind::InvalidHeader, format!("`{TENANT_HEADER}` is not the id of a tenant."));
    id.map(Some).ok_or_else(unreadable)
}

fn choose(members: Vec<(Member, Tenant)>, wanted: Option<TenantId>) -> Result<(Member, Tenant), Problem> {
    match wanted {
        Some(id) => members
            .into_iter()
            .find(|(_, tenant)| tenant.id == id)
            .ok_or_else(|| Problem::not_found("tenant among yours")),
        None => match <[_; 1]>::try_from(members) {
            Ok([only]) => Ok(only),
            Err(none) if none.is_empty() => {
                Err(Problem::new(Kind::Unauthenticated, "You are no longer a member of any tenant."))
            }
            Err(_) => Err(Problem::new(
                Kind::TenantRequired,
                format!("You are a member of several tenants: name one by the header `{TENANT_HEADER}`."),
            )),
        },
    }
}

/// The session of the access token that came along, expired or not.
pub(crate) fn session_of(request: &HttpRequest, state: &ApiState) -> Option<SessionId> {
    let cookie = read_access(request, &state.config)?;
    state.session_key.verify(&cookie).map(|claims| claims.sid)
}

async fn signed_in(request: &HttpRequest, state: &ApiState) -> Result<SignedIn, Problem> {
    let cookie = read_access(request, &state.config).ok_or_else(unauthenticated)?;
    let claims = state.session_key.verify(&cookie).ok_or_else(unauthenticated)?;
    require_same_site(request, &state.config)?;
    let now = state.clock.now();
    if claims.exp <= now.timestamp() {
        return Err(Problem::new(
            Kind::SessionExpired,
            "Refresh the session by `POST /api/v1/session/refresh`.",
        ));
    }
    state.db.read(move |c| read(c, claims, now)).await
}

/// The whole truth at every request: a session that was ended, or a user who lost a membership, is out at once.
fn read(connection: &mut AnyConnection, claims: Claims, now: Timestamp) -> Result<SignedIn, Problem> {
    let session = sessions::find(connection, claims.sid)?.filter(|session| session.is_alive(now));
    let session = session.filter(|session| session.user_id == claims.sub).ok_or_else(unauthenticated)?;
    of_session(connection, session)?.ok_or_else(unauthenticated)
}

/// Whose session this is, as things are now; `None` if the account is gone.
pub(crate) fn of_session(
    connection: &mut AnyConnection,
    session: Session,
) -> Result<Option<SignedIn>, StoreError> {
    let Session { id: session_id, user_id, visit, .. } = session;
    let Some(mut user) = users::find(connection, user_id)? else { return Ok(None) };
    let mut members: Vec<(Member, Tenant)> = members::of_user(connection, user.id)?;
    members.retain(|(member, tenant)| {
        member.state == MemberState::Active && tenant.state != TenantState::Deleting
    });
    if let Some(visit) = &visit {
        members.iter_mut().for_each(|(member, _)| bound(member, visit));
        user.name =
            visit.visitor.as_ref().map_or(user.name, |visitor| format!("{visitor} ({})", portal::NAME));
    }
    Ok(Some(SignedIn { session_id, user, members, visit }))
}

/// The one place where a visit is cut down: to what its link carried, as far as the portal member has it.
fn bound(member: &mut Member, visit: &Visit) {
    let bounds = &visit.authority;
    let left = member.standing().authority.within(Some(&bounds.permissions), Some(&bounds.grants));
    (member.permissions, member.grants) = (left.permissions, left.grants);
}
