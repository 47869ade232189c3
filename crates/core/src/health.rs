//! A hook's health: what its deliveries say about it, and when a policy has had enough.
//!
//! Pure: who records the health, mails the owner and changes the hook's state is elsewhere.

use crate::clock::Timestamp;
use crate::delivery::HookEffect;
use crate::hook::StateReason;
use crate::policy::{Policy, later};

/// What a hook's recent deliveries say about it. The default is that of a hook that never failed, and of one that was
/// just activated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// The first failure since the last success.
    pub failing_since: Option<Timestamp>,
    /// Deliveries in a row, up to the latest, that spent their schedule.
    pub spent_in_a_row: u32,
}

impl Health {
    /// The health after an attempt that ended at `now` with this effect.
    pub fn after(self, effect: HookEffect, now: Timestamp) -> Self {
        let failing = Self { failing_since: self.failing_since.or(Some(now)), ..self };
        match effect {
            HookEffect::Healthy => Self::default(),
            HookEffect::Failing | HookEffect::Deactivate(_) => failing,
            HookEffect::Spent => Self { spent_in_a_row: self.spent_in_a_row.saturating_add(1), ..failing },
            HookEffect::Untouched => self,
        }
    }
}

/// What is to be done about a hook's health.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prognosis {
    /// Nothing.
    Fine,
    /// Tell the owner, once until the next success, that the hook is about to be deactivated.
    Warn {
        /// When, if a time without success is what will do it.
        deactivates_at: Option<Timestamp>,
    },
    /// Deactivate the hook.
    Deactivate(StateReason),
}

/// What is to be done about a hook with this health under this policy.
///
/// To be asked after a failed attempt, not as time goes by: a hook without events since its last failure has not
/// failed again.
pub fn prognosis(health: &Health, policy: &Policy, now: Timestamp) -> Prognosis {
    match by_count(health, policy) {
        Prognosis::Deactivate(reason) => Prognosis::Deactivate(reason),
        count => match by_time(health, policy, now) {
            Prognosis::Fine => count,
            time => time,
        },
    }
}

fn by_count(health: &Health, policy: &Policy) -> Prognosis {
    match policy.deactivate_after_spent {
        Some(most) if health.spent_in_a_row >= most => Prognosis::Deactivate(StateReason::Failing),
        Some(most) if policy.warn_before_ms.is_some() && most > 1 && health.spent_in_a_row == most - 1 => {
            Prognosis::Warn { deactivates_at: None }
        }
        _ => Prognosis::Fine,
    }
}

fn by_time(health: &Health, policy: &Policy, now: Timestamp) -> Prognosis {
    let (Some(since), Some(after_ms)) = (health.failing_since, policy.deactivate_after_ms) else {
        return Prognosis::Fine;
    };
    let passed = |ms| later(since, ms).is_some_and(|at| now >= at);
    if passed(after_ms) {
        return Prognosis::Deactivate(StateReason::Failing);
    }
    match policy.warn_before_ms {
        // Half of the time at least, or a short rule would warn at the first failure.
        Some(before) if passed(after_ms.saturating_sub(before).max(after_ms / 2)) => {
            Prognosis::Warn { deactivates_at: later(since, after_ms) }
        }
        _ => Prognosis::Fine,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::from_micros;
    use crate::preset::Preset;

    const HOUR: u64 = 3_600_000;

    fn at(hours: u64) -> Timestamp {
        later(from_micros(1_700_000_000_000_000), hours * HOUR).unwrap()
    }

    fn failing_for(policy: &Policy, hours: u64) -> Prognosis {
        prognosis(&Health { failing_since: Some(at(0)), spent_in_a_row: 0 }, policy, at(hours))
    }

    fn after_spent(policy: &Policy, spent_in_a_row: u32) -> Prognosis {
        prognosis(&Health { failing_since: Some(at(0)), spent_in_a_row }, policy, at(0))
    }

    const DEACTIVATE: Prognosis = Prognosis::Deactivate(StateReason::Failing);

    #[test]
    fn standard_warns_after_three_days_and_deactivates_after_five() {
        let policy = Policy::of(Preset::Standard);
        let warn = Prognosis::Warn { deactivates_at: Some(at(120)) };
        for (hours, expected) in
            [(0, Prognosis::Fine), (71, Prognosis::Fine), (72, warn), (119, warn), (120, DEACTIVATE)]
        {
            assert_eq!(failing_for(&policy, hours), expected, "after {hours} h");
        }
    }

    #[test]
    fn a_warning_never_comes_before_half_of_the_time() {
        let rule = |warn_before_ms| Policy {
            deactivate_after_ms: Some(12 * HOUR),
            warn_before_ms,
            ..Policy::of(Preset::Upgates)
        };
        assert_eq!(failing_for(&rule(Some(72 * HOUR)), 5), Prognosis::Fine);
        assert_eq!(failing_for(&rule(Some(72 * HOUR)), 6), Prognosis::Warn { deactivates_at: Some(at(12)) });
        assert_eq!(failing_for(&rule(Some(HOUR)), 10), Prognosis::Fine);
        assert_eq!(failing_for(&rule(None), 11), Prognosis::Fine);
        assert_eq!(failing_for(&rule(None), 12), DEACTIVATE);
    }

    #[test]
    fn abowire_v2_is_deactivated_by_one_spent_delivery() {
        let policy = Policy::of(Preset::AbowireV2);
        assert_eq!(after_spent(&policy, 0), Prognosis::Fine);
        assert_eq!(after_spent(&policy, 1), DEACTIVATE);
    }

    #[test]
    fn a_rule_by_count_warns_one_delivery_before() {
        let rule =
            Policy { deactivate_after_spent: Some(3), warn_before_ms: Some(0), ..Policy::of(Preset::App47) };
        let warn = Prognosis::Warn { deactivates_at: None };
        for (spent, expected) in
            [(0, Prognosis::Fine), (1, Prognosis::Fine), (2, warn), (3, DEACTIVATE), (9, DEACTIVATE)]
        {
            assert_eq!(after_spent(&rule, spent), expected, "after {spent}");
        }
    }

    #[test]
    fn a_rule_of_one_spent_delivery_leaves_no_time_to_warn() {
        let rule =
            Policy { deactivate_after_spent: Some(1), warn_before_ms: Some(0), ..Policy::of(Preset::App47) };
        assert_eq!(after_spent(&rule, 0), Prognosis::Fine);
    }

    #[test]
    fn a_hook_without_rules_fails_for_ever() {
        for preset in
            [Preset::Upodi, Preset::UpodiV2, Preset::Abowire, Preset::Upzelo, Preset::App47, Preset::Upgates]
        {
            let health = Health { failing_since: Some(at(0)), spent_in_a_row: u32::MAX };
            assert_eq!(prognosis(&health, &Policy::of(preset), at(100_000)), Prognosis::Fine, "{preset:?}");
        }
    }

    #[test]
    fn one_success_clears_everything() {
        let health = Health::default().after(HookEffect::Failing, at(1)).after(HookEffect::Spent, at(2));
        assert_eq!(health, Health { failing_since: Some(at(1)), spent_in_a_row: 1 });
        assert_eq!(health.after(HookEffect::Untouched, at(3)), health);
        assert_eq!(health.after(HookEffect::Healthy, at(3)), Health::default());
    }
}
