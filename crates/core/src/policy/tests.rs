//! The JSON of policies, and what is refused.

use serde_json::json;

use super::*;
use crate::preset::Preset;

fn overrides(json: serde_json::Value) -> PolicyOverrides {
    serde_json::from_value(json).unwrap()
}

fn pointers(json: serde_json::Value) -> Vec<String> {
    let error = Policy::of(Preset::Standard).with(&overrides(json)).unwrap_err();
    error.0.into_iter().map(|invalid| invalid.pointer).collect()
}

#[test]
fn the_hook_of_the_contract_sets_its_four_fields_and_keeps_the_rest() {
    let set = json!({"timeout_ms": 5000, "success": ["200", "204"], "on_timeout": "retry", "schedule_ms": [5000, 10000]});
    let policy = Policy::of(Preset::Standard).with(&overrides(set.clone())).unwrap();
    let shown = serde_json::to_value(&policy).unwrap();
    for (field, value) in set.as_object().unwrap() {
        assert_eq!(&shown[field], value, "{field}");
    }
    assert_eq!(policy.schedule, Schedule::list([5000, 10000]));
    assert_eq!(policy.jitter, Policy::of(Preset::Standard).jitter);
}

#[test]
fn no_overrides_leave_a_preset_as_it_is() {
    for &preset in Preset::ALL {
        assert_eq!(Policy::of(preset).with(&PolicyOverrides::default()).unwrap(), Policy::of(preset));
    }
}

#[test]
fn a_policy_that_was_shown_can_be_sent_back_over_any_preset() {
    for &preset in Preset::ALL {
        let policy = Policy::of(preset);
        let shown = serde_json::to_value(&policy).unwrap();
        for &other in Preset::ALL {
            let read = Policy::of(other).saved_with(&overrides(shown.clone())).unwrap();
            assert_eq!(read, policy, "{preset:?} over {other:?}");
        }
    }
}

#[test]
fn presets_are_shown_with_the_values_of_their_documents() {
    let shown = |preset| serde_json::to_value(Policy::of(preset)).unwrap();
    for (preset, timeout_ms, success) in [
        (Preset::Standard, 15_000, json!(["2xx"])),
        (Preset::Upodi, 5_000, json!(["any"])),
        (Preset::UpodiV2, 5_000, json!(["2xx"])),
        (Preset::Abowire, 10_000, json!(["200"])),
        (Preset::AbowireV2, 5_000, json!(["200"])),
        (Preset::Upzelo, 15_000, json!(["200"])),
        (Preset::App47, 15_000, json!(["200"])),
        (Preset::Upgates, 1_000, json!(["200", "204"])),
    ] {
        assert_eq!(shown(preset)["timeout_ms"], timeout_ms, "{preset:?}");
        assert_eq!(shown(preset)["success"], success, "{preset:?}");
    }
    assert_eq!(shown(Preset::Upodi)["schedule_ms"], json!([]));
    assert_eq!(
        shown(Preset::Upgates)["schedule"],
        json!({"kind": "interval", "first_ms": 300_000, "every_ms": 300_000})
    );
    assert_eq!(shown(Preset::Upgates)["on_timeout"], "delivered");
}

#[test]
fn null_switches_a_rule_of_the_preset_off() {
    let set = overrides(json!({"deactivate_after_ms": null, "warn_before_ms": null, "timeout_ms": null}));
    let policy = Policy::of(Preset::Standard).with(&set).unwrap();
    assert_eq!((policy.deactivate_after_ms, policy.warn_before_ms), (None, None));
    assert_eq!(policy.timeout_ms, 15_000);
    assert_eq!(overrides(serde_json::to_value(&set).unwrap()), set, "null survives being stored");
}

#[test]
fn upgates_may_be_deactivated_after_12_hours() {
    let set = overrides(json!({"deactivate_after_ms": 43_200_000}));
    assert_eq!(Policy::of(Preset::Upgates).with(&set).unwrap().deactivate_after_ms, Some(12 * 3_600_000));
}

