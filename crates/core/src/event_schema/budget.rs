//! What a schema can cost, found by walking through it before it is compiled.
//!
//! The walk follows each reference as a validator would. A schema may come back to itself as long as it goes into
//! the data on its way: then the depth of the data bounds it.

use serde_json::{Map, Value};

use super::SchemaError;
use super::applicators::{APPLICATORS, Applies};
use super::patterns::{Patterns, Place};
use super::reference;
use crate::pointer::escaped;

/// The most subschemas, each counted once for every way that leads to it.
pub const MAX_SUBSCHEMAS: u32 = 2_000;
/// The most patterns, counted likewise.
pub const MAX_PATTERNS: u32 = 100;
/// The most states of all these patterns together, as an automaton without memory has them.
pub const MAX_PATTERN_STATES: u64 = 20_000;
/// The most references on the way to a subschema.
const MAX_REFERENCES: usize = 50;
const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// What bounds the cost of one schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Budget {
    subschemas: u32,
    pub(super) patterns: Patterns,
    /// How often it may come back to itself for one value: each level of the data multiplies the work by this.
    pub(super) returns: u32,
}

impl Budget {
    /// The budget of a schema, or why it is given none.
    pub(super) fn of(schema: &Value) -> Result<Self, SchemaError> {
        let mut walk = Walk {
            root: schema,
            at: String::new(),
            way: Vec::new(),
            depth: 0,
            place: Place::Anywhere,
            subschemas: 0,
            count: 0,
            patterns: Patterns::default(),
        };
        let returns = walk.enter(String::new(), schema)?;
        let Walk { subschemas, patterns, .. } = walk;
        // Where it comes back to itself, a pattern is for other places, too, than those in which it was met.
        let patterns = if returns > 0 { patterns.anywhere() } else { patterns };
        Ok(Self { subschemas, patterns, returns })
    }

    /// An upper bound of how often a subschema meets a value of this data, or a state of a pattern a byte of its texts.
    pub(super) fn work(&self, data: &Value) -> u64 {
        let (values, depth) = extent(data);
        let once = u64::from(self.subschemas).saturating_mul(values).saturating_add(self.patterns.work(data));
        once.saturating_mul(u64::from(self.returns.max(1)).saturating_pow(depth))
    }
}

/// How many values there are, and how many levels deep they lie.
fn extent(data: &Value) -> (u64, u32) {
    let around = |(values, depth): (u64, u32), inner| {
        let (more, deep) = extent(inner);
        (values + more, depth.max(deep + 1))
    };
    match data {
        Value::Array(items) => items.iter().fold((1, 0), around),
        Value::Object(members) => members.values().fold((1, 0), around),
        _ => (1, 0),
    }
}

/// A reference that was followed: its target, and how deep in the data that was.
struct Followed {
    target: String,
    depth: usize,
}

struct Walk<'a> {
    root: &'a Value,
    /// Where in the schema, as a JSON pointer.
    at: String,
    way: Vec<Followed>,
    /// Levels of data above this place.
    depth: usize,
    /// Where in the data the values lie that this place is for.
    place: Place<'a>,
    subschemas: u32,
    /// How many patterns.
    count: u32,
    patterns: Patterns,
}

impl<'a> Walk<'a> {
    /// Goes to where a reference leads; answers how often the way from there comes back to where it has been.
    fn enter(&mut self, target: String, schema: &'a Value) -> Result<u32, SchemaError> {
        if let Some(before) = self.way.iter().find(|followed| followed.target == target) {
            let advances = before.depth < self.depth;
            return if advances { Ok(1) } else { Err(self.wrong("refers to itself without end")) };
        }
        if self.way.len() > MAX_REFERENCES {
            return Err(self.wrong(format!("lies behind more than {MAX_REFERENCES} references")));
        }
        let at = std::mem::replace(&mut self.at, target.clone());
        self.way.push(Followed { target, depth: self.depth });
        let returns = self.visit(schema)?;
        self.way.pop();
        self.at = at;
        Ok(returns)
    }

    fn visit(&mut self, schema: &'a Value) -> Result<u32, SchemaError> {
        self.subschemas += 1;
        if self.subschemas > MAX_SUBSCHEMAS {
            return Err(self.wrong(format!("has more than {MAX_SUBSCHEMAS} subschemas, references followed")));
        }
        // What is neither an object nor a boolean is refused when it is compiled.
        let Some(keywords) = schema.as_object() else { return Ok(0) };
        self.check(keywords)?;
        let mut returns = match keywords.get("$ref") {
            Some(reference) => self.follow(reference)?,
            None => 0,
        };
        for (keyword, applies) in APPLICATORS {
            if let Some(value) = keywords.get(keyword) {
                returns =
                    returns.saturating_add(self.under(keyword, |walk| walk.apply(keyword, applies, value))?);
            }
        }
        Ok(returns)
    }

