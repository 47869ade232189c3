//! What a change of a member's standing may do, and what follows from it.

use serde::{Deserialize, Serialize};

use super::{Authority, MemberState, Permission, Standing, all_permissions};

/// Why a member is not changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Whoever changes them would give this, and does not have it.
    GivesTooMuch(Authority),
    /// Whoever changes them would take this away, and does not have it.
    TakesTooMuch(Authority),
    /// They are an owner, and whoever changes them is none, for want of this.
    TakesFromOwner(Authority),
    /// Nobody would be left who can edit members.
    LastEditor,
    /// Nobody would be left who has every permission.
    LastOwner,
}

/// The most that anybody else of the tenant can do about its members.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Others {
    /// Nobody else can edit members.
    None,
    /// Somebody can, and has not every permission.
    Editor,
    /// Somebody has every permission.
    Owner,
}

/// Whether somebody with the authority `by` may change a member so.
///
/// Nobody gives what they have not, and nobody takes away what they have not. Enabling a member gives everything that the
/// member was given before; disabling takes all of it. From an owner, who has every permission, only an owner takes
/// anything.
pub fn judge(before: &Standing, after: &Standing, by: &Authority, others: Others) -> Result<(), Refusal> {
    let given = after.authority.beyond(&baseline(before, after)).beyond(by);
    if !given.is_empty() {
        return Err(Refusal::GivesTooMuch(given));
    }
    may_take(&taken(before, after), before, by)?;
    somebody_remains(before, after, others)
}

/// Whether somebody with the authority `by` may take a member out of the tenant: with all that they have on file, also if
/// they are disabled.
pub fn judge_leaving(before: &Standing, by: &Authority, others: Others) -> Result<(), Refusal> {
    may_take(&before.authority, before, by)?;
    let after = Standing { authority: Authority::default(), state: MemberState::Disabled };
    somebody_remains(before, &after, others)
}

/// What a member had before, as far as it is not given again.
fn baseline(before: &Standing, after: &Standing) -> Authority {
    match (before.state, after.state) {
        (MemberState::Disabled, MemberState::Active) => Authority::default(),
        _ => before.authority.clone(),
    }
}

fn taken(before: &Standing, after: &Standing) -> Authority {
    match (before.state, after.state) {
        (MemberState::Active, MemberState::Disabled) => before.authority.clone(),
        _ => before.authority.beyond(&after.authority),
    }
}

fn may_take(taken: &Authority, from: &Standing, by: &Authority) -> Result<(), Refusal> {
    if taken.is_empty() {
        return Ok(());
    }
    if from.authority.is_an_owners() && !by.is_an_owners() {
        let every = Authority { permissions: all_permissions(), ..Authority::default() };
        return Err(Refusal::TakesFromOwner(every.beyond(by)));
    }
    let missing = taken.beyond(by);
    if missing.is_empty() { Ok(()) } else { Err(Refusal::TakesTooMuch(missing)) }
}

