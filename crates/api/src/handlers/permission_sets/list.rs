//! `GET /api/v1/permission-sets`

use actix_web::{HttpResponse, get};
use billhook_core::member::{PERMISSION_SETS, Permission, PermissionSet};
use serde::Serialize;
use utoipa::ToSchema;

use crate::page::Page;
use crate::principal::Principal;
use crate::problem::Problem;

/// Permissions that go together.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PermissionSet)]
pub(crate) struct PermissionSetView {
    #[schema(value_type = String, example = "developer")]
    id: &'static str,
    #[schema(value_type = String, example = "Developer")]
    name: &'static str,
    /// Whom it is for.
    #[schema(value_type = String)]
    description: &'static str,
    #[schema(value_type = Vec<String>, example = json!(["hooks.view", "hooks.create"]))]
    permissions: &'static [Permission],
}

impl From<&'static PermissionSet> for PermissionSetView {
    fn from(set: &'static PermissionSet) -> Self {
        let PermissionSet { id, name, description, permissions } = set;
        Self { id, name, description, permissions }
    }
}

/// List ready-made sets of permissions
///
/// Starting points for a new member, the largest first. A member has permissions, not a set: any combination will do.
#[utoipa::path(
    tag = "members",
    responses((status = 200, description = "The sets, all on one page", body = Page<PermissionSetView>))
)]
#[get("/permission-sets")]
pub(crate) async fn list_permission_sets(_: Principal) -> Result<HttpResponse, Problem> {
    let data = PERMISSION_SETS.iter().map(PermissionSetView::from).collect();
    Ok(HttpResponse::Ok().json(Page { data, next_cursor: None }))
}
