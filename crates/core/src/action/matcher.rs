//! All actions of a tenant, indexed, so that an event finds its hooks without looking at every rule.

use std::collections::HashMap;

use super::{ActionRule, Pattern};
use crate::delivery::DeliveryReason;
use crate::event::{Attributes, EventTypeName, JsonBytes};
use crate::filter::{Filter, Subject};
use crate::hook::HookState;
use crate::id::HookId;

/// What a rule may look at in an event.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// Its type.
    pub event_type: &'a EventTypeName,
    /// App, SKU and whatever else it carries beside its data.
    pub attributes: &'a Attributes,
    /// Its own content.
    pub data: &'a JsonBytes,
}

/// A hook that matched an event, and what that means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    /// The hook.
    pub hook: HookId,
    /// What becomes of the delivery.
    pub fate: Fate,
}

/// What becomes of a delivery at first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is sent.
    Send,
    /// It is kept until the hook is resumed.
    Hold,
    /// It is recorded, and never sent.
    Skip(DeliveryReason),
}

impl Fate {
    fn of(state: HookState) -> Self {
        match state {
            HookState::Active => Self::Send,
            HookState::Paused => Self::Hold,
            HookState::Inactive => Self::Skip(DeliveryReason::HookInactive),
        }
    }
}

/// All actions of one tenant's hooks. Built once for each version of them, then only asked.
///
/// An event costs three look-ups and a check of each rule that its type and app leave: 10,000 hooks for other types or
/// apps cost nothing.
#[derive(Debug, Default)]
pub struct Matcher {
    hooks: Vec<Route>,
    rules: Vec<Rule>,
    by_type: HashMap<EventTypeName, Bucket>,
    by_resource: HashMap<Box<str>, Bucket>,
    for_all: Bucket,
    filter_bytes: usize,
}

/// What is left to check of a rule once type and app are settled.
#[derive(Debug)]
struct Rule {
    /// Index into `Matcher::hooks`.
    hook: usize,
    sku: Option<Box<str>>,
    filter: Option<Filter>,
}

impl Rule {
    fn takes(&self, event: &Subject<'_>) -> bool {
        (self.sku.is_none() || self.sku.as_deref() == event.facts().attributes.sku.as_deref())
            && self.filter.as_ref().is_none_or(|filter| filter.takes(event))
    }
}

/// Rules with one pattern: indexes into `Matcher::rules`.
#[derive(Debug, Default)]
struct Bucket {
    for_every_app: Vec<usize>,
    by_app: HashMap<Box<str>, Vec<usize>>,
}

impl Bucket {
    fn add(&mut self, app: Option<String>, rule: usize) {
        match app {
            None => self.for_every_app.push(rule),
            Some(app) => self.by_app.entry(app.into()).or_default().push(rule),
        }
    }

    fn left_by<'a>(&'a self, app: Option<&str>) -> impl Iterator<Item = usize> + use<'a> {
        let bound = app.and_then(|app| self.by_app.get(app));
        self.for_every_app.iter().chain(bound.into_iter().flatten()).copied()
    }
}

impl Matcher {
    /// The matcher over these hooks. [`Matcher::route`] names them in the order in which they come here.
    pub fn new(hooks: impl IntoIterator<Item = (HookId, HookState, Vec<ActionRule>)>) -> Self {
        let mut matcher = Self::default();
        for (hook, state, rules) in hooks {
            matcher.hooks.push(Route { hook, fate: Fate::of(state) });
            rules.into_iter().for_each(|rule| matcher.add(rule));
        }
        matcher
    }

    /// Adds a rule to the latest hook.
    fn add(&mut self, ActionRule { pattern, app, sku, filter }: ActionRule) {
        let bucket = match pattern {
            Pattern::Exact(name) => self.by_type.entry(name).or_default(),
            Pattern::Resource(resource) => self.by_resource.entry(resource).or_default(),
            Pattern::Any => &mut self.for_all,
        };
        bucket.add(app, self.rules.len());
        self.filter_bytes += filter.as_ref().map_or(0, Filter::bytes);
        self.rules.push(Rule { hook: self.hooks.len() - 1, sku: sku.map(Into::into), filter });
    }

    /// How long all filters are together. The time that it takes to ask them grows with it.
    pub fn filter_bytes(&self) -> usize {
        self.filter_bytes
    }

