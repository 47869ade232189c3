//! `GET /api/v1/stats`

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use billhook_core::clock::Timestamp;
use billhook_core::id::HookId;
use billhook_core::member::Permission;
use billhook_store::{hooks, stats};
use serde::Deserialize;
use utoipa::IntoParams;

use super::span::{Range, between};
use super::view::StatsView;
use crate::extract::Query;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Of what time, and of which hook.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct StatsQuery {
    /// A span that ends now: an hour by the minute, a day by the hour, a week by six hours. Not together with `since`,
    /// `until` and `step_s`. Default: a day.
    #[param(inline)]
    range: Option<Range>,
    /// The beginning of another span; rounded down to a whole step.
    #[param(value_type = Option<String>, format = DateTime)]
    since: Option<Timestamp>,
    /// Its end; rounded up to a whole step. Default: now.
    #[param(value_type = Option<String>, format = DateTime)]
    until: Option<Timestamp>,
    /// The length of its steps in seconds, whole minutes. Default: an hour. At most 500 steps; steps that are
    /// not whole hours only within the last two days.
    #[param(minimum = 60)]
    step_s: Option<i64>,
    /// Only what goes to this hook.
    #[param(value_type = Option<String>)]
    hook: Option<HookId>,
}

impl StatsQuery {
    fn span(&self, now: Timestamp) -> Result<stats::Span, Problem> {
        match (self.range, self.since) {
            (Some(_), _) if self.since.is_some() || self.until.is_some() || self.step_s.is_some() => {
                Err(Problem::parameter("range", "give either a range, or `since`, `until` and `step_s`"))
            }
            (range, None) if self.until.is_none() && self.step_s.is_none() => {
                Ok(range.unwrap_or_default().span(now))
            }
            (_, None) => Err(Problem::parameter("since", "say from when: `until` and `step_s` need it")),
            (_, Some(since)) => between(since, self.until.unwrap_or(now), self.step_s.unwrap_or(3_600), now),
        }
    }
}

/// Read statistics
///
/// The outcome of deliveries in each step of a period: of granted resources, tests left out. Deliveries count
/// when they end, attempts when they are made. Percentiles are estimated within classes of durations.
#[utoipa::path(
    tag = "deliveries",
    params(StatsQuery),
    responses((status = 200, description = "The figures", body = StatsView)),
    extensions(("x-permission" = json!("events.view")))
)]
#[get("/stats")]
pub(crate) async fn get_stats(
    state: Data<ApiState>,
    principal: Principal,
    query: Query<StatsQuery>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::EventsView)?;
    let (tenant, grants, hook, now) =
        (principal.tenant_id, principal.grants.as_ref().clone(), query.0.hook, state.clock.now());
    let span = query.0.span(now)?;
    let work = move |c: &mut billhook_store::AnyConnection| {
        if let Some(hook) = hook
            && hooks::find(c, tenant, hook)?.is_none()
        {
            return Ok(None);
        }
        let (steps, worst) = stats::read(c, tenant, &grants, hook, span)?;
        let backlog = stats::backlog(c, tenant, &grants, hook, now)?;
        Ok::<_, billhook_store::StoreError>(Some(StatsView::of(span, steps, worst, backlog)))
    };
    let view = state.db.read(work).await.map_err(Problem::from)?;
    Ok(HttpResponse::Ok().json(view.ok_or_else(|| Problem::not_found("hook"))?))
}
