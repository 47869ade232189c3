//! How values compare.
//!
//! Numbers compare with numbers, texts with texts (by code point, so that instants in one zone and of one
//! precision come in order), and nothing with anything else: a value of another kind is neither equal nor in
//! order. Whole numbers from -2^63 to 2^64 - 1 compare exactly; where one of two numbers is anything else they
//! compare as 64-bit floats, so that 1200, 1200.0 and 1.2e3 are equal, and 0.1 is what it is in every JSON library.

use std::cmp::Ordering;

use serde_json::{Number, Value};

/// The order of two values; `None` if they have none.
pub(super) fn order(one: &Value, other: &Value) -> Option<Ordering> {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => numbers(one, other),
        (Value::String(one), Value::String(other)) => Some(one.cmp(other)),
        _ => None,
    }
}

/// True if the values are equal, lists and objects member by member.
pub(super) fn equal(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => numbers(one, other) == Some(Ordering::Equal),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| equal(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let same = |(name, value)| other.get(name).is_some_and(|other| equal(value, other));
            one.len() == other.len() && one.iter().all(same)
        }
        _ => one == other,
    }
}

fn numbers(one: &Number, other: &Number) -> Option<Ordering> {
    match (whole(one), whole(other)) {
        (Some(one), Some(other)) => Some(one.cmp(&other)),
        _ => one.as_f64()?.partial_cmp(&other.as_f64()?),
    }
}

fn whole(number: &Number) -> Option<i128> {
    number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from))
}
