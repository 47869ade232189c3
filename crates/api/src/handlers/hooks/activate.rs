//! `POST /api/v1/hooks/{id}/activate`

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use billhook_core::clock::Timestamp;
use billhook_core::hook::HookState;
use billhook_core::id::{HookId, TenantId};
use billhook_core::member::{Grants, Permission};
use billhook_store::deliveries::{self, Filter};
use billhook_store::missed_periods::{self, MissedPeriod};
use serde::Serialize;
use utoipa::ToSchema;

use super::state::{Changed, Move, change};
use super::view::{HookView, MissedPeriodView};
use crate::extract::Path;
use crate::handlers::deliveries::DeliveryFilter;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// A hook that was activated.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ActivatedHook {
    #[serde(flatten)]
    hook: HookView,
    /// What it missed; null if it was not inactive, or to those who may not replay it.
    missed: Option<Missed>,
}

/// What ended without success while a hook was inactive, and while it was failing before: failed, cancelled and skipped
/// deliveries.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MissedDeliveries)]
pub(crate) struct Missed {
    /// How many, of resources that are granted to you.
    #[schema(example = 42)]
    count: i64,
    /// From when on.
    #[schema(value_type = String, format = DateTime)]
    since: Timestamp,
    /// Until when: the activation.
    #[schema(value_type = String, format = DateTime)]
    until: Timestamp,
    /// What to post to `/api/v1/replays` as `filter`, to have all of it sent.
    filter: DeliveryFilter,
}

/// Activate a hook
///
/// It takes deliveries again, from a clean record. What it missed meanwhile is counted, and can be replayed:
/// `missed.filter` is the filter for that, and the hook's `missed_period` says so until it is done. The hook's
/// owner must still be allowed to have it.
#[utoipa::path(
    tag = "hooks",
    params(("id" = String, Path, description = "The hook's id")),
    responses(
        (status = 200, description = "The hook as it is now, and what it missed", body = ActivatedHook),
        (status = 409, description = "The hook's state forbids it")
    ),
    extensions(("x-permission" = json!("hooks.edit")))
)]
#[post("/hooks/{id}/activate")]
pub(crate) async fn activate_hook(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<HookId>,
) -> Result<HttpResponse, Problem> {
    let (tenant, grants) = (principal.tenant_id, principal.grants.as_ref().clone());
    let may_replay = principal.require(Permission::DeliveriesReplay).is_ok();
    let Changed { mut hook, was } = change(&state, principal.clone(), path.0, Move::Activate).await?;
    let period = hook.missed_period.filter(|_| may_replay && was.state == HookState::Inactive);
    let Some(period) = period else {
        return Ok(HttpResponse::Ok().json(ActivatedHook { hook, missed: None }));
    };
    let saw_everything = grants.cover_everything();
    // The hook is active by now: what cannot be counted or forgotten is no reason to say anything else.
    let Ok(missed) = missed(&state, tenant, was.id, grants, period).await else {
        return Ok(HttpResponse::Ok().json(ActivatedHook { hook, missed: None }));
    };
    if missed.count == 0 && saw_everything {
        let nothing = MissedPeriod { since: period.since, until: period.until };
        let ended = principal.write(&state, move |c, _| {
            missed_periods::end_empty(c, tenant, was.id, nothing)?;
            Ok::<_, Problem>(())
        });
        if ended.await.is_ok() {
            hook.missed_period = None;
        }
    }
    Ok(HttpResponse::Ok().json(ActivatedHook { hook, missed: Some(missed) }))
}

/// Counted after the change, not in its transaction: to count takes long where there is much.
async fn missed(
    state: &ApiState,
    tenant: TenantId,
    hook: HookId,
    grants: Grants,
    MissedPeriodView { since, until }: MissedPeriodView,
) -> Result<Missed, Problem> {
    let filter =
        Filter { hook: Some(hook), missed_since: Some(since), until: Some(until), ..Filter::of(grants) };
    let counted = filter.clone();
    let count = state.db.read(move |c| deliveries::count_replayable(c, tenant, &counted)).await;
    let count: i64 = count.map_err(Problem::from)?;
    Ok(Missed { count, since, until, filter: filter.into() })
}
