//! What a change of a member's standing may do, and what follows from it.

use serde::{Deserialize, Serialize};

use super::{Authority, MemberState, Permission, Standing};

/// Why a member is not changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Whoever changes them would give this, and does not have it.
    GivesTooMuch(Authority),
    /// They are an owner, and whoever changes them is not, for want of this.
    TakesFromOwner(Authority),
    /// Nobody would be left who can edit members.
    LastEditor,
}

/// Who else of the tenant can edit members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherEditors {
    /// Nobody.
    None,
    /// Somebody.
    Some,
}

/// Who changes a member.
#[derive(Clone, Copy, Debug)]
pub struct Changer<'a> {
    /// What they may do.
    pub authority: &'a Authority,
    /// True if the member changes themself.
    pub is_themself: bool,
}

/// Whether somebody may change a member so.
///
/// Nobody can give what they do not have. Enabling a member gives everything that the member was given before.
/// Taking away needs nothing beyond the permission to edit members, but from an owner, who has every
/// permission, only another owner takes anything.
pub fn judge(
    before: &Standing,
    after: &Standing,
    by: Changer<'_>,
    others: OtherEditors,
) -> Result<(), Refusal> {
    let given = after.authority.beyond(&baseline(before, after)).beyond(by.authority);
    if !given.is_empty() {
        return Err(Refusal::GivesTooMuch(given));
    }
    let is_above = before.authority.is_an_owners() && !by.authority.is_an_owners() && !by.is_themself;
    if is_above && takes(before, after) {
        return Err(Refusal::TakesFromOwner(Authority::full().beyond(by.authority)));
    }
    if can_edit(before) && !can_edit(after) && others == OtherEditors::None {
        return Err(Refusal::LastEditor);
    }
    Ok(())
}

/// What a member had before, as far as it is not given again.
fn baseline(before: &Standing, after: &Standing) -> Authority {
    match (before.state, after.state) {
        (MemberState::Disabled, MemberState::Active) => Authority::default(),
        _ => before.authority.clone(),
    }
}

fn takes(before: &Standing, after: &Standing) -> bool {
    let disables = before.state == MemberState::Active && after.state == MemberState::Disabled;
    disables || !before.authority.beyond(&after.authority).is_empty()
}

fn can_edit(standing: &Standing) -> bool {
    standing.in_effect().permissions.contains(&Permission::MembersEdit)
}

/// What a change does to what a member may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Nothing.
    None,
    /// They may do more, and nothing less.
    Gain,
    /// There is something that they may not do any more.
    Loss,
}

