//! Ready-made sets of permissions: starting points for a new member, and nothing that a member is bound to.

use super::Permission::{self, *};

/// A set of permissions under a name.
#[derive(Clone, Copy, Debug)]
pub struct PermissionSet {
    /// Its stable id.
    pub id: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// Whom it is for, in a sentence.
    pub description: &'static str,
    /// What it holds.
    pub permissions: &'static [Permission],
}

/// The sets that there are, the largest first.
pub const PERMISSION_SETS: &[PermissionSet] = &[
    PermissionSet {
        id: "owner",
        name: "Owner",
        description: "Does everything, members and settings included.",
        permissions: Permission::ALL,
    },
    PermissionSet {
        id: "developer",
        name: "Developer",
        description: "Builds and runs integrations: hooks, events, the catalogue, apps and tokens.",
        permissions: &[
            HooksView,
            HooksCreate,
            HooksEdit,
            HooksDelete,
            HooksTest,
            EventsPublish,
            EventsView,
            DeliveriesReplay,
            CatalogEdit,
            AppsEdit,
            TokensEdit,
        ],
    },
    PermissionSet {
        id: "support",
        name: "Support",
        description: "Finds out what became of an event, tests hooks and sends deliveries again.",
        permissions: &[HooksView, HooksTest, EventsView, DeliveriesReplay],
    },
    PermissionSet {
        id: "read-only",
        name: "Read-only",
        description: "Sees hooks, events and deliveries, and changes nothing.",
        permissions: &[HooksView, EventsView],
    },
];

/// What a link into a tenant's console carries unless it says otherwise: to run one's hooks and to see what became of
/// events. Not to post events, which is the platform's part; and nothing that would outlive the visit, as tokens and
/// members would.
pub const PORTAL_PERMISSIONS: &[Permission] =
    &[HooksView, HooksCreate, HooksEdit, HooksDelete, HooksTest, EventsView, DeliveriesReplay];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_set_holds_the_next() {
        for pair in PERMISSION_SETS.windows(2) {
            let holds = |permission: &Permission| pair[0].permissions.contains(permission);
            assert!(
                pair[1].permissions.iter().all(holds),
                "{} lacks something of {}",
                pair[0].id,
                pair[1].id
            );
        }
    }
}
