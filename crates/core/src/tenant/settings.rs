//! What a tenant has set for itself.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::owner::Strictness;

/// A tenant's settings, as they lie in its row. What is left out is as by default.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TenantSettings {
    /// Refuse events of a type that nobody declared. Otherwise such a type joins the catalogue as undeclared.
    pub refuse_undeclared_event_types: bool,
    /// Any change of an owner's permissions deactivates their hooks, not only one that they need.
    pub deactivate_on_any_permission_change: bool,
    /// What becomes of unsent deliveries when the owner rule deactivates their hook.
    pub unsent_on_owner_change: UnsentOnOwnerChange,
    /// What a newer program has set. It is kept, so that an older one can change the rest.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_that_nobody_touched_are_the_defaults() {
        assert_eq!(serde_json::from_str::<TenantSettings>("{}").unwrap(), TenantSettings::default());
    }

    #[test]
    fn what_a_newer_program_has_set_is_kept() {
        let written = r#"{"refuse_undeclared_event_types":true,"colour":{"accent":"red"}}"#;
        let settings: TenantSettings = serde_json::from_str(written).unwrap();
        assert!(settings.refuse_undeclared_event_types);
        assert_eq!(serde_json::to_value(&settings).unwrap()["colour"]["accent"], "red");
    }
}
