//! What Billhook has to tell people by mail, as facts; and for how long a mail is tried.
//!
//! How a mail reads is not written here: it is composed when it is sent, so that several notices can be told in one
//! mail, and so that what writes a notice need not know where the installation is reached.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::hook::StateReason;
use crate::id::{HookId, TenantId};
use crate::tenant::UnsentOnOwnerChange;

/// One thing to tell one person. The token of a link is never part of it: that lies sealed beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Notice {
    /// Somebody is asked to join a tenant.
    Invitation(Invitation),
    /// Somebody asked for a way back to this account.
    PasswordReset(PasswordReset),
    /// The password of this account is another one now.
    PasswordChanged(AccountEvent),
    /// This account was signed in to from where it never was before.
    NewSignIn(AccountEvent),
    /// A hook was deactivated, and not by a person.
    HookDeactivated(HookDeactivated),
    /// A hook will be deactivated if it goes on as it does.
    HookWarning(HookWarning),
}

/// Somebody is asked to join a tenant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// The tenant's name.
    pub tenant: String,
    /// Who asks; `None` for the operator.
    pub inviter: Option<String>,
    /// When the link expires.
    pub expires_at: Timestamp,
}

/// Somebody asked for a way back to this account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordReset {
    /// The person's name.
    pub name: String,
    /// From which address it was asked.
    pub address: Option<String>,
    /// When the link expires.
    pub expires_at: Timestamp,
}

/// Something happened to an account that its person should know of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountEvent {
    /// The person's name.
    pub name: String,
    /// When.
    pub at: Timestamp,
    /// From which address.
    pub address: Option<String>,
    /// With which program, as it calls itself.
    pub user_agent: Option<String>,
}

/// Which hook a notice is about, as things were called then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HookFacts {
    /// The tenant.
    pub tenant_id: TenantId,
    /// The tenant's name.
    pub tenant: String,
    /// The hook.
    pub hook_id: HookId,
    /// The hook's name.
    pub name: String,
    /// The name of who answers for it.
    pub owner: String,
    /// Since when it has had failures only.
    pub failing_since: Option<Timestamp>,
}

/// A hook was deactivated, and not by a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HookDeactivated {
    /// Which.
    pub hook: HookFacts,
    /// Why.
    pub reason: StateReason,
    /// When.
    pub at: Timestamp,
    /// What exactly its owner lacks, after the owner's name; for the owner rule only.
    #[serde(default)]
    pub because: Option<String>,
    /// What becomes of what waited for it.
    #[serde(default)]
    pub unsent: UnsentOnOwnerChange,
}

/// A hook will be deactivated if it goes on as it does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HookWarning {
    /// Which.
    pub hook: HookFacts,
    /// When, if time without a success is what will do it; otherwise the next spent delivery does.
    pub deactivates_at: Option<Timestamp>,
}

/// The kind of a notice: its name in the outbox, and what can be told together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailKind {
    /// [`Notice::Invitation`]
    Invitation,
    /// [`Notice::PasswordReset`]
    PasswordReset,
    /// [`Notice::PasswordChanged`]
    PasswordChanged,
    /// [`Notice::NewSignIn`]
    NewSignIn,
    /// [`Notice::HookDeactivated`]
    HookDeactivated,
    /// [`Notice::HookWarning`]
    HookWarning,
}

impl MailKind {
    /// True if several notices of this kind to one person go into one mail, and the next such mail waits a while.
    /// A mail with a link of its own never does: somebody is waiting for it.
    pub const fn is_collected(self) -> bool {
        match self {
            Self::NewSignIn | Self::HookDeactivated | Self::HookWarning => true,
            Self::Invitation | Self::PasswordReset | Self::PasswordChanged => false,
        }
    }
}

impl Notice {
    /// Its kind.
    pub const fn kind(&self) -> MailKind {
        match self {
            Self::Invitation(_) => MailKind::Invitation,
            Self::PasswordReset(_) => MailKind::PasswordReset,
            Self::PasswordChanged(_) => MailKind::PasswordChanged,
            Self::NewSignIn(_) => MailKind::NewSignIn,
            Self::HookDeactivated(_) => MailKind::HookDeactivated,
            Self::HookWarning(_) => MailKind::HookWarning,
        }
    }

    /// From when on nobody has any use for it.
    pub const fn expires_at(&self) -> Option<Timestamp> {
        match self {
            Self::Invitation(invitation) => Some(invitation.expires_at),
            Self::PasswordReset(reset) => Some(reset.expires_at),
            _ => None,
        }
    }
}

/// The first wait; each further one is twice as long.
const FIRST_WAIT: TimeDelta = TimeDelta::minutes(1);
/// No wait is longer.
const MAX_WAIT: TimeDelta = TimeDelta::hours(1);

/// When a mail is tried again that has failed `attempts` times, the last time at `now`; `None` if that would be
/// after `give_up_at`.
pub fn next_attempt(attempts: u32, give_up_at: Timestamp, now: Timestamp) -> Option<Timestamp> {
    let doublings = attempts.saturating_sub(1).min(16);
    let wait = (FIRST_WAIT * (1 << doublings)).min(MAX_WAIT);
    Some(now + wait).filter(|at| *at <= give_up_at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::from_micros;

    fn at(minutes: i64) -> Timestamp {
        from_micros(1_700_000_000_000_000) + TimeDelta::minutes(minutes)
    }

    #[test]
    fn waits_grow_to_an_hour_and_end_when_nobody_would_read_it() {
        let waits: Vec<_> = (1..9)
            .map(|attempts| {
                next_attempt(attempts, at(100_000), at(0)).map(|next| (next - at(0)).num_minutes())
            })
            .collect();
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 60, 60].map(Some));
        assert_eq!(next_attempt(u32::MAX, at(100_000), at(0)), Some(at(60)));
        assert_eq!(next_attempt(1, at(1), at(0)), Some(at(1)));
        assert_eq!(next_attempt(2, at(1), at(0)), None);
    }

    #[test]
    fn a_notice_is_read_as_it_was_written_and_named_as_its_kind() {
        let account = AccountEvent { name: "Ann".into(), at: at(0), address: None, user_agent: None };
        for notice in [Notice::NewSignIn(account.clone()), Notice::PasswordChanged(account)] {
            let json = serde_json::to_value(&notice).unwrap();
            assert_eq!(json["kind"], serde_json::to_value(notice.kind()).unwrap());
            assert_eq!(serde_json::from_value::<Notice>(json).unwrap(), notice);
        }
    }

    #[test]
    fn what_carries_a_link_of_its_own_is_never_held_back() {
        assert!(!MailKind::Invitation.is_collected() && !MailKind::PasswordReset.is_collected());
    }
}
