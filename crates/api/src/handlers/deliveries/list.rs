//! `GET /api/v1/deliveries`

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use billhook_core::action::Pattern;
use billhook_core::clock::Timestamp;
use billhook_core::delivery::DeliveryState;
use billhook_core::id::{EventId, HookId, ReplayId};
use billhook_core::member::Permission;
use billhook_store::deliveries;
use serde::Deserialize;
use utoipa::IntoParams;

use super::filter::DeliveryFilter;
use super::view::DeliveryView;
use crate::extract::Query;
use crate::page::{Cursor, Limit, Page};
use crate::principal::Principal;
use crate::problem::Problem;
use crate::schema;
use crate::state::ApiState;

/// Which deliveries to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct DeliveriesQuery {
    /// How many items at most.
    #[serde(default)]
    #[param(value_type = Option<u16>, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
    /// `next_cursor` of the page before.
    #[param(value_type = Option<String>)]
    cursor: Option<Cursor>,
    /// The id of a hook.
    #[param(value_type = Option<String>)]
    hook: Option<HookId>,
    /// The id of an event.
    #[param(value_type = Option<String>)]
    event: Option<EventId>,
    /// The id of a replay: what it made.
    #[param(value_type = Option<String>)]
    replay: Option<ReplayId>,
    /// Only deliveries in this state.
    #[param(value_type = Option<schema::DeliveryState>)]
    state: Option<DeliveryState>,
    /// An event type, or all of a resource (`invoice.*`).
    #[param(value_type = Option<String>, example = "invoice.*")]
    event_type: Option<Pattern>,
    /// Made at this instant or later.
    #[param(value_type = Option<String>, format = DateTime)]
    since: Option<Timestamp>,
    /// Made before this instant.
    #[param(value_type = Option<String>, format = DateTime)]
    until: Option<Timestamp>,
    /// Ended at this instant or later without success: failed, cancelled or skipped.
    #[param(value_type = Option<String>, format = DateTime)]
    missed_since: Option<Timestamp>,
}

/// List deliveries
///
/// Those of resources that are granted to you, and tests; the newest first. Filters narrow together. Where
/// they match few of many, at most 100,000 deliveries are scanned for a page, and `next_cursor` goes on from
/// there: a short or empty page is not the last while it has one.
#[utoipa::path(
    tag = "deliveries",
    params(DeliveriesQuery),
    responses((status = 200, description = "A page of deliveries", body = Page<DeliveryView>)),
    extensions(("x-permission" = json!("events.view")))
)]
#[get("/deliveries")]
pub(crate) async fn list_deliveries(
    state: Data<ApiState>,
    principal: Principal,
    query: Query<DeliveriesQuery>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::EventsView)?;
    let (query, tenant) = (query.0, principal.tenant_id);
    let (limit, before) = (query.limit, Cursor::read(query.cursor.as_ref())?);
    let filter = DeliveryFilter {
        hook: query.hook,
        event: query.event,
        replay: query.replay,
        event_type: query.event_type,
        state: query.state,
        since: query.since,
        until: query.until,
        missed_since: query.missed_since,
    };
    let filter = filter.within(principal.grants.as_ref().clone());
    let found = state.db.read(move |c| deliveries::look_for(c, tenant, &filter, before, limit.rows())).await;
    let page = Page::found(found.map_err(Problem::from)?, limit, |delivery| delivery.id, DeliveryView::from);
    Ok(HttpResponse::Ok().json(page))
}
