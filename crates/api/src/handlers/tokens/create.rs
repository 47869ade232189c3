//! `POST /api/v1/tokens`

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use billhook_core::clock::Timestamp;
use billhook_core::credential::shown_prefix;
use billhook_core::id::{TenantId, TokenId};
use billhook_core::member::{Grant, Grants, Permission, Permissions};
use billhook_store::AnyConnection;
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::tokens::{self, Token};
use serde::Deserialize;
use utoipa::ToSchema;

use super::view::{CreatedToken, TokenView};
use crate::bounds::{Thing, require_room};
use crate::changes::noted;
use crate::checks::{Checks, MAX_GRANTS};
use crate::credentials::{TokenHash, new_token};
use crate::idempotency::Create;
use crate::principal::{Principal, Via};
use crate::problem::Problem;
use crate::state::ApiState;

/// A token to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewToken {
    /// What it is for.
    #[schema(example = "CI", min_length = 1, max_length = 100)]
    name: String,
    /// What it may do at most. Left out: whatever its maker may.
    #[schema(value_type = Option<Vec<String>>, example = json!(["events.publish"]))]
    permissions: Option<Vec<Permission>>,
    /// Which events it may see and hook at most. Left out: whichever its maker may.
    #[schema(value_type = Option<Vec<String>>, example = json!(["invoice"]), max_items = 200)]
    grants: Option<Vec<Grant>>,
    /// When it expires.
    #[schema(value_type = Option<String>, format = DateTime)]
    expires_at: Option<Timestamp>,
}

/// Make a token
///
/// It is a credential of the member who makes it, and never allows more than that member may do at the moment
/// of use. It cannot be given more than its maker has. The credential is shown only this once.
#[utoipa::path(
    tag = "tokens",
    request_body = NewToken,
    responses(
        (status = 201, description = "The token, with its credential", body = CreatedToken),
        (status = 409, description = "The limit of tokens is reached")
    ),
    extensions(("x-permission" = json!("tokens.edit")))
)]
#[post("/tokens")]
pub(crate) async fn create_token(
    state: Data<ApiState>,
    principal: Principal,
    body: Create<NewToken>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::TokensEdit)?;
    let Create { content, once } = body;
    let (credential, now) = (new_token()?, state.clock.now());
    let token = checked(&principal, content, &credential, now)?;
    let (tenant, actor, maker) = (principal.tenant_id, principal.actor(), principal.via);
    let installation = state.config.per_tenant;
    once.run(&state, &principal, StatusCode::CREATED, move |c| {
        require_room(c, tenant, installation, Thing::Token)?;
        require_end_before(c, tenant, maker, &token)?;
        tokens::insert(c, tenant, &token, TokenHash::of(&credential).as_bytes())?;
        let subject = Subject::new("token", token.id, token.name.as_str());
        let (entry, facts) = (Entry::new(actor, "token.created", subject, now), TokenView::from(token));
        audit::insert(c, tenant, &noted(entry, None, Some(&facts)))?;
        Ok(CreatedToken { token: credential, facts })
    })
    .await
}

/// 422 unless the token ends with the one that makes it, or before.
fn require_end_before(
    connection: &mut AnyConnection,
    tenant: TenantId,
    maker: Via,
    token: &Token,
) -> Result<(), Problem> {
    let Via::Token(maker) = maker else { return Ok(()) };
    let end = tokens::find(connection, tenant, maker)?.and_then(|maker| maker.expires_at);
    match end {
        Some(end) if token.expires_at.is_none_or(|at| at > end) => Err(Problem::field(
            "/expires_at",
            "this token would outlive the one that makes it: name an instant before that one's end",
        )),
        _ => Ok(()),
    }
}

fn checked(
    principal: &Principal,
    content: NewToken,
    credential: &str,
    now: Timestamp,
) -> Result<Token, Problem> {
    let mut checks = Checks::default();
    let name = checks.name("/name", &content.name);
    for (index, permission) in content.permissions.iter().flatten().enumerate() {
        let detail = format!("you lack the permission `{permission}` yourself");
        checks.that(principal.permissions.contains(permission), &format!("/permissions/{index}"), detail);
    }
    checks.grants("/grants", content.grants.as_deref());
    for (index, grant) in content.grants.iter().flatten().take(MAX_GRANTS).enumerate() {
        let detail = format!("you lack the grant `{grant}` yourself");
        checks.that(principal.grants.cover(grant.as_str()), &format!("/grants/{index}"), detail);
    }
    let in_future = content.expires_at.is_none_or(|at| at > now);
    checks.that(in_future, "/expires_at", "this has passed: name an instant in the future");
    checks.finish()?;
    Ok(Token {
        id: TokenId::new(now),
        member_id: principal.member_id,
        name,
        prefix: shown_prefix(credential),
        permissions: bounded_permissions(principal, content.permissions),
        grants: bounded_grants(principal, content.grants),
        created_at: now,
        expires_at: content.expires_at,
        last_used_at: None,
        revoked_at: None,
    })
}

/// A token, or a session that a link opened, passes on its own bounds and not its member's.
fn bounded_permissions(principal: &Principal, wanted: Option<Vec<Permission>>) -> Option<Permissions> {
    match (wanted, principal.via) {
        (Some(wanted), _) => Some(wanted.into_iter().collect()),
        (None, Via::Token(_) | Via::Portal(_)) => Some(principal.permissions.as_ref().clone()),
        (None, Via::Session(_)) => None,
    }
}

fn bounded_grants(principal: &Principal, wanted: Option<Vec<Grant>>) -> Option<Grants> {
    match (wanted, principal.via) {
        (Some(wanted), _) => Some(Grants(wanted.into_iter().collect())),
        (None, Via::Token(_) | Via::Portal(_)) => Some(principal.grants.as_ref().clone()),
        (None, Via::Session(_)) => None,
    }
}
