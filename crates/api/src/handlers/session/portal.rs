//! `POST /api/v1/session/portal`

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, post};
use billhook_core::clock::Timestamp;
use billhook_core::member::MemberState;
use billhook_core::secret::LinkToken;
use billhook_store::audit::{self, Actor, ActorKind, Entry, Subject};
use billhook_store::members::Member;
use billhook_store::portal::{self, Link};
use billhook_store::sessions::Visit;
use billhook_store::tenants::Tenant;
use billhook_store::{AnyConnection, StoreError};
use serde::Deserialize;
use utoipa::ToSchema;

use super::create::with_cookies;
use super::view::{SessionView, read_view_of};
use crate::authentication::{Beginning, require_own_origin};
use crate::extract::ShortJson;
use crate::problem::Problem;
use crate::state::ApiState;

/// A link that the operator made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PortalLink {
    /// The token in it.
    token: String,
}

/// Open a link into a tenant's console
///
/// Uses the link up, and begins a session with what it carries. The session ends by itself, and for another the
/// operator has to be asked for another link. A POST, so that the token does not appear in logs.
#[utoipa::path(
    tag = "session",
    request_body = PortalLink,
    responses((status = 201, description = "The console is open", body = SessionView)),
    security(())
)]
#[post("/session/portal")]
pub(crate) async fn open_portal(
    state: Data<ApiState>,
    request: HttpRequest,
    ShortJson(body): ShortJson<PortalLink>,
) -> Result<HttpResponse, Problem> {
    require_own_origin(&request, &state.config)?;
    let (hash, now) = (LinkToken::hash_of(&body.token), state.clock.now());
    let ends_at = now + state.config.portal_session_lifetime;
    let (link, _, member) = state.db.read(move |c| openable(c, &hash, now)).await?;
    let visit = Visit { visitor: link.visitor, authority: link.authority, ends_at };
    let beginning = Beginning::new(&request, &state.config, member.user_id, now)?.visiting(visit);
    let opened = state.db.write(move |c| {
        let (_, tenant, member) = openable(c, &hash, now)?;
        if !portal::use_link(c, tenant.id, &hash, now)? {
            return Err(used());
        }
        beginning.insert(c)?;
        note(c, &tenant, &member, &beginning, now)?;
        Ok::<_, Problem>((read_view_of(c, beginning.session().clone())?, beginning))
    });
    let (view, beginning) = opened.await?;
    Ok(with_cookies(HttpResponse::Created().json(view), beginning.cookies(&state)?))
}

/// The link with this token, if it can be opened, and where to. Fails with 422 at `/token`, saying why not.
fn openable(
    connection: &mut AnyConnection,
    token_hash: &[u8; 32],
    now: Timestamp,
) -> Result<(Link, Tenant, Member), Problem> {
    let worthless = |why: &str| Problem::field("/token", why);
    let found = portal::find_link(connection, token_hash)?;
    let (link, tenant) = found.ok_or_else(|| {
        worthless("this is not a link into a console, or it expired long ago: ask for a new link")
    })?;
    if link.used_at.is_some() {
        return Err(used());
    }
    if link.expires_at <= now {
        return Err(worthless("the link has expired: ask for a new link"));
    }
    let member = portal::find_member(connection, tenant.id)?;
    let member = member.filter(|member| member.state == MemberState::Active);
    let member = member.ok_or_else(|| worthless("the tenant has closed its portal"))?;
    Ok((link, tenant, member))
}

fn used() -> Problem {
    Problem::field("/token", "the link was used already, and opens once only: ask for a new link")
}

fn note(
    connection: &mut AnyConnection,
    tenant: &Tenant,
    member: &Member,
    beginning: &Beginning,
    now: Timestamp,
) -> Result<(), StoreError> {
    let visitor = beginning.session().visit.as_ref().and_then(|visit| visit.visitor.clone());
    let name = visitor.unwrap_or_else(|| portal::NAME.to_owned());
    let actor = Actor {
        kind: ActorKind::User,
        id: Some(*member.user_id.as_bytes()),
        name: name.clone(),
        address: beginning.address().map(str::to_owned),
    };
    let subject = Subject::new("portal", member.id, name);
    audit::insert(connection, tenant.id, &Entry::new(actor, "portal.opened", subject, now))
}
