//! `POST /api/v1/tenants`

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::{StoreError, tenants};

use super::content::{PostedTenant, key_taken};
use super::view::TenantView;
use crate::idempotency::Create;
use crate::operator::{OPERATORS_KEYS, Operator};
use crate::problem::Problem;
use crate::state::ApiState;

/// Make a tenant
///
/// It has no members yet: post events to it by `Billhook-Tenant: key:…`, and open the console in it by a link.
#[utoipa::path(
    tag = "tenants",
    request_body = PostedTenant,
    responses(
        (status = 201, description = "The tenant", body = TenantView),
        (status = 409, description = "Another tenant has the key")
    ),
    security(("operator" = []))
)]
#[post("/tenants")]
pub(crate) async fn create_tenant(
    state: Data<ApiState>,
    operator: Operator,
    body: Create<PostedTenant>,
) -> Result<HttpResponse, Problem> {
    let Create { content, once } = body;
    let (new, now) = (content.checked()?, state.clock.now());
    once.run_in(&state, OPERATORS_KEYS, StatusCode::CREATED, move |c| {
        let tenant = match tenants::create(c, operator.scope, &new, now) {
            Err(StoreError::Taken(_)) => return Err(key_taken(Some(&new.key))),
            made => made?,
        };
        let subject = Subject::new("tenant", tenant.id, tenant.name.as_str());
        audit::insert(c, tenant.id, &Entry::new(operator.actor(), "tenant.created", subject, now))?;
        Ok(TenantView::from(tenant))
    })
    .await
}
