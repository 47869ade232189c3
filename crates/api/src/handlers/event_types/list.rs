//! `GET /api/v1/event-types`

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use billhook_store::{AnyConnection, event_types, portions};

use super::view::EventTypeView;
use crate::extract::Query;
use crate::page::{Page, PageQuery};
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Event types that are read at once: 2.5 MB where they are as large as they may be.
pub(crate) const EVENT_TYPES_AT_ONCE: usize = 20;

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
    let read = state.db.read(move |c| {
        let list = |c: &mut AnyConnection, before, most| event_types::list(c, tenant, before, most);
        Ok::<_, Problem>(portions::read(c, before, limit.items(), EVENT_TYPES_AT_ONCE, list)?)
    });
    let page = Page::portion(read.await?, EventTypeView::try_from);
    let data = page.data.into_iter().collect::<Result<Vec<_>, _>>()?;
    Ok(HttpResponse::Ok().json(Page { data, next_cursor: page.next_cursor }))
}