#[test]
fn everything_that_is_wrong_is_pointed_at() {
    for (json, expected) in [
        (json!({"timeout_ms": 99}), "/policy/timeout_ms must be between 100 and 60000"),
        (json!({"timeout_ms": 60_001}), "/policy/timeout_ms must be between 100 and 60000"),
        (json!({"jitter": 1.5}), "/policy/jitter must be between 0 and 1"),
        (json!({"success": []}), "/policy/success must name at least one status"),
        (
            json!({"schedule_ms": [1, 2_592_000_001u64]}),
            "/policy/schedule_ms/1 must be between 0 and 2592000000",
        ),
        (json!({"schedule_ms": vec![1; 101]}), "/policy/schedule_ms must have at most 100 waits"),
        (
            json!({"schedule_ms": [], "schedule": {"kind": "none"}}),
            "/policy/schedule must not be given together with schedule_ms",
        ),
        (json!({"schedule": {"kind": "interval"}}), "/policy/schedule/every_ms is required for an interval"),
        (
            json!({"schedule": {"kind": "growing", "base_ms": 1000}}),
            "/policy/schedule must have either power or factor when it is growing",
        ),
        (
            json!({"schedule": {"kind": "none", "every_ms": 5000}}),
            "/policy/schedule/every_ms does not belong to a schedule of this kind",
        ),
        (
            json!({"deactivate_after_spent": 0}),
            "/policy/deactivate_after_spent must be between 1 and 1000000",
        ),
    ] {
        let error = Policy::of(Preset::Standard).with(&overrides(json.clone())).unwrap_err();
        assert_eq!(error.to_string(), expected, "{json}");
    }
    assert_eq!(
        pointers(json!({"timeout_ms": 0, "success": ["200", "2xy"], "retry_on": ["ok"], "jitter": -0.1})),
        ["/policy/success/1", "/policy/retry_on/0", "/policy/timeout_ms", "/policy/jitter"],
    );
}

#[test]
fn what_could_never_act_is_refused_when_it_is_saved() {
    let month = 2_592_000_000u64;
    for (preset, set, expected) in [
        (
            Preset::Standard,
            json!({"warn_before_ms": 432_000_000}),
            "/warn_before_ms must be less than `deactivate_after_ms`",
        ),
        (
            Preset::Standard,
            json!({"deactivate_after_ms": 60_000, "warn_before_ms": 60_000}),
            "/warn_before_ms must be less",
        ),
        (
            Preset::Upgates,
            json!({"warn_before_ms": 1}),
            "/warn_before_ms can never act: nothing deactivates the hook",
        ),
        (
            Preset::AbowireV2,
            json!({"warn_before_ms": 1}),
            "/warn_before_ms can never act: the first spent delivery",
        ),
        (
            Preset::Upgates,
            json!({"deactivate_after_spent": 3}),
            "/deactivate_after_spent can never act: the schedule has no end",
        ),
        (Preset::Standard, json!({"retry_on": ["5xx", "204"]}), "/retry_on/1 can never act"),
        (Preset::Standard, json!({"retry_on": ["410"]}), "/retry_on/0 can never act"),
        (Preset::Upodi, json!({"retry_on": ["5xx"]}), "/retry_on/0 can never act"),
        (Preset::Standard, json!({"retry_after_on": ["503", "2xx"]}), "/retry_after_on/1 can never act"),
        (Preset::AbowireV2, json!({"retry_after_on": ["404"]}), "/retry_after_on/0 can never act"),
        (Preset::Standard, json!({"success": ["any"], "on_gone": "deactivate"}), "/on_gone can never act"),
        (
            Preset::Standard,
            json!({"schedule": {"kind": "list", "waits_ms": [5, 9], "max_retries": 1}}),
            "/schedule/waits_ms/1 can never act",
        ),
        (
            Preset::Standard,
            json!({"schedule": {"kind": "list", "waits_ms": [5, 9], "max_retries": 3}}),
            "/schedule/max_retries can never act: the waits are for 2 retries, not 3",
        ),
        (
            Preset::Standard,
            json!({"schedule": {"kind": "list", "waits_ms": [5, 9], "max_age_ms": 13}}),
            "/schedule/waits_ms/1 can never act: it ends 14 ms",
        ),
        (
            Preset::Standard,
            json!({"schedule": {"kind": "interval", "every_ms": 5000, "max_age_ms": 4999}}),
            "/schedule/max_age_ms must be 5000 or more",
        ),
        (
            Preset::Standard,
            json!({"schedule": {"kind": "interval", "every_ms": 5000, "first_ms": 9, "max_age_ms": 5008}}),
            "/schedule/every_ms can never act",
        ),
        (
            Preset::Standard,
            json!({"schedule": {"kind": "interval", "every_ms": 5000, "max_retries": 0}}),
            "/schedule/max_retries must be 1 or more",
        ),
        (
            Preset::Standard,
            json!({"schedule": {"kind": "growing", "base_ms": 5000, "power": 2, "max_wait_ms": 4000}}),
            "/schedule/max_wait_ms must be 5000 or more",
        ),
        (
            Preset::Standard,
            json!({"schedule": {"kind": "growing", "base_ms": month, "power": 2, "max_age_ms": 1}}),
            "/schedule/max_age_ms must be 2592000000 or more",
        ),
        (
            Preset::Standard,
            json!({"schedule": {"kind": "none", "max_age_ms": 1}}),
            "/schedule/max_age_ms can never act",
        ),
    ] {
        let error = Policy::of(preset).saved_with(&overrides(set.clone())).unwrap_err();
        let expected = format!("/policy{expected}");
        assert!(error.to_string().starts_with(&expected) && error.0.len() == 1, "{set}: {error}");
        assert!(Policy::of(preset).with(&overrides(set)).is_ok(), "what was saved before still sends");
    }
}

