//! A replay as the API shows it.

use billhook_core::clock::Timestamp;
use billhook_core::id::{ReplayId, TenantId};
use billhook_store::AnyConnection;
use billhook_store::replays::{self, Over, Replay, ReplayState, Standing};
use serde::Serialize;
use utoipa::ToSchema;

use crate::handlers::deliveries::DeliveryFilter;
use crate::problem::Problem;
use crate::schema;

/// Many deliveries that are sent again. It is over when `made` and `passed_over` have come to `total`, or it
/// was cancelled: what came of the deliveries that it made is told by `deliveries`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Replay)]
pub(crate) struct ReplayView {
    #[schema(value_type = String, example = "rpl_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    id: ReplayId,
    #[schema(value_type = schema::ReplayState)]
    state: ReplayState,
    #[schema(value_type = schema::ReplayOver)]
    over: Over,
    filter: DeliveryFilter,
    /// How many deliveries it makes in a second at most; null: as fast as it can.
    rate_per_s: Option<u32>,
    /// How many deliveries or events the filter took when it was made.
    #[schema(example = 1200)]
    total: i64,
    /// How many were sent so far.
    #[schema(example = 800)]
    made: i64,
    /// How many cannot be sent: their hook takes no deliveries, or their event is no longer kept. Over events,
    /// also those that the hook's actions leave out by app, SKU or filter.
    #[schema(example = 3)]
    passed_over: i64,
    /// How the deliveries stand that it made. Null where many replays are listed.
    deliveries: Option<StandingView>,
    /// Who asked for it.
    #[schema(example = "Ann")]
    created_by: String,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    #[schema(value_type = Option<String>, format = DateTime)]
    finished_at: Option<Timestamp>,
}

/// How the deliveries of a replay stand, as far as they are kept: they leave with their events.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReplayDeliveries)]
pub(crate) struct StandingView {
    /// They wait for their first or next attempt.
    #[schema(example = 2)]
    pending: i64,
    /// They are being sent.
    #[schema(example = 1)]
    in_flight: i64,
    /// They arrived.
    #[schema(example = 792)]
    delivered: i64,
    /// They were given up.
    #[schema(example = 5)]
    failed: i64,
    /// They were cancelled.
    #[schema(example = 0)]
    cancelled: i64,
    /// False if there are more than the first 10,000, which are counted.
    is_exact: bool,
}

impl From<Standing> for StandingView {
    fn from(standing: Standing) -> Self {
        let Standing { pending, in_flight, delivered, failed, cancelled, is_exact } = standing;
        Self { pending, in_flight, delivered, failed, cancelled, is_exact }
    }
}

impl ReplayView {
    /// The replay, and how the deliveries stand that it made.
    pub(super) fn with(replay: Replay, standing: Standing) -> Self {
        Self { deliveries: Some(standing.into()), ..Self::from(replay) }
    }
}

impl From<Replay> for ReplayView {
    fn from(replay: Replay) -> Self {
        Self {
            id: replay.id,
            state: replay.state,
            over: replay.over,
            filter: replay.filter.into(),
            rate_per_s: replay.rate_per_s,
            total: replay.total,
            made: replay.made,
            passed_over: replay.passed_over,
            deliveries: None,
            created_by: replay.created_by,
            created_at: replay.created_at,
            finished_at: replay.finished_at,
        }
    }
}

/// How much it goes over, in words for the audit log.
pub(super) fn size(replay: &Replay) -> String {
    match replay.over {
        Over::Deliveries => format!("{} deliveries", replay.total),
        Over::Events => format!("{} events", replay.total),
    }
}

/// The replay as it is now, with how the deliveries stand that it made; or 404.
pub(super) fn show(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: ReplayId,
) -> Result<ReplayView, Problem> {
    let replay = find(connection, tenant, id)?;
    Ok(ReplayView::with(replay, replays::standing(connection, tenant, id)?))
}

/// The replay, or 404.
pub(super) fn find(
    connection: &mut AnyConnection,
    tenant: TenantId,
    id: ReplayId,
) -> Result<Replay, Problem> {
    replays::find(connection, tenant, id)?.ok_or_else(|| Problem::not_found("replay"))
}