    /// The hooks that an event matches, each once, however many of its rules take the event.
    pub fn route(&self, facts: &Facts<'_>) -> Vec<Route> {
        let buckets = [
            self.by_type.get(facts.event_type),
            self.by_resource.get(facts.event_type.resource()),
            Some(&self.for_all),
        ];
        let app = facts.attributes.app.as_deref();
        let left = buckets.into_iter().flatten().flat_map(|bucket| bucket.left_by(app));
        // The data is read once for all filters, and not at all if no rule that is left has one.
        let event = Subject::new(*facts);
        let taking = left.map(|rule| &self.rules[rule]).filter(|rule| rule.takes(&event));
        let mut hooks: Vec<usize> = taking.map(|rule| rule.hook).collect();
        hooks.sort();
        hooks.dedup();
        hooks.into_iter().map(|hook| self.hooks[hook]).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn hook(number: usize) -> HookId {
        HookId::from_bytes((number as u128).to_be_bytes())
    }

    /// A rule in short: `pattern@app/sku`.
    fn rule(text: &str) -> ActionRule {
        let (pattern, place) = text.split_once('@').unwrap_or((text, ""));
        let (app, sku) = place.split_once('/').unwrap_or((place, ""));
        let some = |key: &str| (!key.is_empty()).then(|| key.to_owned());
        ActionRule::new(pattern.parse().unwrap()).only(some(app), some(sku))
    }

    fn matcher(hooks: &[(HookState, &[&str])]) -> Matcher {
        let numbered = hooks.iter().enumerate();
        Matcher::new(
            numbered
                .map(|(n, (state, rules))| (hook(n), *state, rules.iter().map(|text| rule(text)).collect())),
        )
    }

    /// Routes an event in short, written as rules are.
    fn route(matcher: &Matcher, event: &str) -> Vec<Route> {
        let (name, place) = event.split_once('@').unwrap_or((event, ""));
        let (app, sku) = place.split_once('/').unwrap_or((place, ""));
        let some = |key: &str| (!key.is_empty()).then(|| key.to_owned());
        let attributes = Attributes { app: some(app), sku: some(sku), ..Attributes::default() };
        let data = JsonBytes::trusted("{}");
        matcher.route(&Facts { event_type: &name.parse().unwrap(), attributes: &attributes, data: &data })
    }

    fn numbers(routes: &[Route]) -> Vec<usize> {
        routes.iter().map(|route| u128::from_be_bytes(*route.hook.as_bytes()) as usize).collect()
    }

    #[test]
    fn an_event_goes_to_the_hooks_whose_rules_take_it() {
        use HookState::Active;
        let matcher = matcher(&[
            (Active, &["*"]),
            (Active, &["invoice.*"]),
            (Active, &["invoice.paid"]),
            (Active, &["order.*", "invoice.void"]),
            (Active, &["*@game"]),
            (Active, &["invoice.paid@game/coins", "invoice.paid@shop"]),
            (Active, &["*@/coins"]),
            (Active, &[]),
        ]);
        for (event, expected) in [
            ("invoice.paid", vec![0, 1, 2]),
            ("invoice.void", vec![0, 1, 3]),
            ("order.made", vec![0, 3]),
            ("orders.made", vec![0]),
            ("invoice.paid@game", vec![0, 1, 2, 4]),
            ("invoice.paid@game/coins", vec![0, 1, 2, 4, 5, 6]),
            ("invoice.paid@game/gems", vec![0, 1, 2, 4]),
            ("invoice.paid@shop/gems", vec![0, 1, 2, 5]),
            ("invoice.paid@/coins", vec![0, 1, 2, 6]),
        ] {
            assert_eq!(numbers(&route(&matcher, event)), expected, "{event}");
        }
    }

    #[test]
    fn a_hook_is_named_once_however_many_of_its_rules_match() {
        let matcher = matcher(&[(
            HookState::Active,
            &["*", "invoice.*", "invoice.paid", "invoice.paid", "*@game", "*@/coins"],
        )]);
        assert_eq!(numbers(&route(&matcher, "invoice.paid@game/coins")), [0]);
    }

    #[test]
    fn a_paused_hook_holds_and_an_inactive_one_skips() {
        let matcher = matcher(&[
            (HookState::Paused, &["*"]),
            (HookState::Inactive, &["*"]),
            (HookState::Active, &["*"]),
        ]);
        let fates: Vec<_> = route(&matcher, "a.b").into_iter().map(|route| route.fate).collect();
        assert_eq!(fates, [Fate::Hold, Fate::Skip(DeliveryReason::HookInactive), Fate::Send]);
    }

    #[test]
    fn a_filter_narrows_its_own_rule_and_no_other() {
        let filtered = |filter: serde_json::Value| {
            ActionRule::new("invoice.*".parse().unwrap()).filtered(Some(Filter::read(filter).unwrap()))
        };
        let large = || filtered(serde_json::json!({"field": "/total", "gte": 1000}));
        let matcher = Matcher::new([
            (hook(0), HookState::Active, vec![large()]),
            (hook(1), HookState::Active, vec![large(), rule("invoice.paid")]),
            (
                hook(2),
                HookState::Active,
                vec![filtered(serde_json::json!({"attribute": "test_mode", "equals": true}))],
            ),
        ]);
        for (event_type, data, expected) in [
            ("invoice.paid", r#"{"total":1000}"#, vec![0, 1]),
            ("invoice.paid", r#"{"total":999}"#, vec![1]),
            ("invoice.void", "[]", vec![]),
        ] {
            let (attributes, data) = (Attributes::default(), JsonBytes::trusted(data));
            let facts =
                Facts { event_type: &event_type.parse().unwrap(), attributes: &attributes, data: &data };
            assert_eq!(numbers(&matcher.route(&facts)), expected, "{event_type} {data:?}");
        }
    }

    #[test]
    fn no_hooks_match_nothing() {
        assert_eq!(route(&Matcher::default(), "a.b"), []);
    }

    proptest! {
        /// The index must find just what a look at every rule finds.
        #[test]
        fn the_index_leaves_nothing_out(
            hooks in prop::collection::vec(prop::collection::vec("([ab][.][xy*]|[*])(@[gh]?(/[st])?)?", 0..4), 0..12),
            event in "[ab][.][xy](@[gh]?(/[st])?)?",
        ) {
            let texts: Vec<Vec<&str>> = hooks.iter().map(|rules| rules.iter().map(String::as_str).collect()).collect();
            let all: Vec<_> = texts.iter().map(|rules| (HookState::Active, rules.as_slice())).collect();
            let found = numbers(&route(&matcher(&all), &event));
            let facts = rule(&event);
            let Pattern::Exact(name) = &facts.pattern else { unreachable!("events have exact types") };
            let takes = |text: &&str| {
                let rule = rule(text);
                rule.pattern.matches(name)
                    && (rule.app.is_none() || rule.app == facts.app)
                    && (rule.sku.is_none() || rule.sku == facts.sku)
            };
            let expected: Vec<_> = (0..texts.len()).filter(|&n| texts[n].iter().any(takes)).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