#[test]
fn what_is_inherited_and_can_no_longer_act_gives_way() {
    let shown = |preset, set| {
        let policy = Policy::of(preset).saved_with(&overrides(set)).unwrap();
        let shown = serde_json::to_value(&policy).unwrap();
        let again = Policy::of(Preset::Upodi).saved_with(&overrides(shown.clone()));
        assert_eq!(again, Ok(policy), "and what is shown can be sent back");
        shown
    };
    let never = shown(Preset::Standard, json!({"deactivate_after_ms": null}));
    assert_eq!(never["warn_before_ms"], json!(null));
    let soon = shown(Preset::Standard, json!({"deactivate_after_ms": 3_600_000}));
    assert_eq!(soon["warn_before_ms"], json!(1_800_000));
    let content = shown(Preset::Standard, json!({"success": ["any"]}));
    assert_eq!((&content["on_gone"], &content["retry_after_on"]), (&json!("retry"), &json!([])));
    let lenient = shown(Preset::AbowireV2, json!({"success": ["2xx", "5xx"]}));
    assert_eq!((&lenient["retry_on"], &lenient["retry_after_on"]), (&json!(["429"]), &json!(["429"])));
    let stubborn = shown(Preset::AbowireV2, json!({"schedule": {"kind": "interval", "every_ms": 60_000}}));
    assert_eq!(stubborn["deactivate_after_spent"], json!(null));
}

#[test]
fn unknown_fields_and_wrong_types_are_refused() {
    for json in [
        json!({"timeout": 5000}),
        json!({"timeout_ms": -1}),
        json!({"timeout_ms": "5000"}),
        json!({"on_timeout": "maybe"}),
        json!({"schedule": {"kind": "list", "waits": []}}),
        json!({"schedule": {"every_ms": 1000}}),
    ] {
        assert!(serde_json::from_value::<PolicyOverrides>(json.clone()).is_err(), "{json} was accepted");
    }
}

#[test]
fn every_kind_of_schedule_is_read_as_it_is_shown() {
    for json in [
        json!({"kind": "list", "waits_ms": [0, 1, 2], "max_age_ms": 60_000}),
        json!({"kind": "interval", "first_ms": 1_800_000, "every_ms": 10_800_000, "max_age_ms": 259_200_000}),
        json!({"kind": "growing", "base_ms": 1_000, "factor": 2.5, "max_wait_ms": 60_000, "max_retries": 20}),
        json!({"kind": "growing", "base_ms": 15_000, "power": 4, "max_wait_ms": 2_592_000_000u64}),
    ] {
        let policy = Policy::of(Preset::Upodi).with(&overrides(json!({"schedule": json.clone()}))).unwrap();
        assert_eq!(serde_json::to_value(policy).unwrap()["schedule"], json);
    }
}
