//! Permissions and grants together, and how two of them compare.

use super::{Grants, Permissions, all_permissions};

/// What somebody may do, and to which events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Authority {
    /// What they may do.
    pub permissions: Permissions,
    /// Which events they may see and hook.
    pub grants: Grants,
}

impl Authority {
    /// Everything there is.
    pub fn full() -> Self {
        Self { permissions: all_permissions(), grants: Grants::all() }
    }

    /// What is left of it within these bounds; a bound that is `None` takes nothing away.
    pub fn within(&self, permissions: Option<&Permissions>, grants: Option<&Grants>) -> Self {
        Self {
            permissions: permissions.map_or_else(
                || self.permissions.clone(),
                |most| self.permissions.intersection(most).copied().collect(),
            ),
            grants: grants.map_or_else(|| self.grants.clone(), |most| self.grants.intersection(most)),
        }
    }

    /// What of this the other has not. The grant `*` is more than any number of single ones.
    pub fn beyond(&self, other: &Self) -> Self {
        let grants = self.grants.0.iter().filter(|grant| !other.grants.cover(grant.as_str()));
        Self {
            permissions: self.permissions.difference(&other.permissions).copied().collect(),
            grants: Grants(grants.cloned().collect()),
        }
    }

    /// True if it has every permission and every grant, as an owner has.
    pub fn is_an_owners(&self) -> bool {
        self.permissions.is_superset(&all_permissions()) && self.grants.cover_everything()
    }

    /// True if it allows nothing.
    pub fn is_empty(&self) -> bool {
        self.permissions.is_empty() && self.grants.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::member::Permission::{self, HooksEdit, HooksView};

    fn authority(permissions: &[Permission], grants: &[&str]) -> Authority {
        let grants = Grants(grants.iter().map(|text| text.parse().unwrap()).collect());
        Authority { permissions: permissions.iter().copied().collect(), grants }
    }

    #[test]
    fn bounds_take_away_and_never_add() {
        let member = authority(&[HooksView, HooksEdit], &["order", "invoice"]);
        let bounds = authority(&[HooksView, Permission::AuditView], &["*"]);
        let left = member.within(Some(&bounds.permissions), Some(&bounds.grants));
        assert_eq!(left, authority(&[HooksView], &["order", "invoice"]));
        assert_eq!(member.within(None, None), member);
    }

    #[test]
    fn what_one_has_beyond_another_is_named() {
        let more = authority(&[HooksView, HooksEdit], &["*"]);
        let less = authority(&[HooksView], &["order"]);
        assert_eq!(more.beyond(&less), authority(&[HooksEdit], &["*"]));
        assert!(less.beyond(&more).is_empty());
    }
}
