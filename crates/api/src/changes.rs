//! What an entry of the audit log keeps of a change: the members that differ, before and after.

use billhook_store::audit::Entry;
use serde::Serialize;
use serde_json::{Map, Value};

/// Members that change with every change, and say nothing.
const SAY_NOTHING: [&str; 2] = ["updated_at", "way_back"];

/// The entry with how a thing was and is, as it is shown to those who see no secrets; `None` where it did not or does
/// not exist.
pub(crate) fn noted<T: Serialize>(entry: Entry, before: Option<&T>, after: Option<&T>) -> Entry {
    let (mut before, mut after) = (before.map(members), after.map(members));
    if let (Some(before), Some(after)) = (&mut before, &mut after) {
        let same: Vec<String> = before
            .iter()
            .filter(|(name, was)| after.get(*name) == Some(was))
            .map(|(name, _)| name.clone())
            .collect();
        for name in same {
            before.remove(&name);
            after.remove(&name);
        }
    }
    let text = |members: Map<String, Value>| Value::Object(members).to_string();
    entry.changing(before.map(text), after.map(text))
}

fn members(thing: &impl Serialize) -> Map<String, Value> {
    let mut members = match serde_json::to_value(thing) {
        Ok(Value::Object(members)) => members,
        _ => Map::new(),
    };
    members.retain(|name, value| !SAY_NOTHING.contains(&name.as_str()) && !value.is_null());
    members
}
