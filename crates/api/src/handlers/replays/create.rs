//! `POST /api/v1/replays`

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use billhook_core::id::ReplayId;
use billhook_core::member::Permission;
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::replays::{self, Replay, ReplayState, Standing};
use billhook_store::tenants;

use super::content::NewReplay;
use super::view::{ReplayView, size};
use crate::idempotency::Create;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Replay many deliveries
///
/// Sends each delivery that the filter takes again, once, as a new delivery of the same event for the same hook, the
/// oldest first and behind everything else that waits there. It takes what had ended when you asked, of
/// resources that were granted to you then, and no tests; the original deliveries stay as they are. Progress
/// shows on the replay.
///
/// Over `events`, it gives the filter's hook a delivery of each event that it never had and that its actions
/// take now: for a hook that was made, or widened, after they came.
#[utoipa::path(
    tag = "deliveries",
    request_body = NewReplay,
    responses(
        (status = 202, description = "The replay", body = ReplayView),
        (status = 409, description = "Too many replays are running")
    ),
    extensions(("x-permission" = json!("deliveries.replay")))
)]
#[post("/replays")]
pub(crate) async fn create_replay(
    state: Data<ApiState>,
    principal: Principal,
    body: Create<NewReplay>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::DeliveriesReplay)?;
    let Create { content, once } = body;
    let (tenant, actor, now) = (principal.tenant_id, principal.actor(), state.clock.now());
    let (scope, rate_per_s) = content.checked(&principal, now)?;
    // Before the transaction: to count takes long where there is much, and there may be one writer.
    let counted = scope.clone();
    let total = state.db.read(move |c| counted.count(c, tenant, now)).await?;
    let most = state.config.max_running_replays;
    let response = once
        .run(&state, &principal, StatusCode::ACCEPTED, move |c| {
            tenants::hold(c, tenant)?;
            if replays::count_running(c, tenant)? >= i64::from(most) {
                return Err(Problem::conflict(format!(
                    "{most} replays are running, which is the limit: wait until one is over, or cancel one."
                )));
            }
            let replay = Replay {
                id: ReplayId::new(now),
                state: ReplayState::Running,
                over: scope.over,
                filter: scope.filter,
                rate_per_s,
                total,
                made: 0,
                passed_over: 0,
                created_by: actor.name.clone(),
                created_at: now,
                finished_at: None,
            };
            replays::insert(c, tenant, &replay)?;
            let subject = Subject::new("replay", replay.id, size(&replay));
            audit::insert(c, tenant, &Entry::new(actor, "replay.created", subject, now))?;
            Ok(ReplayView::with(replay, Standing::default()))
        })
        .await?;
    state.wake.hint_jobs();
    Ok(response)
}