fn somebody_remains(before: &Standing, after: &Standing, others: Others) -> Result<(), Refusal> {
    if can_edit(before) && !can_edit(after) && others == Others::None {
        return Err(Refusal::LastEditor);
    }
    let was_owner = before.in_effect().is_an_owners();
    if was_owner && !after.in_effect().is_an_owners() && others < Others::Owner {
        return Err(Refusal::LastOwner);
    }
    Ok(())
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

    fn full() -> Standing {
        Standing { authority: Authority::full(), state: MemberState::Active }
    }

    fn disabled(permissions: &[Permission], grants: &[&str]) -> Standing {
        standing(permissions, grants, MemberState::Disabled)
    }

    #[test]
    fn nobody_gives_what_they_have_not() {
        let giver = active(&[MembersEdit, HooksView], &["order"]).authority;
        let too_much = |before: Standing, after: Standing| match judge(&before, &after, &giver, Others::Owner)
        {
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
        assert_eq!(
            too_much(active(&[MembersEdit, HooksView], &["order"]), full()),
            Some(Authority::full().beyond(&giver)),
            "nor to themself"
        );
    }

    #[test]
    fn nobody_takes_away_what_they_have_not() {
        let by = active(&[MembersEdit, HooksView], &["order"]).authority;
        let judged = |before: &Standing, after: &Standing| judge(before, after, &by, Others::Owner);
        let more = active(&[HooksEdit, HooksView], &["order", "invoice"]);
        assert_eq!(judged(&more, &active(&[HooksEdit], &["invoice"])), Ok(()), "they have what they take");
        let excess = active(&[HooksEdit], &["invoice"]).authority;
        let refused = Err(Refusal::TakesTooMuch(excess));
        assert_eq!(judged(&more, &active(&[HooksView], &["order"])), refused);
        assert_eq!(judged(&more, &disabled(&[HooksEdit, HooksView], &["order", "invoice"])), refused);
        assert_eq!(judge_leaving(&more, &by, Others::Owner), refused);
        let off = disabled(&[HooksEdit, HooksView], &["order", "invoice"]);
        assert_eq!(judged(&off, &disabled(&[HooksEdit], &["order", "invoice"])), Ok(()));
        assert_eq!(judge_leaving(&off, &by, Others::Owner), refused, "who is removed loses what is on file");
        assert_eq!(
            judged(&active(&[], &["*"]), &active(&[], &["order"])),
            Err(Refusal::TakesTooMuch(active(&[], &["*"]).authority)),
            "to narrow everything down is to take it"
        );
    }

    #[test]
    fn only_an_owner_takes_anything_from_an_owner() {
        let owner = full();
        let by = active(&[MembersEdit, HooksView], &["*"]).authority;
        let less = |permission: Permission| {
            let mut after = owner.clone();
            after.authority.permissions.remove(&permission);
            after
        };
        let missing = Authority { grants: Grants::default(), ..Authority::full().beyond(&by) };
        let refused = Err(Refusal::TakesFromOwner(missing));
        let no_grants = Standing {
            authority: Authority { grants: Grants::default(), ..owner.authority.clone() },
            ..owner.clone()
        };
        let off = Standing { state: MemberState::Disabled, ..owner.clone() };
        for after in [less(HooksView), no_grants, off.clone()] {
            assert_eq!(judge(&owner, &after, &by, Others::Owner), refused, "{after:?}");
            assert_eq!(judge(&owner, &after, &Authority::full(), Others::Owner), Ok(()), "{after:?}");
        }
        assert_eq!(judge_leaving(&owner, &by, Others::Owner), refused);
        assert_eq!(judge_leaving(&off, &by, Others::Owner), refused);
        assert_eq!(judge_leaving(&owner, &Authority::full(), Others::Owner), Ok(()));
        assert_eq!(judge(&owner, &owner, &by, Others::Owner), Ok(()), "nothing is taken");
    }

    #[test]
    fn the_last_one_who_can_edit_members_stays() {
        let by = Authority::full();
        let editor = active(&[MembersEdit, HooksView], &[]);
        for after in [active(&[HooksView], &[]), disabled(&[MembersEdit, HooksView], &[])] {
            assert_eq!(judge(&editor, &after, &by, Others::None), Err(Refusal::LastEditor));
            assert_eq!(judge(&editor, &after, &by, Others::Editor), Ok(()));
        }
        assert_eq!(judge_leaving(&editor, &by, Others::None), Err(Refusal::LastEditor));
        assert_eq!(judge(&editor, &active(&[MembersEdit], &[]), &by, Others::None), Ok(()));
        let other = active(&[HooksView], &[]);
        assert_eq!(judge(&other, &active(&[], &[]), &by, Others::None), Ok(()));
    }

    #[test]
    fn the_last_owner_stays_one() {
        let owner = full();
        let mut editor = owner.clone();
        editor.authority.permissions.remove(&HooksView);
        let off = Standing { state: MemberState::Disabled, ..owner.clone() };
        for after in [&editor, &off] {
            assert_eq!(judge(&owner, after, &Authority::full(), Others::Editor), Err(Refusal::LastOwner));
            assert_eq!(judge(&owner, after, &Authority::full(), Others::Owner), Ok(()));
        }
        assert_eq!(judge_leaving(&owner, &Authority::full(), Others::Editor), Err(Refusal::LastOwner));
        assert_eq!(
            judge_leaving(&off, &Authority::full(), Others::Editor),
            Ok(()),
            "they were none any more"
        );
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