    fn apply(&mut self, keyword: &str, applies: Applies, value: &'a Value) -> Result<u32, SchemaError> {
        let place = self.place;
        self.place = match (keyword, applies) {
            (_, Applies::Here | Applies::AllHere | Applies::NamedHere) => place,
            ("items" | "contains" | "prefixItems" | "unevaluatedItems", _) => Place::Element,
            ("propertyNames", _) => Place::Name,
            _ => Place::Anywhere,
        };
        let inside = usize::from(matches!(applies, Applies::Inside | Applies::Apart | Applies::NamedInside));
        self.depth += inside;
        let returns = match (applies, value) {
            (Applies::Here | Applies::Inside, schema) => self.visit(schema),
            (_, Value::Array(list)) => {
                let named = list.iter().enumerate().map(|(index, schema)| (index.to_string(), schema));
                self.each(applies, named)
            }
            (_, Value::Object(members)) if keyword == "properties" => {
                members.iter().try_fold(0u32, |returns, (name, schema)| {
                    self.place = Place::Member(name);
                    Ok(returns.max(self.under(&escaped(name), |walk| walk.visit(schema))?))
                })
            }
            (_, Value::Object(members)) => {
                let named = members.iter().map(|(name, schema)| (escaped(name), schema));
                self.each(applies, named)
            }
            _ => Ok(0),
        };
        self.depth -= inside;
        self.place = place;
        returns
    }

