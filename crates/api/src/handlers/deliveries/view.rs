//! A delivery and its attempts as the API shows them.

use billhook_core::clock::Timestamp;
use billhook_core::delivery::{DeliveryKind, DeliveryReason, DeliveryState};
use billhook_core::id::{AttemptId, DeliveryId, EventId, HookId, ReplayId};
use billhook_core::outcome::OutcomeKind;
use billhook_store::AnyConnection;
use billhook_store::attempts::{Attempt, Summary};
use billhook_store::deliveries::{self, Delivery};
use serde::Serialize;
use utoipa::ToSchema;

use crate::handlers::hooks::{Headers, RequestView};
use crate::masking::Sight;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::schema;

/// One event for one hook.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Delivery)]
pub(crate) struct DeliveryView {
    #[schema(value_type = String, example = "dlv_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    id: DeliveryId,
    #[schema(value_type = String, example = "evt_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    event_id: EventId,
    #[schema(example = "invoice.paid")]
    event_type: String,
    #[schema(value_type = String, example = "hk_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    hook_id: HookId,
    #[schema(value_type = schema::DeliveryKind)]
    kind: DeliveryKind,
    /// The replay of many that made it, as long as that is known; the replay itself may no longer be kept.
    #[schema(value_type = Option<String>, example = "rpl_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    replay_id: Option<ReplayId>,
    /// The delivery that it repeats; null if it is the first of its event for its hook.
    #[schema(value_type = Option<String>, example = "dlv_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    repeats_id: Option<DeliveryId>,
    /// Which of the event's requests it is, from 0; a long list becomes several.
    part: u32,
    #[schema(value_type = schema::DeliveryState)]
    state: DeliveryState,
    /// Why it is there, where that is not obvious.
    #[schema(value_type = Option<schema::DeliveryReason>)]
    state_reason: Option<DeliveryReason>,
    /// How many attempts have ended.
    attempts: u32,
    /// When it is sent next, while it is pending.
    #[schema(value_type = Option<String>, format = DateTime)]
    next_attempt_at: Option<Timestamp>,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    #[schema(value_type = Option<String>, format = DateTime)]
    finished_at: Option<Timestamp>,
    last_attempt: Option<AttemptSummaryView>,
}

/// How an attempt went.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AttemptSummary)]
pub(crate) struct AttemptSummaryView {
    #[schema(value_type = String, example = "att_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    id: AttemptId,
    /// Its number in the delivery, from 1.
    number: u32,
    #[schema(value_type = String, format = DateTime)]
    started_at: Timestamp,
    duration_ms: u32,
    #[schema(value_type = schema::Outcome)]
    outcome: OutcomeKind,
    /// The status, if there was a response.
    #[schema(example = 200)]
    status: Option<u16>,
    /// What went wrong, where the outcome does not say it all.
    error: Option<String>,
}

/// One HTTP exchange of a delivery.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Attempt)]
pub(crate) struct AttemptView {
    #[serde(flatten)]
    summary: AttemptSummaryView,
    request: RequestView,
    /// Null if there was none.
    response: Option<ResponseView>,
}

/// What a receiver answered, as far as it is kept.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Response)]
pub(crate) struct ResponseView {
    #[schema(value_type = std::collections::BTreeMap<String, String>)]
    headers: Headers,
    body: String,
    /// True if there was more of the body.
    truncated: bool,
}

impl From<Delivery> for DeliveryView {
    fn from(delivery: Delivery) -> Self {
        Self {
            id: delivery.id,
            event_id: delivery.event_id,
            event_type: delivery.event_type.to_string(),
            hook_id: delivery.hook_id,
            kind: delivery.kind,
            replay_id: delivery.replay,
            repeats_id: delivery.repeats,
            part: delivery.part,
            state: delivery.state,
            state_reason: delivery.reason,
            attempts: delivery.attempts,
            next_attempt_at: delivery.next_attempt_at,
            created_at: delivery.created_at,
            finished_at: delivery.finished_at,
            last_attempt: delivery.last_attempt.map(AttemptSummaryView::from),
        }
    }
}

impl From<Summary> for AttemptSummaryView {
    fn from(summary: Summary) -> Self {
        let Summary { id, number, started_at, duration_ms, outcome, status, error } = summary;
        Self { id, number, started_at, duration_ms, outcome, status, error }
    }
}

impl AttemptView {
    /// The attempt as `sight` allows it to be seen.
    pub(crate) fn of(attempt: Attempt, sight: Sight) -> Self {
        let request = attempt.request;
        Self {
            summary: attempt.summary.into(),
            request: RequestView::of(request.method, &request.url, &request.headers, &request.body, sight),
            response: attempt.response.map(|response| ResponseView {
                headers: Headers(response.headers),
                body: String::from_utf8_lossy(&response.body).into_owned(),
                truncated: response.truncated,
            }),
        }
    }
}

/// The delivery of this id; 404 if the tenant has none, or its events are not granted.
pub(super) fn find(
    connection: &mut AnyConnection,
    principal: &Principal,
    id: DeliveryId,
) -> Result<Delivery, Problem> {
    let found = deliveries::find(connection, principal.tenant_id, id)?;
    let granted = |delivery: &Delivery| {
        delivery.kind == DeliveryKind::Test || principal.grants.cover(delivery.event_type.resource())
    };
    found.filter(granted).ok_or_else(|| Problem::not_found("delivery"))
}
