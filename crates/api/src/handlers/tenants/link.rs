//! `POST /api/v1/tenants/{id}/links`

use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use billhook_core::clock::Timestamp;
use billhook_core::member::{Authority, Grant, Grants, MemberState, PORTAL_PERMISSIONS, Permission};
use billhook_core::secret::LinkToken;
use billhook_core::tenant::{TenantRef, TenantState};
use billhook_store::audit::{self, Entry, Subject};
use billhook_store::portal::{self, Link};
use billhook_store::{AnyConnection, tenants};
use chrono::Duration;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use crate::checks::Checks;
use crate::extract::Path;
use crate::idempotency::Create;
use crate::operator::{OPERATORS_KEYS, Operator, being_deleted};
use crate::problem::Problem;
use crate::state::{ApiConfig, ApiState};

/// The shortest time that a link may be given, in seconds.
const MIN_S: i64 = 10;

/// A link into a tenant's console.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewTenantLink)]
pub(crate) struct PostedLink {
    /// Who will open it, as the audit log is to call them.
    #[schema(example = "Ann of Acme", min_length = 1, max_length = 100)]
    name: Option<String>,
    /// What they may do. Left out: see to hooks, look at events and send deliveries again.
    #[schema(value_type = Option<Vec<String>>, example = json!(["hooks.view", "hooks.create"]))]
    permissions: Option<Vec<Permission>>,
    /// Which families of events they may see and hook. Left out: all.
    #[schema(value_type = Option<Vec<String>>, example = json!(["invoice", "order"]), max_items = 200)]
    grants: Option<Vec<Grant>>,
    /// For how many seconds it can be opened: 10 to 86400, as far as the installation allows. Left out: 15 minutes,
    /// unless the installation says otherwise.
    #[schema(example = 900, minimum = 10)]
    expires_in_s: Option<i64>,
}

/// A link, shown once.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TenantLink)]
pub(crate) struct LinkView {
    /// Opens the console, once.
    #[schema(example = "https://hooks.example.com/portal?token=…")]
    url: String,
    /// Until when it can be opened.
    #[schema(value_type = String, format = DateTime)]
    expires_at: Timestamp,
}

/// Make a link into a tenant's console
///
/// Whoever opens it is in the console of this tenant, with what the link carries and nothing more, and needs
/// no account. It works once, and for a short time; the session that it opens ends by itself. Ask for a link
/// when somebody wants to go there, and send them to it right away, in a tab or in a frame.
#[utoipa::path(
    tag = "tenants",
    params(("id" = String, Path, description = "The tenant's id, or `key:` and its key")),
    request_body = PostedLink,
    responses(
        (status = 201, description = "The link", body = LinkView),
        (status = 409, description = "The tenant has closed its portal")
    ),
    security(("operator" = []))
)]
#[post("/tenants/{id}/links")]
pub(crate) async fn create_tenant_link(
    state: Data<ApiState>,
    operator: Operator,
    path: Path<TenantRef>,
    body: Create<PostedLink>,
) -> Result<HttpResponse, Problem> {
    let Create { content, once } = body;
    let now = state.clock.now();
    let link = content.checked(&state.config, now)?;
    let token = LinkToken::generate();
    let url = url(&state.config, &token)?;
    once.run_in(&state, OPERATORS_KEYS, StatusCode::CREATED, move |c| {
        keep(c, &operator, &path.0, &link, &token)?;
        Ok(LinkView { url, expires_at: link.expires_at })
    })
    .await
}

impl PostedLink {
    fn checked(self, config: &ApiConfig, now: Timestamp) -> Result<Link, Problem> {
        let mut checks = Checks::default();
        let visitor = self.name.map(|name| checks.name("/name", &name));
        checks.grants("/grants", self.grants.as_deref());
        let max_s = config.max_portal_link.num_seconds();
        let lifetime_s = self.expires_in_s.unwrap_or(config.portal_link_lifetime.num_seconds());
        let fits = (MIN_S..=max_s).contains(&lifetime_s);
        checks.that(fits, "/expires_in_s", format!("name {MIN_S} to {max_s} seconds"));
        checks.finish()?;
        let permissions = self.permissions.map_or_else(
            || PORTAL_PERMISSIONS.iter().copied().collect(),
            |permissions| permissions.into_iter().collect(),
        );
        let grants = self.grants.map_or_else(Grants::all, |grants| Grants(grants.into_iter().collect()));
        Ok(Link {
            visitor,
            authority: Authority { permissions, grants },
            created_at: now,
            expires_at: now + Duration::seconds(lifetime_s),
            used_at: None,
        })
    }
}

fn url(config: &ApiConfig, token: &LinkToken) -> Result<String, Problem> {
    let mut url = config.public_url.join("/portal").map_err(|error| {
        tracing::error!(%error, "no link can be made of the public URL");
        Problem::internal()
    })?;
    url.query_pairs_mut().append_pair("token", token.as_str());
    Ok(url.into())
}

fn keep(
    connection: &mut AnyConnection,
    operator: &Operator,
    wanted: &TenantRef,
    link: &Link,
    token: &LinkToken,
) -> Result<(), Problem> {
    let found = tenants::find_by_ref(connection, operator.scope, wanted)?;
    let tenant = found.ok_or_else(|| Problem::not_found("tenant"))?;
    if tenant.state == TenantState::Deleting {
        return Err(being_deleted());
    }
    let member = portal::member(connection, tenant.id, operator.scope, link.created_at)?;
    if member.state == MemberState::Disabled {
        return Err(Problem::conflict(
            "The tenant has closed its portal: its member of that name is disabled.",
        ));
    }
    portal::insert_link(connection, tenant.id, operator.scope, link, &token.hash())?;
    let Authority { permissions, grants } = &link.authority;
    let after = json!({"visitor": link.visitor, "permissions": permissions, "grants": grants,
        "expires_at": link.expires_at});
    let subject = Subject::new("portal", member.id, link.visitor.as_deref().unwrap_or(portal::NAME));
    let entry = Entry::new(operator.actor(), "portal.link_created", subject, link.created_at);
    audit::insert(connection, tenant.id, &entry.changing(None, Some(after.to_string())))?;
    Ok(())
}
