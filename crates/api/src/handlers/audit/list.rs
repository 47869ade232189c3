//! `GET /api/v1/audit`

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use billhook_core::member::Permission;
use billhook_store::{AnyConnection, audit, portions};

use super::query::audit_query;
use super::view::EntryView;
use crate::extract::Query;
use crate::page::{Cursor, Limit, Page};
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Entries that are read at once: one of a hook with many filters has a megabyte.
pub(crate) const ENTRIES_AT_ONCE: usize = 10;

audit_query! {
    /// Which entries to list.
    AuditQuery {
        /// How many items at most.
        #[serde(default)]
        #[param(value_type = Option<u16>, minimum = 1, maximum = 200, default = 50)]
        limit: Limit,
        /// `next_cursor` of the page before.
        #[param(value_type = Option<String>)]
        cursor: Option<Cursor>,
    }
}

/// List the audit log
///
/// Who did what to what, and from where; the newest first. Nothing in it can be changed.
#[utoipa::path(
    tag = "audit",
    params(AuditQuery),
    responses((status = 200, description = "A page of entries", body = Page<EntryView>)),
    extensions(("x-permission" = json!("audit.view")))
)]
#[get("/audit")]
pub(crate) async fn list_audit_entries(
    state: Data<ApiState>,
    principal: Principal,
    query: Query<AuditQuery>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::AuditView)?;
    let (query, tenant) = (query.0, principal.tenant_id);
    let (limit, after, filter) = (query.limit, Cursor::read(query.cursor.as_ref())?, query.filter()?);
    let read = state.db.read(move |c| {
        let list = |c: &mut AnyConnection, after, most| audit::list(c, tenant, &filter, after, most);
        Ok::<_, Problem>(portions::read(c, after, limit.items(), ENTRIES_AT_ONCE, list)?)
    });
    Ok(HttpResponse::Ok().json(Page::portion(read.await?, EntryView::from)))
}
