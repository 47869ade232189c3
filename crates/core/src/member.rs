//! What a member may do: permissions, and grants over families of events.
//!
//! [`Authority`] is both together, [`Standing`] what a member has of it at a moment. What a change of one may do is
//! decided in [`change`]; who may own a hook, in [`crate::owner`].

mod authority;
pub mod change;
mod grant;
mod permission;
mod sets;

use serde::{Deserialize, Serialize};

pub use self::authority::Authority;
pub use self::grant::{Grant, Grants, ParseGrantError};
pub use self::permission::{Permission, Permissions, all_permissions};
pub use self::sets::{PERMISSION_SETS, PORTAL_PERMISSIONS, PermissionSet};

/// Whether a member may act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MemberState {
    /// May do what the permissions say.
    Active,
    /// May do nothing.
    Disabled,
}

/// What a member has, and whether it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// What they were given.
    pub authority: Authority,
    /// Whether they may use it.
    pub state: MemberState,
}

impl Standing {
    /// What they may do at this moment: nothing while they are disabled.
    pub fn in_effect(&self) -> Authority {
        match self.state {
            MemberState::Active => self.authority.clone(),
            MemberState::Disabled => Authority::default(),
        }
    }
}
