//! `POST /api/v1/members/{id}/preview`

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use billhook_core::hook::HookState;
use billhook_core::id::{HookId, MemberId, TokenId};
use billhook_core::member::change::effect;
use billhook_core::member::{Grants, Permission, Permissions};
use billhook_core::owner::cause;
use billhook_store::{AnyConnection, StoreError, owners, tenants, tokens};
use serde::Serialize;
use utoipa::ToSchema;

use super::change::{Judged, judged};
use super::content::MemberPatch;
use crate::extract::{Json, Path};
use crate::principal::Principal;
use crate::problem::Problem;
use crate::schema;
use crate::state::ApiState;

/// What else a change of a member would do.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MemberPreview)]
pub(crate) struct PreviewView {
    /// Their hooks that would be deactivated.
    hooks: Vec<LostHook>,
    /// Their tokens that would lose permissions or grants.
    tokens: Vec<LessToken>,
}

/// A hook that would be deactivated.
#[derive(Debug, Serialize, ToSchema)]
struct LostHook {
    #[schema(value_type = String, example = "hk_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    id: HookId,
    #[schema(example = "ERP")]
    name: String,
    /// The state that it is in now.
    #[schema(value_type = schema::HookState)]
    state: HookState,
    /// Why, to be read after the member's name.
    #[schema(example = "lacks the grant for `invoice` events")]
    reason: String,
}

/// A token that would lose permissions or grants.
#[derive(Debug, Serialize, ToSchema)]
struct LessToken {
    #[schema(value_type = String, example = "tok_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    id: TokenId,
    #[schema(example = "CI")]
    name: String,
    /// What it could not do any more.
    #[schema(value_type = Vec<String>, example = json!(["hooks.create"]))]
    loses_permissions: Permissions,
    /// Which events it could not see and hook any more.
    #[schema(value_type = Vec<String>, example = json!(["invoice"]))]
    loses_grants: Grants,
}

/// Preview a change of a member
///
/// Shows which hooks the change would deactivate and which tokens would lose what, and changes nothing. A change that
/// would be refused is refused here too. For what removing a member would do, send `{"state": "disabled"}`.
#[utoipa::path(
    tag = "members",
    params(("id" = String, Path, description = "The member's id")),
    request_body = MemberPatch,
    responses(
        (status = 200, description = "What would follow", body = PreviewView),
        (status = 403, description = "It gives what you do not have, or takes something from an owner"),
        (status = 409, description = "Nobody else could edit members")
    ),
    extensions(("x-permission" = json!("members.edit")))
)]
#[post("/members/{id}/preview")]
pub(crate) async fn preview_member(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<MemberId>,
    body: Json<MemberPatch>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::MembersEdit)?;
    let change = body.0.checked()?;
    let preview = state.db.read(move |c| {
        let judged = judged(c, &principal, path.0, &change)?;
        Ok::<_, Problem>(PreviewView { hooks: lost_hooks(c, &judged)?, tokens: less_tokens(c, &judged)? })
    });
    Ok(HttpResponse::Ok().json(preview.await?))
}

fn lost_hooks(connection: &mut AnyConnection, judged: &Judged) -> Result<Vec<LostHook>, StoreError> {
    let (member, effect) = (&judged.member, effect(&judged.member.standing(), &judged.after));
    let strictness = tenants::settings(connection, member.tenant_id)?.strictness();
    let owned = owners::hooks_at_work(connection, member.tenant_id, member.id)?;
    let lost = owned.into_iter().filter_map(|hook| {
        let cause = cause(strictness, effect, &judged.after, &hook.patterns)?;
        Some(LostHook { id: hook.id, name: hook.name, state: hook.state, reason: cause.to_string() })
    });
    Ok(lost.collect())
}

fn less_tokens(connection: &mut AnyConnection, judged: &Judged) -> Result<Vec<LessToken>, StoreError> {
    let (before, after) = (judged.member.standing().in_effect(), judged.after.in_effect());
    let own = tokens::of_member(connection, judged.member.tenant_id, judged.member.id)?;
    let less = own.into_iter().filter_map(|token| {
        let (permissions, grants) = (token.permissions.as_ref(), token.grants.as_ref());
        let lost = before.within(permissions, grants).beyond(&after.within(permissions, grants));
        (!lost.is_empty()).then_some(LessToken {
            id: token.id,
            name: token.name,
            loses_permissions: lost.permissions,
            loses_grants: lost.grants,
        })
    });
    Ok(less.collect())
}
