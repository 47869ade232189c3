//! `POST /api/v1/filters/check`

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use billhook_core::action::Facts;
use billhook_core::event::{Attributes, EventTypeName, JsonBytes};
use billhook_core::filter::{Failing, Filter, Subject};
use billhook_core::member::Permission;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;
use utoipa::ToSchema;

use crate::checks::Checks;
use crate::extract::Json;
use crate::handlers::actions::checked_filter;
use crate::handlers::events::MAX_SUBJECTS;
use crate::json_text::{MAX_DEPTH, depth};
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// A filter and an event to try it on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FilterTrial {
    #[schema(value_type = Object, example = json!({"field": "/total", "gte": 1000}))]
    filter: Value,
    event: TriedEvent,
}

/// What a filter may look at in an event.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TriedEvent {
    #[serde(rename = "type")]
    #[schema(example = "invoice.paid")]
    event_type: String,
    #[schema(value_type = Value, example = json!({"id": "in_1", "total": 1200}))]
    data: Box<RawValue>,
    app: Option<String>,
    sku: Option<String>,
    #[serde(default)]
    subjects: Vec<String>,
    actor: Option<String>,
    origin: Option<String>,
    component: Option<String>,
    #[serde(default)]
    test_mode: bool,
}

/// What a filter says of an event.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FilterVerdict {
    /// True if the filter lets the event through.
    matches: bool,
    /// What keeps it out; null if nothing does.
    failing: Option<FailingView>,
}

/// The clause of a filter that keeps an event out.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FailingClause)]
pub(crate) struct FailingView {
    /// A JSON pointer (RFC 6901) into the filter.
    #[schema(example = "/gte")]
    clause: String,
    /// What the event has, and what it would need to have.
    #[schema(example = "`/total` is 900, and must be at least 1000")]
    detail: String,
}

impl From<Failing> for FailingView {
    fn from(Failing { clause, detail }: Failing) -> Self {
        Self { clause, detail }
    }
}

/// Try a filter
///
/// Says whether the filter lets the event through and, if not, which clause keeps it out. Nothing is stored.
#[utoipa::path(
    tag = "actions",
    request_body = FilterTrial,
    responses((status = 200, description = "What the filter says", body = FilterVerdict)),
    extensions(("x-permission" = json!("hooks.view")))
)]
#[post("/filters/check")]
pub(crate) async fn check_filter(
    state: Data<ApiState>,
    principal: Principal,
    body: Json<FilterTrial>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::HooksView)?;
    let (filter, event_type, event) = checked(body.0)?;
    let attributes = Attributes {
        app: event.app,
        sku: event.sku,
        subjects: event.subjects,
        actor: event.actor,
        origin: event.origin,
        component: event.component,
        test_mode: event.test_mode,
        ..Attributes::default()
    };
    let data = JsonBytes::from(event.data);
    let turn = state.filter_turns.take(principal.tenant_id).await?;
    let look = turn.run(move |_| {
        let facts = Facts { event_type: &event_type, attributes: &attributes, data: &data };
        filter.failing(&Subject::new(facts)).map(FailingView::from)
    });
    let failing = look.await?;
    Ok(HttpResponse::Ok().json(FilterVerdict { matches: failing.is_none(), failing }))
}

fn checked(trial: FilterTrial) -> Result<(Filter, EventTypeName, TriedEvent), Problem> {
    let mut checks = Checks::default();
    let filter = checked_filter(trial.filter, "/filter", &mut checks);
    let event_type = trial.event.event_type.parse::<EventTypeName>();
    if let Err(error) = &event_type {
        checks.that(false, "/event/type", error.to_string());
    }
    let fits = trial.event.subjects.len() <= MAX_SUBJECTS;
    let shallow = depth(trial.event.data.get().as_bytes()) <= MAX_DEPTH;
    checks.that(shallow, "/event/data", format!("must not nest deeper than {MAX_DEPTH} levels"));
    checks.that(fits, "/event/subjects", format!("must have at most {MAX_SUBJECTS} items"));
    checks.finish()?;
    match (filter, event_type) {
        (Some(filter), Ok(event_type)) => Ok((filter, event_type, trial.event)),
        _ => Err(Problem::internal()),
    }
}
