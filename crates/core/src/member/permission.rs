//! Permissions: what a member may do.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! permissions {
    ($($(#[$doc:meta])* $case:ident $text:literal,)*) => {
        /// One thing that a member may be allowed to do in a tenant.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Permission { $($(#[$doc])* #[serde(rename = $text)] $case,)* }

        impl Permission {
            /// Every permission there is.
            pub const ALL: &[Self] = &[$(Self::$case,)*];

            /// The name in JSON, SQL and the console.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$case => $text,)* }
            }
        }
    };
}

permissions! {
    /// See hooks, their actions and their health.
    HooksView "hooks.view",
    /// Make hooks.
    HooksCreate "hooks.create",
    /// Change hooks, see and rotate their secrets.
    HooksEdit "hooks.edit",
    /// Delete hooks.
    HooksDelete "hooks.delete",
    /// Press the test button.
    HooksTest "hooks.test",
    /// Post events.
    EventsPublish "events.publish",
    /// See events and deliveries.
    EventsView "events.view",
    /// Send a finished delivery again.
    DeliveriesReplay "deliveries.replay",
    /// Change event types.
    CatalogEdit "catalog.edit",
    /// Change apps and SKUs.
    AppsEdit "apps.edit",
    /// Invite, change and remove members.
    MembersEdit "members.edit",
    /// Make and revoke tokens.
    TokensEdit "tokens.edit",
    /// Read the audit log.
    AuditView "audit.view",
    /// Change the tenant's settings.
    SettingsEdit "settings.edit",
}

impl fmt::Display for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A set of permissions.
pub type Permissions = BTreeSet<Permission>;

/// The set with every permission.
pub fn all_permissions() -> Permissions {
    Permission::ALL.iter().copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_json_are_those_of_the_product() {
        assert_eq!(serde_json::to_string(&Permission::HooksView).unwrap(), r#""hooks.view""#);
        for permission in Permission::ALL {
            assert_eq!(serde_json::to_string(permission).unwrap(), format!("\"{permission}\""));
        }
    }
}
