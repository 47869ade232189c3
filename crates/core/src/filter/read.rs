//! From JSON to a filter, with everything that is wrong told at once.

use serde_json::{Map, Value};

use super::place::{Attribute, Place};
use super::{Bound, Clause, Condition, FilterError, MAX_BYTES, MAX_LEVELS, MAX_TESTS, MAX_VALUES};
use crate::pointer::escaped;

/// `bytes` is how long it is as text.
pub(super) fn read(source: &Value, bytes: usize) -> Result<Clause, Vec<FilterError>> {
    let mut reader = Reader::default();
    if bytes > MAX_BYTES {
        reader.wrong("", format!("must be at most {MAX_BYTES} bytes long"));
        return Err(reader.errors);
    }
    let root = reader.clause(source, "", 0);
    if reader.tests > MAX_TESTS {
        reader.wrong("", format!("must have at most {MAX_TESTS} tests, and has {}", reader.tests));
    }
    match root {
        Some(root) if reader.errors.is_empty() => Ok(root),
        _ => Err(reader.errors),
    }
}

#[derive(Default)]
struct Reader {
    tests: usize,
    errors: Vec<FilterError>,
}

const CLAUSES: &str = "use {\"all\": […]}, {\"any\": […]}, {\"not\": {…}}, or a test as in {\"field\": \"/total\", \"gte\": 1000}";

impl Reader {
    fn wrong(&mut self, pointer: &str, detail: impl Into<String>) {
        self.errors.push(FilterError { pointer: pointer.to_owned(), detail: detail.into() });
    }

    fn clause(&mut self, value: &Value, at: &str, level: usize) -> Option<Clause> {
        let Some(members) = value.as_object().filter(|members| !members.is_empty()) else {
            self.wrong(at, format!("not a clause: {CLAUSES}"));
            return None;
        };
        if level > MAX_LEVELS {
            self.wrong(at, format!("must not nest deeper than {MAX_LEVELS} levels"));
            return None;
        }
        match members.keys().next().map(String::as_str) {
            Some("all") => self.list(members, "all", at, level).map(Clause::All),
            Some("any") => self.list(members, "any", at, level).map(Clause::Any),
            Some("not") => {
                if !self.stands_alone(members, "not", at) {
                    return None;
                }
                let inner = self.clause(members.get("not")?, &format!("{at}/not"), level + 1)?;
                Some(Clause::Not(Box::new(inner)))
            }
            _ => self.test(members, at),
        }
    }

    /// `all`, `any` and `not` stand alone in their object.
    fn stands_alone(&mut self, members: &Map<String, Value>, name: &str, at: &str) -> bool {
        let Some(other) = members.keys().find(|key| *key != name) else { return true };
        self.wrong(&step(at, other), format!("must not stand beside `{name}`"));
        false
    }

    fn list(
        &mut self,
        members: &Map<String, Value>,
        name: &str,
        at: &str,
        level: usize,
    ) -> Option<Vec<Clause>> {
        let at_list = format!("{at}/{name}");
        if !self.stands_alone(members, name, at) {
            return None;
        }
        let Some(items) = members.get(name)?.as_array().filter(|items| !items.is_empty()) else {
            self.wrong(&at_list, "must be a list of at least one clause");
            return None;
        };
        let read: Vec<Option<Clause>> = items
            .iter()
            .enumerate()
            .map(|(n, item)| self.clause(item, &format!("{at_list}/{n}"), level + 1))
            .collect();
        read.into_iter().collect()
    }

    fn test(&mut self, members: &Map<String, Value>, at: &str) -> Option<Clause> {
        self.tests += 1;
        let place = self.place(members, at);
        let mut conditions = Vec::new();
        for (name, value) in members {
            let at = step(at, name);
            match name.as_str() {
                "field" | "attribute" => {}
                "equals" => conditions.push(Condition::Equals(value.clone())),
                "in" => conditions.extend(self.set(value, &at)),
                "exists" => conditions.extend(self.exists(value, &at)),
                "gt" => conditions.extend(self.range(Bound::Gt, value, &at)),
                "gte" => conditions.extend(self.range(Bound::Gte, value, &at)),
                "lt" => conditions.extend(self.range(Bound::Lt, value, &at)),
                "lte" => conditions.extend(self.range(Bound::Lte, value, &at)),
                _ => self.wrong(
                    &at,
                    "unknown: use `equals`, `in`, `gt`, `gte`, `lt`, `lte` or `exists` beside `field` or `attribute`",
                ),
            }
        }
        if members.keys().all(|name| matches!(name.as_str(), "field" | "attribute")) {
            self.wrong(at, "says nothing: add `equals`, `in`, `gt`, `gte`, `lt`, `lte` or `exists`");
        }
        place.map(|place| Clause::Test(place, conditions))
    }

    fn place(&mut self, members: &Map<String, Value>, at: &str) -> Option<Place> {
        match (members.get("field"), members.get("attribute")) {
            (Some(_), Some(_)) => {
                self.wrong(&step(at, "attribute"), "must not stand beside `field`: make two tests");
                None
            }
            (Some(field), None) => self.field(field, &step(at, "field")),
            (None, Some(name)) => self.attribute(name, &step(at, "attribute")),
            (None, None) => {
                self.wrong(at, format!("names no place: {CLAUSES}"));
                None
            }
        }
    }

    fn field(&mut self, field: &Value, at: &str) -> Option<Place> {
        // A `~` that escapes nothing is taken for itself, which filters that are stored may rely on.
        let well_formed = |text: &&str| text.is_empty() || text.starts_with('/');
        let Some(pointer) = field.as_str().filter(well_formed) else {
            self.wrong(at, "must be a JSON pointer into the data, as in `/customer/id`");
            return None;
        };
        Some(Place::Field(pointer.to_owned()))
    }

    fn attribute(&mut self, name: &Value, at: &str) -> Option<Place> {
        let known = |text: &str| Attribute::ALL.iter().copied().find(|known| known.as_str() == text);
        let attribute = name.as_str().and_then(known);
        if attribute.is_none() {
            let all: Vec<&str> = Attribute::ALL.iter().map(|attribute| attribute.as_str()).collect();
            self.wrong(at, format!("must be one of {}", all.join(", ")));
        }
        attribute.map(Place::Attribute)
    }

    fn set(&mut self, value: &Value, at: &str) -> Option<Condition> {
        let few = |items: &&Vec<Value>| (1..=MAX_VALUES).contains(&items.len());
        let items = value.as_array().filter(few);
        if items.is_none() {
            self.wrong(at, format!("must be a list of 1 to {MAX_VALUES} values"));
        }
        items.cloned().map(Condition::In)
    }

    fn exists(&mut self, value: &Value, at: &str) -> Option<Condition> {
        let wanted = value.as_bool();
        if wanted.is_none() {
            self.wrong(at, "must be true or false");
        }
        wanted.map(Condition::Exists)
    }

    fn range(&mut self, bound: Bound, value: &Value, at: &str) -> Option<Condition> {
        if value.is_number() || value.is_string() {
            return Some(Condition::Range(bound, value.clone()));
        }
        self.wrong(at, "must be a number or a text");
        None
    }
}

/// The pointer to a member.
fn step(at: &str, name: &str) -> String {
    format!("{at}/{}", escaped(name))
}
