//! `GET /api/v1/events`

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use billhook_core::action::Pattern;
use billhook_core::clock::Timestamp;
use billhook_core::member::Permission;
use billhook_store::events::{self, Filter};
use serde::Deserialize;
use utoipa::IntoParams;

use super::view::EventHeadView;
use crate::extract::Query;
use crate::page::{Cursor, Limit, Page};
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Which events to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct EventsQuery {
    /// How many items at most.
    #[serde(default)]
    #[param(value_type = Option<u16>, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
    /// `next_cursor` of the page before.
    #[param(value_type = Option<String>)]
    cursor: Option<Cursor>,
    /// An event type, or all of a resource (`invoice.*`).
    #[param(value_type = Option<String>, example = "invoice.*")]
    event_type: Option<Pattern>,
    /// The poster's own id.
    external_id: Option<String>,
    /// True: only those whose deliveries are held back now (`deliver_at`).
    #[serde(default)]
    held: bool,
    /// Accepted at this instant or later.
    #[param(value_type = Option<String>, format = DateTime)]
    since: Option<Timestamp>,
    /// Accepted before this instant.
    #[param(value_type = Option<String>, format = DateTime)]
    until: Option<Timestamp>,
}

/// List events
///
/// Those of resources that are granted to you, the newest first, without their data. Where filters match few
/// of many, at most 100,000 events are scanned for a page, and `next_cursor` goes on from there: a short or
/// empty page is not the last while it has one.
#[utoipa::path(
    tag = "events",
    params(EventsQuery),
    responses((status = 200, description = "A page of events", body = Page<EventHeadView>)),
    extensions(("x-permission" = json!("events.view")))
)]
#[get("/events")]
pub(crate) async fn list_events(
    state: Data<ApiState>,
    principal: Principal,
    query: Query<EventsQuery>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::EventsView)?;
    let (query, tenant) = (query.0, principal.tenant_id);
    let (limit, before) = (query.limit, Cursor::read(query.cursor.as_ref())?);
    let filter = Filter {
        grants: principal.grants.as_ref().clone(),
        event_type: query.event_type,
        external_id: query.external_id,
        held_at: query.held.then(|| state.clock.now()),
        since: query.since,
        until: query.until,
    };
    let found = state.db.read(move |c| events::look_for(c, tenant, &filter, before, limit.rows())).await;
    let page = Page::found(found.map_err(Problem::from)?, limit, |head| head.id, EventHeadView::from);
    Ok(HttpResponse::Ok().json(page))
}
