//! What is posted to change a member.

use billhook_core::member::{Grant, Grants, MemberState, Permission};
use billhook_store::members::Change;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::checks::Checks;
use crate::problem::Problem;

/// Changes to a member; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MemberPatch {
    /// What they may do from now on.
    #[schema(value_type = Option<Vec<String>>, example = json!(["hooks.view", "hooks.create"]))]
    permissions: Option<Vec<Permission>>,
    /// Which families of events they may see and hook from now on; `*` for all.
    #[schema(value_type = Option<Vec<String>>, example = json!(["invoice", "order"]), max_items = 200)]
    grants: Option<Vec<Grant>>,
    /// `active` or `disabled`. Sessions and tokens of a disabled member stop at once.
    #[schema(value_type = Option<String>, example = "active")]
    state: Option<MemberState>,
}

impl MemberPatch {
    /// The change that it asks for.
    pub(super) fn checked(self) -> Result<Change, Problem> {
        let mut checks = Checks::default();
        checks.grants("/grants", self.grants.as_deref());
        checks.finish()?;
        Ok(Change {
            permissions: self.permissions.map(|list| list.into_iter().collect()),
            grants: self.grants.map(|list| Grants(list.into_iter().collect())),
            state: self.state,
        })
    }
}
