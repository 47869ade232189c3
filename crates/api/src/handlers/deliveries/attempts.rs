//! `GET /api/v1/deliveries/{id}/attempts`

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use billhook_core::id::DeliveryId;
use billhook_core::member::Permission;
use billhook_store::portions::{self, Portion};
use billhook_store::{AnyConnection, attempts};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::view::{AttemptView, find};
use crate::extract::{Path, Query};
use crate::handlers::hooks::rules_of;
use crate::masking::Sight;
use crate::page::Limit;
use crate::principal::Principal;
use crate::problem::Problem;
use crate::state::ApiState;

/// Attempts that are read at once: their requests may have hundreds of kilobytes, in XML some megabytes.
const AT_ONCE: usize = 5;

/// Which attempts to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct AttemptsQuery {
    /// How many items at most.
    #[serde(default)]
    #[param(value_type = Option<u16>, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// A page of attempts.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AttemptPage)]
pub(crate) struct AttemptPage {
    data: Vec<AttemptView>,
    /// Where the next page begins; null on the last.
    next_cursor: Option<String>,
}

/// List a delivery's attempts
///
/// In order, each with the exact request and as much of the response as is kept. Without `hooks.edit`, and the
/// grants of all that the hook gets, secrets in headers, query and body are shown as `***`.
#[utoipa::path(
    tag = "deliveries",
    params(("id" = String, Path, description = "The delivery's id"), AttemptsQuery),
    responses((status = 200, description = "A page of attempts", body = AttemptPage)),
    extensions(("x-permission" = json!("events.view")))
)]
#[get("/deliveries/{id}/attempts")]
pub(crate) async fn list_attempts(
    state: Data<ApiState>,
    principal: Principal,
    path: Path<DeliveryId>,
    query: Query<AttemptsQuery>,
) -> Result<HttpResponse, Problem> {
    principal.require(Permission::EventsView)?;
    let (limit, after) = (query.0.limit, after(query.0.cursor.as_deref())?);
    let read = state.db.read(move |c| {
        let delivery = find(c, &principal, path.0)?;
        let rules = rules_of(c, principal.tenant_id, delivery.hook_id)?;
        let list = |c: &mut AnyConnection, after: Option<u32>, most| {
            attempts::list(c, principal.tenant_id, delivery.id, after.unwrap_or_default(), most)
        };
        let portion = portions::read(c, Some(after), limit.items(), AT_ONCE, list)?;
        Ok::<_, Problem>((portion, Sight::of(&principal, &rules)))
    });
    let (Portion { rows, more }, sight) = read.await?;
    let next_cursor = rows.last().filter(|_| more).map(|last| last.summary.number.to_string());
    let data = rows.into_iter().map(|attempt| AttemptView::of(attempt, sight)).collect();
    Ok(HttpResponse::Ok().json(AttemptPage { data, next_cursor }))
}

/// Attempts are numbered, so the number of the last one is the cursor.
fn after(cursor: Option<&str>) -> Result<u32, Problem> {
    let detail = "not a cursor of this list: take `next_cursor` as it came";
    cursor.map_or(Ok(0), |text| text.parse().map_err(|_| Problem::parameter("cursor", detail)))
}
