//! A member as the API shows it.

use billhook_core::id::{MemberId, UserId};
use billhook_core::member::{Grants, MemberState, Permissions};
use billhook_store::members::Member;
use billhook_store::users::{User, UserKind};
use serde::Serialize;
use utoipa::ToSchema;

/// A user in the tenant, with what they may do.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Member)]
pub(crate) struct MemberView {
    #[schema(value_type = String, example = "mbr_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    id: MemberId,
    user: UserView,
    #[schema(value_type = Vec<String>, example = json!(["hooks.view", "hooks.create"]))]
    permissions: Permissions,
    #[schema(value_type = Vec<String>, example = json!(["invoice", "order"]))]
    grants: Grants,
    /// `active` or `disabled`.
    #[schema(value_type = String, example = "active")]
    state: MemberState,
}

/// A person.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = User)]
pub(crate) struct UserView {
    #[schema(value_type = String, example = "usr_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    pub(crate) id: UserId,
    pub(crate) name: String,
    /// Without meaning where `kind` is `portal`.
    pub(crate) email: String,
    /// `person`; or `portal`, which stands for all who come by links of the operator.
    #[schema(value_type = String, example = "person")]
    pub(crate) kind: &'static str,
}

impl From<User> for UserView {
    fn from(user: User) -> Self {
        let kind = match user.kind {
            UserKind::Person => "person",
            UserKind::Portal => "portal",
        };
        Self { id: user.id, name: user.name, email: user.email, kind }
    }
}

impl From<(Member, User)> for MemberView {
    fn from((member, user): (Member, User)) -> Self {
        Self {
            id: member.id,
            user: user.into(),
            permissions: member.permissions,
            grants: member.grants,
            state: member.state,
        }
    }
}
