use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::action::Facts;
use crate::event::{Attributes, JsonBytes};

/// What becomes of an event about `game` with this data: `None` if it is let through, or the failing clause.
fn tried(filter: Value, data: &str) -> Option<Failing> {
    let filter = Filter::read(filter).unwrap();
    let attributes = Attributes {
        app: Some("game".into()),
        subjects: vec!["in_1".into(), "in_2".into()],
        ..Attributes::default()
    };
    let (event_type, data) = ("invoice.paid".parse().unwrap(), JsonBytes::trusted(data.to_owned()));
    let event = Subject::new(Facts { event_type: &event_type, attributes: &attributes, data: &data });
    assert_eq!(filter.takes(&event), filter.failing(&event).is_none());
    filter.failing(&event)
}

fn takes(filter: Value, data: &str) -> bool {
    tried(filter, data).is_none()
}

fn refused(filter: Value) -> Vec<String> {
    Filter::read(filter).unwrap_err().into_iter().map(|error| error.pointer).collect()
}

const DATA: &str = r#"{"total": 1200, "customer": {"id": "c_1", "tags": ["vip", "eu"]}, "note": null, "a/b": 1, "paid": true}"#;

#[test]
fn a_test_asks_one_place_for_one_or_more_things() {
    for (filter, expected) in [
        (json!({"field": "/total", "equals": 1200}), true),
        (json!({"field": "/total", "equals": "1200"}), false),
        (json!({"field": "/total", "gte": 1200, "lt": 1201}), true),
        (json!({"field": "/total", "gt": 1200}), false),
        (json!({"field": "/total", "lte": 1199.5}), false),
        (json!({"field": "/total", "gt": "a"}), false),
        (json!({"field": "/total", "in": [1, 1200.0]}), true),
        (json!({"field": "/customer/id", "gte": "c_0", "lt": "c_2"}), true),
        (json!({"field": "/customer/tags/0", "equals": "vip"}), true),
        (json!({"field": "/customer/tags", "equals": ["vip", "eu"]}), true),
        (json!({"field": "/customer/tags", "equals": "vip"}), false),
        (json!({"field": "/a~1b", "equals": 1}), true),
        (json!({"field": "/paid", "equals": true}), true),
        (json!({"field": "/note", "equals": null}), true),
        (json!({"field": "/note", "exists": true}), true),
        (json!({"field": "/nothing", "equals": null}), false),
        (json!({"field": "/nothing", "exists": false}), true),
        (json!({"field": "/nothing/at/all", "lt": 1}), false),
        (json!({"field": "", "exists": true}), true),
        (json!({"attribute": "type", "in": ["invoice.paid", "invoice.void"]}), true),
        (json!({"attribute": "app", "equals": "game"}), true),
        (json!({"attribute": "sku", "exists": false}), true),
        (json!({"attribute": "subjects", "equals": "in_2"}), true),
        (json!({"attribute": "subjects", "in": ["in_3"]}), false),
        (json!({"attribute": "subjects", "gt": "in_1", "lte": "in_2"}), true),
        (json!({"attribute": "subjects", "gt": "in_2"}), false),
        (json!({"attribute": "subjects", "gte": 1}), false),
        (json!({"attribute": "test_mode", "equals": false}), true),
        (json!({"attribute": "test_mode", "equals": "false"}), false),
        (json!({"attribute": "test_mode", "gt": "a"}), false),
        (json!({"attribute": "actor", "equals": "x"}), false),
    ] {
        assert_eq!(takes(filter.clone(), DATA), expected, "{filter}");
    }
}

#[test]
fn tests_are_joined_by_all_any_and_not() {
    let (yes, no) = (json!({"field": "/total", "exists": true}), json!({"field": "/total", "exists": false}));
    for (filter, expected) in [
        (json!({"all": [yes, yes]}), true),
        (json!({"all": [yes, no]}), false),
        (json!({"any": [no, yes]}), true),
        (json!({"any": [no, no]}), false),
        (json!({"not": no}), true),
        (json!({"not": {"any": [no, {"all": [yes, {"not": yes}]}]}}), true),
    ] {
        assert_eq!(takes(filter.clone(), DATA), expected, "{filter}");
    }
}

#[test]
fn an_explanation_names_the_clause_and_says_what_is_so() {
    for (filter, clause, detail) in [
        (
            json!({"field": "/total", "gte": 1000, "lt": 1100}),
            "/lt",
            "`/total` is 1200, and must be less than 1100",
        ),
        (
            json!({"all": [{"field": "/paid", "equals": true}, {"field": "/x", "equals": 1}]}),
            "/all/1/equals",
            "`/x` is not there, and must be 1",
        ),
        (
            json!({"all": [{"any": [{"attribute": "app", "equals": "shop"}]}]}),
            "/all/0/any",
            "none of the alternatives holds",
        ),
        (json!({"not": {"attribute": "app", "equals": "game"}}), "/not", "it holds, and must not"),
        (
            json!({"attribute": "app", "in": ["a", "b"]}),
            "/in",
            "`app` is \"game\", and must be one of 2 values",
        ),
        (
            json!({"attribute": "test_mode", "equals": true}),
            "/equals",
            "`test_mode` is false, and must be true",
        ),
    ] {
        let failing = tried(filter, DATA).unwrap();
        assert_eq!((failing.clause.as_str(), failing.detail.as_str()), (clause, detail));
    }
}

