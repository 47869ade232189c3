//! Whether a filter holds of an event and, if not, which clause says so.

use std::cell::OnceCell;
use std::cmp::Ordering;
use std::fmt::Display;

use serde_json::Value;

use super::place::{Found, Place};
use super::{Bound, Clause, Condition};
use crate::action::Facts;

/// The most characters of an event's value that an explanation repeats.
const SHOWN: usize = 60;

/// An event under filters. Its data is read when a filter first asks for it, and then once.
#[derive(Debug)]
pub struct Subject<'a> {
    pub(super) facts: Facts<'a>,
    data: OnceCell<Option<Value>>,
}

impl<'a> Subject<'a> {
    /// The event with these facts.
    pub fn new(facts: Facts<'a>) -> Self {
        Self { facts, data: OnceCell::new() }
    }

    /// What is known of it.
    pub fn facts(&self) -> &Facts<'a> {
        &self.facts
    }

    /// The data; `None` if it is no JSON, as when it was erased.
    pub(super) fn data(&self) -> Option<&Value> {
        self.data.get_or_init(|| serde_json::from_slice(self.facts.data.as_bytes()).ok()).as_ref()
    }
}

/// The clause that keeps an event out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failing {
    /// A JSON pointer (RFC 6901) to it in the filter.
    pub clause: String,
    /// What the event has, and what it would need to have.
    pub detail: String,
}

impl Failing {
    fn at(clause: &str, detail: impl Into<String>) -> Self {
        Self { clause: clause.to_owned(), detail: detail.into() }
    }
}

impl Clause {
    /// Whether it holds, without a word about why: this is asked of every event that is posted.
    pub(super) fn holds(&self, event: &Subject<'_>) -> bool {
        match self {
            Self::All(clauses) => clauses.iter().all(|clause| clause.holds(event)),
            Self::Any(clauses) => clauses.iter().any(|clause| clause.holds(event)),
            Self::Not(clause) => !clause.holds(event),
            Self::Test(place, conditions) => {
                let values = place.values(event);
                conditions.iter().all(|condition| condition.holds(&values))
            }
        }
    }

    /// Fails where [`holds`](Self::holds) is false, with the clause that says so. `at` is the pointer to this
    /// clause; it is as before when this returns `Ok`.
    pub(super) fn check(&self, event: &Subject<'_>, at: &mut String) -> Result<(), Failing> {
        match self {
            Self::All(clauses) => clauses
                .iter()
                .enumerate()
                .try_for_each(|(n, clause)| below(at, &format!("/all/{n}"), |at| clause.check(event, at))),
            Self::Any(clauses) => {
                let none = || Failing::at(&format!("{at}/any"), "none of the alternatives holds");
                if clauses.iter().any(|clause| clause.holds(event)) { Ok(()) } else { Err(none()) }
            }
            Self::Not(clause) if clause.holds(event) => {
                Err(Failing::at(&format!("{at}/not"), "it holds, and must not"))
            }
            Self::Not(_) => Ok(()),
            Self::Test(place, conditions) => {
                let values = place.values(event);
                conditions.iter().try_for_each(|condition| condition.check(place, &values, at))
            }
        }
    }
}

fn below<T>(at: &mut String, step: &str, work: impl FnOnce(&mut String) -> T) -> T {
    let length = at.len();
    at.push_str(step);
    let result = work(at);
    at.truncate(length);
    result
}

impl Condition {
    fn check(&self, place: &Place, values: &[Found<'_>], at: &str) -> Result<(), Failing> {
        if self.holds(values) {
            return Ok(());
        }
        let detail = match values.first() {
            None => format!("{place} is not there, and {}", self.demand()),
            Some(value) => format!("{place} is {}, and {}", shown(value), self.demand()),
        };
        Err(Failing::at(&format!("{at}/{}", self.name()), detail))
    }

    fn holds(&self, values: &[Found<'_>]) -> bool {
        match self {
            Self::Exists(wanted) => values.is_empty() != *wanted,
            Self::Equals(wanted) => values.iter().any(|value| value.equals(wanted)),
            Self::In(wanted) => values.iter().any(|value| wanted.iter().any(|wanted| value.equals(wanted))),
            Self::Range(bound, limit) => {
                values.iter().any(|value| value.order(limit).is_some_and(|order| bound.admits(order)))
            }
        }
    }

    fn name(&self) -> &'static str {
        match self {
            Self::Equals(_) => "equals",
            Self::In(_) => "in",
            Self::Exists(_) => "exists",
            Self::Range(bound, _) => bound.name(),
        }
    }

    fn demand(&self) -> String {
        match self {
            Self::Equals(wanted) => format!("must be {}", shown(wanted)),
            Self::In(wanted) => format!("must be one of {} values", wanted.len()),
            Self::Exists(true) => "must be there".to_owned(),
            Self::Exists(false) => "must not be there".to_owned(),
            Self::Range(bound, limit) => format!("must be {} {}", bound.words(), shown(limit)),
        }
    }
}

impl Bound {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Gt => "gt",
            Self::Gte => "gte",
            Self::Lt => "lt",
            Self::Lte => "lte",
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::Gt => "greater than",
            Self::Gte => "at least",
            Self::Lt => "less than",
            Self::Lte => "at most",
        }
    }

    fn admits(self, order: Ordering) -> bool {
        match self {
            Self::Gt => order == Ordering::Greater,
            Self::Gte => order != Ordering::Less,
            Self::Lt => order == Ordering::Less,
            Self::Lte => order != Ordering::Greater,
        }
    }
}

fn shown(value: impl Display) -> String {
    let text = value.to_string();
    if text.chars().count() <= SHOWN { text } else { text.chars().take(SHOWN).chain(['…']).collect() }
}
