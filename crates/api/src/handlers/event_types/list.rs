//! `GET /api/v1/event-types`

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use billhook_store::event_types;

use super::view::EventTypeView;
use crate::extract::Query;
use crate::page::{Page, PageQuery};
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// List the catalogue
///
/// Declared event types, and those that were only ever seen on an event; the newest first. Every member may read it.
#[utoipa::path(
    tag = "event-types",
    params(PageQuery),
    responses((status = 200, description = "A page of event types", body = Page<EventTypeView>))
)]
#[get("/event-types")]
pub(crate) async fn list_event_types(
    state: Data<ApiState>,
    principal: Principal,
    query: Query<PageQuery>,
) -> Result<HttpResponse, Problem> {
    let (tenant, before, limit) = (principal.tenant_id, query.0.after()?, query.0.limit);
    let rows = state.db.read(move |c| event_types::list(c, tenant, before, limit.rows())).await;
    let page =
        Page::of(rows.map_err(Problem::from)?, limit, |event_type| event_type.id, EventTypeView::try_from);
    let data = page.data.into_iter().collect::<Result<Vec<_>, _>>()?;
    Ok(HttpResponse::Ok().json(Page { data, next_cursor: page.next_cursor }))
}
