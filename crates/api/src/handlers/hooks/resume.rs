//! `POST /api/v1/hooks/{id}/resume`

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use billhook_core::id::HookId;

use serde::Deserialize;
use utoipa::ToSchema;

use super::settings::{RATES, within};
use super::state::{Move, change_state};
use super::view::HookView;
use crate::checks::Checks;
use crate::extract::{MayBeEmpty, Path};
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// How a hook is resumed.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ResumeHook {
    /// How many requests in a second it gets at most, until what it collected is sent; null: only its own
    /// `rate_per_s` holds.
    #[schema(minimum = 1, maximum = 10_000, example = 20)]
    rate_per_s: Option<u32>,
}

/// Resume a hook
///
/// What it collected while it was paused is sent, in order, and before what comes in meanwhile. With a rate,
/// no faster than that: the hook shows it as `drain`, until none of what it collected is waiting; then its own
/// rate holds again. A hook that is draining already gets the new rate, or, without one, is no longer
/// slowed down. The body may be left out.
#[utoipa::path(
    tag = "hooks",
    request_body(content = Option<ResumeHook>, description = "May be left out"),
    params(("id" = String, Path, description = "The hook's id")),
    responses(
        (status = 200, description = "The hook as it is now", body = HookView),
        (status = 409, description = "The hook's state forbids it")
    ),
    extensions(("x-permission" = json!("hooks.edit")))
)]
#[post("/hooks/{id}/resume")]
pub(crate) async fn resume_hook(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<HookId>,
    body: MayBeEmpty<ResumeHook>,
) -> Result<HttpResponse, Problem> {
    let rate_per_s = body.0.rate_per_s;
    let mut checks = Checks::default();
    if let Some(rate) = rate_per_s {
        within(&mut checks, "/rate_per_s", rate, RATES);
    }
    checks.finish()?;
    change_state(&state, principal, path.0, Move::Resume { rate_per_s }).await
}
