//! The shapes that the OpenAPI document describes, held against `core`'s own words.

use billhook_core::policy::{Policy, PolicyOverrides};
use billhook_core::preset::Preset;
use serde_json::Value;

fn schema(name: &str) -> Value {
    let document = serde_json::to_value(billhook_api::openapi()).unwrap();
    let schema = document["components"]["schemas"][name].clone();
    assert!(schema.is_object(), "{name} is not described");
    schema
}

#[test]
fn the_policy_is_described_field_by_field() {
    let policy = serde_json::to_value(PolicyOverrides::from(Policy::of(Preset::Upgates))).unwrap();
    let described = schema("Policy")["properties"].as_object().unwrap().clone();
    for field in policy.as_object().unwrap().keys().chain([&"schedule_ms".to_owned()]) {
        assert!(described.contains_key(field), "{field} is not described");
    }
    for field in described.keys() {
        let known = serde_json::from_value::<PolicyOverrides>(serde_json::json!({field: null}));
        let unknown = known.err().is_some_and(|error| error.to_string().contains("unknown field"));
        assert!(!unknown, "{field} is described and does not exist");
    }
}

#[test]
fn cases_are_described_as_they_are_written() {
    fn reads<T: serde::de::DeserializeOwned>(name: &str) {
        for case in schema(name)["enum"].as_array().unwrap_or_else(|| panic!("{name} has no cases")) {
            assert!(serde_json::from_value::<T>(case.clone()).is_ok(), "{name} has no case {case}");
        }
    }
    reads::<billhook_core::hook::Method>("Method");
    reads::<billhook_core::hook::Format>("Format");
    reads::<billhook_core::hook::HookState>("HookState");
    reads::<billhook_core::secret::SecretKind>("SecretKind");
    reads::<billhook_core::delivery::DeliveryKind>("DeliveryKind");
    reads::<billhook_core::delivery::DeliveryState>("DeliveryState");
    reads::<billhook_core::outcome::OutcomeKind>("Outcome");
    reads::<Preset>("PresetName");
    assert_eq!(schema("PresetName")["enum"].as_array().unwrap().len(), Preset::ALL.len());
}
