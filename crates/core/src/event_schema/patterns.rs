//! What a schema's patterns take for the texts of one event.
//!
//! A pattern's engine is linear: for each byte of a text it may go through all of the pattern's states, and
//! patterns can be written for which it does. So a pattern weighs as much as it has states, and a text meets
//! those that may be applied where it lies.

use std::collections::HashMap;

use regex_automata::nfa::thompson::{self, NFA, WhichCaptures};
use regex_automata::util::syntax;
use serde_json::Value;

use super::PATTERN_SIZE;

/// What a pattern weighs that only the validator can read.
const UNREAD: u64 = 4_096;

/// Where in the data a text lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Place<'a> {
    /// Nothing is known of that.
    #[default]
    Anywhere,
    /// In the member of this name.
    Member(&'a str),
    /// In a list.
    Element,
    /// It is the name of a member.
    Name,
}

/// The weights of patterns, by where the texts lie that they are for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Patterns {
    anywhere: u64,
    members: HashMap<String, u64>,
    elements: u64,
    names: u64,
    pub(super) together: u64,
}

impl Patterns {
    pub(super) fn add(&mut self, place: Place<'_>, pattern: &str) {
        let weight = weight(pattern);
        self.together += weight;
        match place {
            Place::Anywhere => self.anywhere += weight,
            Place::Member(name) => *self.members.entry(name.to_owned()).or_default() += weight,
            Place::Element => self.elements += weight,
            Place::Name => self.names += weight,
        }
    }

    /// The same where any of them may be for any text.
    pub(super) fn anywhere(self) -> Self {
        let Self { together, .. } = self;
        Self { anywhere: together, together, ..Self::default() }
    }

    /// An upper bound of what they take for the texts of this data, once for each.
    pub(super) fn work(&self, data: &Value) -> u64 {
        if self.together == 0 { 0 } else { self.work_at(Place::Anywhere, data) }
    }

    fn work_at(&self, place: Place<'_>, data: &Value) -> u64 {
        match data {
            Value::String(text) => self.of(place, text),
            Value::Array(items) => items.iter().map(|item| self.work_at(Place::Element, item)).sum(),
            Value::Object(members) => {
                let members = members.iter();
                members
                    .map(|(name, value)| {
                        self.of(Place::Name, name) + self.work_at(Place::Member(name), value)
                    })
                    .sum()
            }
            _ => 0,
        }
    }

    fn of(&self, place: Place<'_>, text: &str) -> u64 {
        let here = match place {
            Place::Anywhere => 0,
            Place::Member(name) => self.members.get(name).copied().unwrap_or(0),
            Place::Element => self.elements,
            Place::Name => self.names,
        };
        (self.anywhere + here).saturating_mul(text.len() as u64)
    }
}

/// How many states a pattern has. Classes such as `\w` are those of ECMA-262, of ASCII, as the validator reads
/// them; a pattern that names other characters is read as Unicode.
fn weight(pattern: &str) -> u64 {
    let states = |unicode: bool| {
        let compiled = NFA::compiler()
            .syntax(syntax::Config::new().unicode(unicode).utf8(unicode))
            .configure(
                thompson::Config::new()
                    .utf8(unicode)
                    .which_captures(WhichCaptures::None)
                    .nfa_size_limit(Some(PATTERN_SIZE)),
            )
            .build(pattern);
        compiled.ok().map(|nfa| nfa.states().len() as u64)
    };
    states(false).or_else(|| states(true)).unwrap_or(UNREAD)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_pattern_weighs_as_much_as_it_has_states() {
        let (short, long) = (weight("^[a-z]{4}$"), weight("a[ab]{900}[cd]"));
        assert!(short < 20, "{short}");
        assert!((900..2_000).contains(&long), "{long}");
        assert!(weight(r"^\w{1,64}$") < 300, "ASCII");
        assert!(weight(r"^\p{L}+$") > 100, "Unicode");
        assert_eq!(weight(r"(?=x)"), UNREAD);
    }

    #[test]
    fn a_text_meets_the_patterns_that_are_for_its_place() {
        let mut patterns = Patterns::default();
        patterns.add(Place::Member("sku"), "^[A-Z]+$");
        patterns.add(Place::Element, "^[a-z]+$");
        let weight = weight("^[A-Z]+$");
        assert_eq!(patterns.work(&json!({"sku": "ABCD", "note": "long ".repeat(100)})), 4 * weight);
        assert_eq!(patterns.work(&json!({"tags": ["ab", "c"]})), 3 * weight);
        let anywhere = patterns.anywhere();
        assert_eq!(anywhere.work(&json!({"a": "b"})), 4 * weight, "both, for the name and the text");
    }
}