    /// Members that have a subschema of their own are not met by that of another.
    fn each(
        &mut self,
        applies: Applies,
        schemas: impl Iterator<Item = (String, &'a Value)>,
    ) -> Result<u32, SchemaError> {
        let mut together = 0u32;
        for (name, schema) in schemas {
            let returns = self.under(&name, |walk| walk.visit(schema))?;
            together = match applies {
                Applies::Apart => together.max(returns),
                _ => together.saturating_add(returns),
            };
        }
        Ok(together)
    }

    fn follow(&mut self, reference: &'a Value) -> Result<u32, SchemaError> {
        self.under("$ref", |walk| {
            let target = reference.as_str().and_then(reference::pointer);
            let target =
                target.ok_or_else(|| walk.wrong("must stay in this schema, as in `#/$defs/address`"))?;
            let schema = walk.root.pointer(&target);
            let schema = schema.ok_or_else(|| walk.wrong(format!("there is nothing at `{target}`")))?;
            walk.enter(target, schema)
        })
    }

    /// What would lead elsewhere than the walk follows, and what is counted.
    fn check(&mut self, keywords: &'a Map<String, Value>) -> Result<(), SchemaError> {
        for keyword in ["$dynamicRef", "$dynamicAnchor", "$anchor", "$recursiveRef", "$recursiveAnchor"] {
            if keywords.contains_key(keyword) {
                let detail = "is not supported: use `$ref` with a pointer, as in `#/$defs/address`";
                return self.under(keyword, |walk| Err(walk.wrong(detail)));
            }
        }
        if !self.at.is_empty() && keywords.contains_key("$id") {
            return self.under("$id", |walk| Err(walk.wrong("is supported at the root of the schema only")));
        }
        if keywords.get("$schema").is_some_and(|draft| draft != DRAFT) {
            return self.under("$schema", |walk| Err(walk.wrong(format!("use draft 2020-12: `{DRAFT}`"))));
        }
        let named = keywords.get("patternProperties").and_then(Value::as_object);
        for name in named.into_iter().flat_map(Map::keys) {
            self.pattern(Place::Name, name)?;
        }
        match keywords.get("pattern").and_then(Value::as_str) {
            Some(pattern) => self.pattern(self.place, pattern),
            None => Ok(()),
        }
    }

    fn pattern(&mut self, place: Place<'a>, pattern: &str) -> Result<(), SchemaError> {
        self.count += 1;
        if self.count > MAX_PATTERNS {
            return Err(self.wrong(format!("has more than {MAX_PATTERNS} patterns, references followed")));
        }
        self.patterns.add(place, pattern);
        if self.patterns.together > MAX_PATTERN_STATES {
            return Err(self.wrong(format!(
                "has patterns of more than {MAX_PATTERN_STATES} states together, references followed: repeat less, as in `{{1,50}}`"
            )));
        }
        Ok(())
    }

    fn under<T>(
        &mut self,
        name: &str,
        go: impl FnOnce(&mut Self) -> Result<T, SchemaError>,
    ) -> Result<T, SchemaError> {
        let length = self.at.len();
        self.at.extend(["/", name]);
        let result = go(self);
        self.at.truncate(length);
        result
    }

    fn wrong(&self, detail: impl Into<String>) -> SchemaError {
        SchemaError { pointer: self.at.clone(), detail: detail.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn budget(schema: Value) -> (u32, u32) {
        let Budget { subschemas, returns, .. } = Budget::of(&schema).unwrap();
        (subschemas, returns)
    }

    fn refused(schema: Value) -> (String, String) {
        let SchemaError { pointer, detail } = Budget::of(&schema).unwrap_err();
        (pointer, detail)
    }

    #[test]
    fn subschemas_are_counted_with_their_references_followed() {
        assert_eq!(budget(json!(true)), (1, 0));
        assert_eq!(budget(json!({"properties": {"a": {"items": {"type": "string"}}, "b": true}})), (4, 0));
        let twice =
            json!({"allOf": [{"$ref": "#/$defs/x"}, {"$ref": "#/$defs/x"}], "$defs": {"x": {"not": {}}}});
        assert_eq!(budget(twice), (7, 0));
    }

    #[test]
    fn a_schema_comes_back_to_itself_once_for_each_way_to_one_value() {
        let tree = json!({"properties": {"left": {"$ref": "#"}, "right": {"$ref": "#"}}});
        assert_eq!(budget(tree).1, 1, "a member is either left or right");
        let choice =
            json!({"anyOf": [{"properties": {"n": {"$ref": "#"}}}, {"properties": {"n": {"$ref": "#"}}}]});
        assert_eq!(budget(choice).1, 2);
        assert_eq!(budget(json!({"items": {"$ref": "#"}, "contains": {"$ref": "#"}})).1, 2);
    }

    #[test]
    fn a_text_takes_what_the_patterns_have_states_that_are_for_it() {
        let schema = json!({"properties": {"sku": {"pattern": "^[A-Z]{8}$"}}, "additionalProperties": {"maxLength": 9}});
        let work = |schema: &Value, data: Value| Budget::of(schema).unwrap().work(&data);
        let (short, long) =
            (json!({"sku": "A", "n": "b".repeat(5_000)}), json!({"sku": "A".repeat(5_000), "n": "b"}));
        assert!(work(&schema, short) < 100);
        assert!(work(&schema, long) > 40_000);
        let tree = json!({"pattern": "^[A-Z]{8}$", "properties": {"next": {"$ref": "#"}}});
        assert!(work(&tree, json!({"next": "A".repeat(5_000)})) > 40_000, "it comes back to itself");
    }

    #[test]
    fn a_schema_that_never_ends_is_refused() {
        for schema in [
            json!({"$ref": "#"}),
            json!({"allOf": [{"$ref": "#"}]}),
            json!({"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"not": {"$ref": "#/$defs/a"}}}}),
        ] {
            assert!(refused(schema).1.contains("without end"));
        }
    }

    #[test]
    fn a_schema_that_grows_when_its_references_are_followed_is_refused() {
        let mut definitions: Map<String, Value> = (0..30)
            .map(|n| {
                (format!("d{n}"), json!({"allOf": vec![json!({"$ref": format!("#/$defs/d{}", n + 1)}); 2]}))
            })
            .collect();
        definitions.insert("d30".into(), json!({}));
        let (_, detail) = refused(json!({"$ref": "#/$defs/d0", "$defs": definitions}));
        assert!(detail.contains("2000 subschemas"), "{detail}");
        let chain: Map<String, Value> =
            (0..200).map(|n| (format!("d{n}"), json!({"$ref": format!("#/$defs/d{}", n + 1)}))).collect();
        let (_, detail) = refused(json!({"$ref": "#/$defs/d0", "$defs": chain}));
        assert!(detail.contains("50 references"), "{detail}");
        assert!(refused(json!({"allOf": vec![json!({"pattern": "x"}); 101]})).1.contains("100 patterns"));
        let large = json!({"anyOf": vec![json!({"pattern": "a[ab]{900}[cd]"}); 30]});
        assert!(refused(large).1.contains("20000 states"));
    }

    #[test]
    fn what_leads_elsewhere_is_pointed_at() {
        for (schema, pointer) in [
            (json!({"properties": {"a/b": {"$ref": "https://example.com/x.json"}}}), "/properties/a~1b/$ref"),
            (json!({"items": {"$ref": "#/$defs/none"}}), "/items/$ref"),
            (json!({"items": {"$ref": "#name"}}), "/items/$ref"),
            (json!({"items": {"$ref": 7}}), "/items/$ref"),
            (json!({"items": {"$dynamicRef": "#x"}}), "/items/$dynamicRef"),
            (json!({"items": {"$id": "https://example.com/"}}), "/items/$id"),
            (json!({"$schema": "http://json-schema.org/draft-07/schema#"}), "/$schema"),
            (json!({"$ref": "#/$defs/a", "$defs": {"a": {"not": {"$anchor": "x"}}}}), "/$defs/a/not/$anchor"),
        ] {
            assert_eq!(refused(schema.clone()).0, pointer, "{schema}");
        }
    }
}
