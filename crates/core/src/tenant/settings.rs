//! What a tenant has set for itself.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::limits::Limits;
use crate::event_schema::SchemaMode;
use crate::owner::Strictness;

/// A tenant's settings, as they lie in its row. What is left out is as by default.
///
/// What the installation bounds (how long history is kept, how large an event is) is `None` here where the tenant
/// has not said anything narrower.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TenantSettings {
    /// Refuse events of a type that nobody declared. Otherwise such a type joins the catalogue as undeclared.
    pub refuse_undeclared_event_types: bool,
    /// What schemas do to events that violate them, where the event type does not say.
    pub event_schema_mode: SchemaMode,
    /// What becomes of a key of an app or a SKU that nobody made.
    pub unknown_apps: UnknownApps,
    /// Who may make and change hooks.
    pub hooks_managed_by: HooksManagedBy,
    /// Any change of an owner's permissions deactivates their hooks, not only one that they need.
    pub deactivate_on_any_permission_change: bool,
    /// What becomes of unsent deliveries when the owner rule deactivates their hook.
    pub unsent_on_owner_change: UnsentOnOwnerChange,
    /// Days for which events, deliveries and attempts are kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub history_days: Option<u32>,
    /// Days for which their bodies are kept: the data of events, what was sent and what was answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body_days: Option<u32>,
    /// Which mails are sent about hooks, and to whom beside those concerned.
    pub mails: MailPreferences,
    /// Bounds that the tenant sets for itself.
    pub limits: Limits,
    /// Bounds that the operator sets for this tenant. The tenant sees them and cannot change them.
    pub ceiling: Limits,
    /// What a newer program has set. It is kept, so that an older one can change the rest.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// What becomes of a key of an app or a SKU that nobody made, on an event or an action.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnknownApps {
    /// It is made, with its key for a name.
    #[default]
    Register,
    /// The event or the action is refused.
    Refuse,
}

/// Who may make, change and delete hooks and their actions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HooksManagedBy {
    /// Members in the console, and tokens.
    #[default]
    Members,
    /// Tokens only: the console shows hooks and does not change them.
    Api,
}

/// What becomes of deliveries that wait for a hook when the owner rule deactivates it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnsentOnOwnerChange {
    /// They are cancelled, and can be replayed.
    #[default]
    Cancel,
    /// They wait until the hook is activated again.
    Keep,
}

impl TenantSettings {
    /// Which of an owner's hooks a change of the owner deactivates.
    pub fn strictness(&self) -> Strictness {
        if self.deactivate_on_any_permission_change { Strictness::AnyChange } else { Strictness::WhatIsLost }
    }
}

/// Which mails are sent about hooks. Those about accounts (sign-ins, resets, invitations) are always sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MailPreferences {
    /// Warn before a hook is deactivated.
    pub hook_warnings: bool,
    /// Tell that a hook was deactivated.
    pub hook_deactivations: bool,
    /// Addresses that get each of these mails too.
    pub copies_to: Vec<String>,
}

impl Default for MailPreferences {
    fn default() -> Self {
        Self { hook_warnings: true, hook_deactivations: true, copies_to: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_that_nobody_touched_are_the_defaults() {
        assert_eq!(serde_json::from_str::<TenantSettings>("{}").unwrap(), TenantSettings::default());
    }

    #[test]
    fn settings_come_back_as_they_were_written() {
        let settings = TenantSettings {
            unknown_apps: UnknownApps::Refuse,
            hooks_managed_by: HooksManagedBy::Api,
            history_days: Some(7),
            mails: MailPreferences { hook_warnings: false, ..MailPreferences::default() },
            ceiling: Limits { hooks: Some(3), ..Limits::default() },
            ..TenantSettings::default()
        };
        let text = serde_json::to_string(&settings).unwrap();
        assert_eq!(serde_json::from_str::<TenantSettings>(&text).unwrap(), settings);
    }

    #[test]
    fn what_a_newer_program_has_set_is_kept() {
        let written =
            r#"{"refuse_undeclared_event_types":true,"event_schema_mode":"warn","colour":{"accent":"red"}}"#;
        let settings: TenantSettings = serde_json::from_str(written).unwrap();
        assert!(settings.refuse_undeclared_event_types);
        let kept = serde_json::to_value(&settings).unwrap();
        assert_eq!(kept["colour"]["accent"], "red");
    }
}