/// What the change from `before` to `after` does.
pub fn effect(before: &Standing, after: &Standing) -> Effect {
    let (before, after) = (before.in_effect(), after.in_effect());
    if !before.beyond(&after).is_empty() {
        return Effect::Loss;
    }
    if after.beyond(&before).is_empty() { Effect::None } else { Effect::Gain }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::member::Grants;
    use crate::member::Permission::{HooksEdit, HooksView, MembersEdit};

    fn standing(permissions: &[Permission], grants: &[&str], state: MemberState) -> Standing {
        let grants = Grants(grants.iter().map(|text| text.parse().unwrap()).collect());
        Standing {
            authority: Authority { permissions: permissions.iter().copied().collect(), grants },
            state,
        }
    }

    fn active(permissions: &[Permission], grants: &[&str]) -> Standing {
        standing(permissions, grants, MemberState::Active)
    }

    fn disabled(permissions: &[Permission], grants: &[&str]) -> Standing {
        standing(permissions, grants, MemberState::Disabled)
    }

    fn somebody(authority: &Authority) -> Changer<'_> {
        Changer { authority, is_themself: false }
    }

    #[test]
    fn nobody_gives_what_they_do_not_have() {
        let giver = active(&[MembersEdit, HooksView], &["order"]).authority;
        let too_much = |before: Standing, after: Standing| match judge(
            &before,
            &after,
            somebody(&giver),
            OtherEditors::Some,
        ) {
            Err(Refusal::GivesTooMuch(excess)) => Some(excess),
            _ => None,
        };
        let none = active(&[], &[]);
        assert_eq!(too_much(none.clone(), active(&[HooksView], &["order"])), None);
        assert_eq!(
            too_much(none, active(&[HooksEdit, HooksView], &["order", "invoice"])),
            Some(active(&[HooksEdit], &["invoice"]).authority)
        );
        let more = active(&[HooksEdit, HooksView], &["*"]);
        assert_eq!(too_much(more.clone(), active(&[HooksEdit], &["*"])), None, "what is left is not given");
        assert_eq!(too_much(more.clone(), disabled(&[HooksEdit, HooksView], &["*"])), None);
        assert_eq!(
            too_much(disabled(&[HooksEdit], &["*"]), active(&[HooksEdit], &["*"])),
            Some(active(&[HooksEdit], &["*"]).authority),
            "to enable a member is to give what they had"
        );
        assert_eq!(
            too_much(active(&[], &["order"]), active(&[], &["*"])),
            Some(active(&[], &["*"]).authority),
            "one grant is not all"
        );
    }

    #[test]
    fn the_last_one_who_can_edit_members_stays() {
        let giver = Authority::full();
        let editor = active(&[MembersEdit, HooksView], &[]);
        for after in [active(&[HooksView], &[]), disabled(&[MembersEdit, HooksView], &[])] {
            assert_eq!(
                judge(&editor, &after, somebody(&giver), OtherEditors::None),
                Err(Refusal::LastEditor)
            );
            assert_eq!(judge(&editor, &after, somebody(&giver), OtherEditors::Some), Ok(()));
        }
        assert_eq!(
            judge(&editor, &active(&[MembersEdit], &[]), somebody(&giver), OtherEditors::None),
            Ok(())
        );
        let other = active(&[HooksView], &[]);
        assert_eq!(judge(&other, &active(&[], &[]), somebody(&giver), OtherEditors::None), Ok(()));
    }

    #[test]
    fn only_an_owner_takes_anything_from_an_owner() {
        let owner = Standing { authority: Authority::full(), state: MemberState::Active };
        let by = active(&[MembersEdit, HooksView], &["*"]).authority;
        let full = Authority::full();
        let refused = Err(Refusal::TakesFromOwner(full.beyond(&by)));
        let mut less = owner.clone();
        less.authority.permissions.remove(&HooksView);
        let off = Standing { state: MemberState::Disabled, ..owner.clone() };
        let gone = disabled(&[], &[]);
        for (before, after) in [(&owner, &less), (&owner, &off), (&owner, &gone), (&off, &gone)] {
            let judged = |by| judge(before, after, by, OtherEditors::Some);
            assert_eq!(judged(somebody(&by)), refused, "{after:?}");
            assert_eq!(judged(somebody(&full)), Ok(()), "{after:?}");
            assert_eq!(judged(Changer { authority: &by, is_themself: true }), Ok(()), "{after:?}");
        }
        let of_orders = Authority { grants: Grants(["order".parse().unwrap()].into()), ..Authority::full() };
        let refused = Err(Refusal::TakesFromOwner(Authority::full().beyond(&of_orders)));
        assert_eq!(judge(&owner, &off, somebody(&of_orders), OtherEditors::Some), refused);
        assert_eq!(judge(&owner, &owner, somebody(&by), OtherEditors::Some), Ok(()), "nothing is taken");
        assert_eq!(judge(&less, &gone, somebody(&by), OtherEditors::Some), Ok(()), "they are not an owner");
    }

    #[test]
    fn a_change_is_a_gain_a_loss_or_nothing() {
        let before = active(&[HooksView], &["order"]);
        for (after, expected) in [
            (active(&[HooksView], &["order"]), Effect::None),
            (active(&[HooksView, HooksEdit], &["*"]), Effect::Gain),
            (active(&[HooksView, HooksEdit], &["invoice"]), Effect::Loss),
            (disabled(&[HooksView], &["order"]), Effect::Loss),
        ] {
            assert_eq!(effect(&before, &after), expected, "{after:?}");
        }
        assert_eq!(effect(&disabled(&[HooksView], &[]), &disabled(&[], &[])), Effect::None);
    }
}
