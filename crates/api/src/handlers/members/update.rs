//! `PATCH /api/v1/members/{id}`

use actix_web::web::Data;
use actix_web::{HttpResponse, patch};
use billhook_core::id::MemberId;
use billhook_core::member::Permission;
use billhook_store::members;

use super::change::{judged, note};
use super::content::MemberPatch;
use super::view::MemberView;
use crate::extract::{Json, Path};
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Change a member
///
/// Their permissions, grants or state. It holds from the next request on, for their sessions and tokens alike; hooks of
/// theirs that they may no longer own are deactivated (`POST …/preview` lists them). Nobody can give what they
/// do not have themselves. Only an owner, who has every permission and grant, can take anything from another owner.
/// Somebody always remains who can edit members.
#[utoipa::path(
    tag = "members",
    params(("id" = String, Path, description = "The member's id")),
    request_body = MemberPatch,
    responses(
        (status = 200, description = "The member as they are now", body = MemberView),
        (status = 403, description = "It gives what you do not have, or takes something from an owner"),
        (status = 409, description = "Nobody else could edit members")
    ),
    extensions(("x-permission" = json!("members.edit")))
)]
#[patch("/members/{id}")]
pub(crate) async fn update_member(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<MemberId>,
    body: Json<MemberPatch>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::MembersEdit)?;
    let (change, id, now) = (body.0.checked()?, path.0, state.clock.now());
    let changed = principal.write(&state, move |c, principal| {
        let tenant = principal.tenant_id;
        members::begin_change(c, tenant)?;
        let judged = judged(c, principal, id, &change)?;
        if judged.after != judged.member.standing() {
            members::update(c, tenant, id, &change, now)?;
            note(c, principal, "member.updated", &judged, now)?;
        }
        members::find(c, tenant, id)?.ok_or_else(Problem::internal)
    });
    let changed = changed.await?;
    state.wake.hint_jobs();
    Ok(HttpResponse::Ok().json(MemberView::from(changed)))
}
