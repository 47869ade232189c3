//! Who may own a hook: a hook is only as good as its owner.
//!
//! Asked when a hook or one of its actions is made or changed, when a hook is activated or handed over, and whenever
//! its owner's standing changes. What follows from the answer is not this module's business.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::action::Pattern;
use crate::member::change::Effect;
use crate::member::{MemberState, Permission, Standing};

/// What a member needs to own hooks at all.
pub const OWNERS_PERMISSION: Permission = Permission::HooksCreate;

/// Why a member may not own a hook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// They are disabled, or no longer a member.
    NotActive,
    /// They lack this permission.
    LacksPermission(Permission),
    /// They lack the grant for events of this resource, or `*`.
    LacksGrant(String),
}

/// Reads after the member's name: `Ann lacks the grant …`.
impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotActive => f.write_str("is no longer an active member"),
            Self::LacksPermission(permission) => write!(f, "lacks the permission `{permission}`"),
            Self::LacksGrant(resource) => write!(f, "lacks the grant for `{resource}` events"),
        }
    }
}

/// Why this member may not own a hook with these actions; `None` if they may.
pub fn unfit<'a>(owner: &Standing, actions: impl IntoIterator<Item = &'a Pattern>) -> Option<Unfit> {
    if owner.state != MemberState::Active {
        return Some(Unfit::NotActive);
    }
    if !owner.authority.permissions.contains(&OWNERS_PERMISSION) {
        return Some(Unfit::LacksPermission(OWNERS_PERMISSION));
    }
    let mut needed = actions.into_iter().map(Pattern::grant);
    needed.find(|resource| !owner.authority.grants.cover(resource)).map(|it| Unfit::LacksGrant(it.to_owned()))
}

/// Which of an owner's hooks a change of the owner deactivates; each tenant decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strictness {
    /// Those that the owner may no longer own.
    #[default]
    WhatIsLost,
    /// All of them, whatever changed.
    AnyChange,
}

/// Why a change of its owner deactivates a hook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The owner may no longer own it.
    Unfit(Unfit),
    /// The owner's permissions changed, and the tenant wants nothing more to be asked.
    AnyChange,
}

/// Reads after the member's name, as [`Unfit`] does.
impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unfit(unfit) => unfit.fmt(f),
            Self::AnyChange => f.write_str("had their permissions changed"),
        }
    }
}

/// Why a change of its owner, which had this effect and left them with `after`, deactivates a hook with these
/// actions; `None` if the hook goes on.
pub fn cause<'a>(
    strictness: Strictness,
    effect: Effect,
    after: &Standing,
    actions: impl IntoIterator<Item = &'a Pattern>,
) -> Option<Cause> {
    if let Some(unfit) = unfit(after, actions) {
        return Some(Cause::Unfit(unfit));
    }
    let any = strictness == Strictness::AnyChange && effect != Effect::None;
    any.then_some(Cause::AnyChange)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::member::{Authority, Grants};

    #[test]
    fn the_strict_reading_asks_for_nothing_but_a_change() {
        let after = owner(&[Permission::HooksCreate], &["order"], MemberState::Active);
        let (order, invoice) = (["order.*".parse().unwrap()], ["invoice.paid".parse().unwrap()]);
        let lost = Some(Cause::Unfit(Unfit::LacksGrant("invoice".into())));
        for (strictness, effect, actions, expected) in [
            (Strictness::WhatIsLost, Effect::Loss, &order, None),
            (Strictness::WhatIsLost, Effect::Loss, &invoice, lost.clone()),
            (Strictness::AnyChange, Effect::Loss, &invoice, lost),
            (Strictness::AnyChange, Effect::Loss, &order, Some(Cause::AnyChange)),
            (Strictness::AnyChange, Effect::Gain, &order, Some(Cause::AnyChange)),
            (Strictness::AnyChange, Effect::None, &order, None),
        ] {
            assert_eq!(cause(strictness, effect, &after, actions), expected, "{strictness:?} {effect:?}");
        }
    }

    fn owner(permissions: &[Permission], grants: &[&str], state: MemberState) -> Standing {
        let grants = Grants(grants.iter().map(|text| text.parse().unwrap()).collect());
        Standing {
            authority: Authority { permissions: permissions.iter().copied().collect(), grants },
            state,
        }
    }

    #[test]
    fn an_owner_is_active_may_make_hooks_and_has_the_grant_of_every_action() {
        use MemberState::{Active, Disabled};
        let create = [Permission::HooksCreate];
        for (owner, actions, expected) in [
            (owner(&create, &["order"], Active), vec!["order.*"], None),
            (owner(&create, &[], Active), vec![], None),
            (owner(&create, &["*"], Active), vec!["*", "order.paid"], None),
            (
                owner(&create, &["order"], Active),
                vec!["order.paid", "invoice.paid"],
                Some(Unfit::LacksGrant("invoice".into())),
            ),
            (owner(&create, &["order"], Active), vec!["*"], Some(Unfit::LacksGrant("*".into()))),
            (owner(&create, &["*"], Disabled), vec![], Some(Unfit::NotActive)),
            (
                owner(&[Permission::HooksEdit], &["*"], Active),
                vec![],
                Some(Unfit::LacksPermission(Permission::HooksCreate)),
            ),
        ] {
            let patterns: Vec<Pattern> = actions.iter().map(|text| text.parse().unwrap()).collect();
            assert_eq!(unfit(&owner, &patterns), expected, "{owner:?} {actions:?}");
        }
    }
}
