//! A session as the API shows it: who, and what they may do where.

use billhook_core::clock::Timestamp;
use billhook_core::id::{MemberId, TenantId, UserId};
use billhook_core::member::{Grants, MemberState, Permissions};
use billhook_core::preset::Preset;
use billhook_core::tenant::TenantState;
use billhook_store::AnyConnection;
use billhook_store::members::{self, Member};
use billhook_store::sessions::Session;
use billhook_store::tenants::Tenant;
use billhook_store::users::{self, User};
use serde::Serialize;
use utoipa::ToSchema;

use crate::authentication::{SignedIn, of_session};
use crate::handlers::members::UserView;
use crate::problem::Problem;

/// Who is signed in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Session)]
pub(crate) struct SessionView {
    user: UserView,
    /// The tenants that they are an active member of.
    tenants: Vec<MembershipView>,
    /// For a session that a link of the operator opened; null for a person's own.
    portal: Option<PortalView>,
}

/// What bounds a session that a link opened.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PortalSession)]
struct PortalView {
    /// When it ends, however often it is refreshed.
    #[schema(value_type = String, format = DateTime)]
    ends_at: Timestamp,
}

/// A tenant, with what the user may do there.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Membership)]
pub(crate) struct MembershipView {
    /// What goes into `Billhook-Tenant`.
    #[schema(value_type = String, example = "ten_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    id: TenantId,
    #[schema(example = "Pied Piper")]
    name: String,
    #[schema(example = "pied-piper")]
    slug: String,
    /// The preset of hooks that name none.
    #[schema(value_type = String, example = "standard")]
    preset: Preset,
    #[schema(value_type = String, example = "mbr_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    member_id: MemberId,
    #[schema(value_type = Vec<String>, example = json!(["hooks.view", "hooks.create"]))]
    permissions: Permissions,
    #[schema(value_type = Vec<String>, example = json!(["*"]))]
    grants: Grants,
}

impl SessionView {
    /// The view of a user with these memberships.
    pub(crate) fn new(user: User, members: Vec<(Member, Tenant)>) -> Self {
        let active = members.into_iter().filter(|(member, tenant)| {
            member.state == MemberState::Active && tenant.state != TenantState::Deleting
        });
        Self { user: user.into(), tenants: active.map(MembershipView::from).collect(), portal: None }
    }

    /// The same view, with one tenant only and what a token allows there.
    pub(crate) fn narrowed(mut self, tenant: TenantId, permissions: &Permissions, grants: &Grants) -> Self {
        self.tenants.retain(|membership| membership.id == tenant);
        for membership in &mut self.tenants {
            membership.permissions.clone_from(permissions);
            membership.grants.clone_from(grants);
        }
        self
    }
}

impl From<SignedIn> for SessionView {
    fn from(signed_in: SignedIn) -> Self {
        let portal = signed_in.visit.map(|visit| PortalView { ends_at: visit.ends_at });
        Self { portal, ..Self::new(signed_in.user, signed_in.members) }
    }
}

impl From<(Member, Tenant)> for MembershipView {
    fn from((member, tenant): (Member, Tenant)) -> Self {
        Self {
            id: tenant.id,
            name: tenant.name,
            slug: tenant.slug.into(),
            preset: tenant.preset,
            member_id: member.id,
            permissions: member.permissions,
            grants: member.grants,
        }
    }
}

/// The view of this user, as things are now.
pub(crate) fn read_view(connection: &mut AnyConnection, user: UserId) -> Result<SessionView, Problem> {
    let found = users::find(connection, user)?.ok_or_else(|| Problem::not_found("user"))?;
    Ok(SessionView::new(found, members::of_user(connection, user)?))
}

/// The view of this session, as things are now.
pub(crate) fn read_view_of(connection: &mut AnyConnection, session: Session) -> Result<SessionView, Problem> {
    let signed_in = of_session(connection, session)?.ok_or_else(|| Problem::not_found("user"))?;
    Ok(signed_in.into())
}