#[test]
fn whole_numbers_compare_exactly_where_floats_would_not() {
    let data = r#"{"n": 9007199254740993, "big": 18446744073709551615}"#;
    assert!(takes(json!({"field": "/n", "gt": 9_007_199_254_740_992_i64}), data));
    assert!(!takes(json!({"field": "/n", "equals": 9_007_199_254_740_992_i64}), data));
    assert!(takes(json!({"field": "/big", "gt": -1, "equals": 18_446_744_073_709_551_615_u64}), data));
    assert!(takes(json!({"field": "/n", "equals": 1200}), r#"{"n": 1.2e3}"#));
}

#[test]
fn data_that_is_no_object_has_its_places_too() {
    assert!(takes(json!({"field": "", "equals": 7}), "7"));
    assert!(takes(json!({"field": "/0", "equals": "a"}), r#"["a"]"#));
    assert!(takes(json!({"field": "/a~2", "equals": 7}), r#"{"a~2": 7}"#), "nothing is escaped here");
    assert!(!takes(json!({"field": "/0", "equals": "a"}), ""), "erased data has no places");
}

#[test]
fn what_is_wrong_with_a_filter_is_pointed_at() {
    let deep = (0..9).fold(json!({"field": "/a", "exists": true}), |inner, _| json!({"not": inner}));
    let many = |count: usize| json!({"any": vec![json!({"field": "/a", "exists": true}); count]});
    for (filter, expected) in [
        (json!(7), vec![""]),
        (json!({}), vec![""]),
        (json!({"all": []}), vec!["/all"]),
        (json!({"all": [1, {"any": 2}]}), vec!["/all/0", "/all/1/any"]),
        (json!({"not": {"field": "/a", "exists": true}, "x": 1}), vec!["/x"]),
        (json!({"equals": 1}), vec![""]),
        (json!({"field": "/a"}), vec![""]),
        (json!({"field": "a", "equals": 1}), vec!["/field"]),
        (json!({"field": "/a", "attribute": "app", "equals": 1}), vec!["/attribute"]),
        (json!({"attribute": "colour", "equals": 1}), vec!["/attribute"]),
        (json!({"field": "/a", "like": 1}), vec!["/like"]),
        (json!({"field": "/a", "in": []}), vec!["/in"]),
        (json!({"field": "/a", "in": vec![0; 101]}), vec!["/in"]),
        (json!({"field": "/a", "gt": true, "exists": 1}), vec!["/gt", "/exists"]),
        (json!({"field": "/a", "equals": "x".repeat(MAX_BYTES)}), vec![""]),
        (many(MAX_TESTS + 1), vec![""]),
        (deep, vec!["/not/not/not/not/not/not/not/not/not"]),
    ] {
        assert_eq!(refused(filter.clone()), expected, "{filter}");
    }
    assert!(Filter::read(many(MAX_TESTS)).is_ok());
}

fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "[a-c]{0,2}".prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| prop::collection::vec(inner, 0..3).prop_map(Value::from))
}

proptest! {
    #[test]
    fn any_json_is_a_filter_or_refused_and_never_more(json in values(), data in values()) {
        for source in [json.clone(), json!({"all": [json]}), json!({"field": "/0", "equals": json}), json!({"not": json})] {
            if let Ok(filter) = Filter::read(source) {
                let read = serde_json::to_value(&filter).unwrap();
                prop_assert_eq!(Filter::read(read).unwrap(), filter.clone());
                let (event_type, bytes) = ("a.b".parse().unwrap(), JsonBytes::trusted(data.to_string()));
                let attributes = Attributes::default();
                let event = Subject::new(Facts { event_type: &event_type, attributes: &attributes, data: &bytes });
                prop_assert_eq!(filter.takes(&event), filter.failing(&event).is_none());
            }
        }
    }

    #[test]
    fn not_turns_a_test_around(wanted in values(), data in values()) {
        let test = json!({"field": "", "equals": wanted});
        prop_assert_ne!(takes(test.clone(), &data.to_string()), takes(json!({"not": test}), &data.to_string()));
    }

    #[test]
    fn a_value_is_in_exactly_one_part_of_a_range(limit: i64, value in prop_oneof![any::<i64>().prop_map(Value::from), any::<f64>().prop_map(Value::from)]) {
        let data = value.to_string();
        let parts = ["lt", "equals", "gt"].map(|name| {
            let mut test = serde_json::Map::from_iter([("field".to_owned(), json!(""))]);
            test.insert(name.to_owned(), json!(limit));
            takes(Value::Object(test), &data)
        });
        let held = parts.iter().filter(|held| **held).count();
        prop_assert_eq!(held, usize::from(value.is_number()));
    }
}
