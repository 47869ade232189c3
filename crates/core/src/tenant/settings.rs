//! What a tenant has set for itself.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::event_schema::SchemaMode;

/// A tenant's settings, as they lie in its row. What is left out is as by default.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TenantSettings {
    /// Refuse events of a type that nobody declared. Otherwise such a type joins the catalogue as undeclared.
    pub refuse_undeclared_event_types: bool,
    /// What schemas do to events that violate them, where the event type does not say.
    pub event_schema_mode: SchemaMode,
    /// What a newer program has set. It is kept, so that an older one can change the rest.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
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
        let written =
            r#"{"refuse_undeclared_event_types":true,"event_schema_mode":"warn","colour":{"accent":"red"}}"#;
        let settings: TenantSettings = serde_json::from_str(written).unwrap();
        assert!(settings.refuse_undeclared_event_types);
        assert_eq!(serde_json::to_string(&settings).unwrap(), written);
    }
}
