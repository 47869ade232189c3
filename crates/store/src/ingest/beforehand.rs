//! What takes long is found out before an event joins a commit, so that nobody else's waits for it: what the
//! schema of its type says about its data, and which hooks it matches where a tenant's filters are many.
//!
//! The commit then compares by which schema and which actions that was found with the present ones, and refuses
//! what was not: it is found out again.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use billhook_core::action::{Facts, Matcher, Route};
use billhook_core::id::TenantId;
use parking_lot::RwLock;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::{NewEvent, Refusal};
use crate::event_schemas::{Judgement, Schemas};
use crate::grouped::Full;
use crate::routing::Routing;

/// What is known of an event before it is written.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// What its type's schema says about it.
    pub(crate) judgement: Option<Judgement>,
    routes: Option<Routes>,
}

/// The hooks that an event matches, and by which actions.
#[derive(Clone, Debug)]
struct Routes {
    by: Arc<Matcher>,
    routes: Arc<[Route]>,
}

/// The hooks that an event matches: those that were found, or else those that are found now.
pub(super) fn routes<'a>(matcher: &Arc<Matcher>, new: &'a NewEvent) -> Cow<'a, [Route]> {
    found_routes(matcher, new).map_or_else(|| Cow::Owned(matched(matcher, new)), Cow::Borrowed)
}

fn matched(matcher: &Matcher, new: &NewEvent) -> Vec<Route> {
    let event = &new.event;
    matcher.route(&Facts { event_type: &event.event_type, attributes: &event.attributes, data: &event.data })
}

/// The hooks that were found for an event, if these actions are what they were found by.
fn found_routes<'a>(matcher: &Arc<Matcher>, new: &'a NewEvent) -> Option<&'a [Route]> {
    let found = new.findings.routes.as_ref().filter(|found| Arc::ptr_eq(&found.by, matcher))?;
    Some(&found.routes)
}

/// A post whose filters, data and subjects have more bytes than this in all is matched before the commit: that
/// takes a tenth of a millisecond, where a commit takes a few.
const MATCHED_IN_COMMIT: usize = 64 << 10;

/// True if it takes long to match these events.
fn takes_long(matcher: &Matcher, events: &[NewEvent]) -> bool {
    let filters = matcher.filter_bytes();
    let seen = |new: &NewEvent| new.event.data.as_bytes().len() + subjects(new);
    filters > 0
        && events.iter().map(seen).sum::<usize>() + events.len().saturating_mul(filters) > MATCHED_IN_COMMIT
}

/// What its subjects count for: each is compared by itself, however short it is.
fn subjects(new: &NewEvent) -> usize {
    const EACH: usize = 16;
    new.event.attributes.subjects.iter().map(|subject| EACH + subject.len()).sum()
}

/// Refuses a post about which something ought to have been found out by these schemas and actions, and was not.
pub(super) fn check_found(
    schemas: &Schemas,
    matcher: &Arc<Matcher>,
    events: &[NewEvent],
) -> Result<(), Refusal> {
    let is_judged = |new: &NewEvent| schemas.admit(new) != Err(Refusal::NotReady);
    let is_found = |new: &NewEvent| found_routes(matcher, new).is_some();
    if !events.iter().all(is_judged) || takes_long(matcher, events) && !events.iter().all(is_found) {
        return Err(Refusal::NotReady);
    }
    Ok(())
}

/// What it takes to find out about one tenant's events.
#[derive(Clone, Debug)]
struct Means {
    schemas: Arc<Schemas>,
    matcher: Arc<Matcher>,
    /// Whose turn it is to have much found out: one post of a tenant at a time, so that a tenant takes one
    /// core at most.
    turn: Arc<Semaphore>,
}

impl Means {
    /// Finds out what is not known yet.
    fn find(&self, events: &mut [NewEvent]) {
        let matches = takes_long(&self.matcher, events);
        for new in events {
            self.schemas.judge(new);
            if matches && found_routes(&self.matcher, new).is_none() {
                let routes = matched(&self.matcher, new).into();
                new.findings.routes = Some(Routes { by: self.matcher.clone(), routes });
            }
        }
    }

    /// True if that takes so long that no other request may wait for it.
    fn takes_long(&self, events: &[NewEvent]) -> bool {
        let judged = || events.iter().filter(|new| self.schemas.judges(&new.event.event_type));
        let bytes: usize = judged().map(|new| new.event.data.as_bytes().len()).sum();
        let schemas = || judged().any(|new| self.schemas.takes_long(&new.event.event_type, bytes));
        bytes > JUDGED_AT_ONCE || schemas() || takes_long(&self.matcher, events)
    }
}

/// What it takes for those tenants for whom it takes anything: nobody else's events are held up by a look at them.
#[derive(Debug, Default)]
pub(crate) struct Beforehand(RwLock<HashMap<TenantId, Means>>);

/// Data that is larger in all is judged on a thread of its own, so that no other request waits for it: a
/// schema at its bounds takes some ten milliseconds for so much, unless it comes back to itself, where a few
/// bytes can take a tenth of a second.
const JUDGED_AT_ONCE: usize = 1 << 10;

impl Beforehand {
    /// Notes the schemas and actions that a tenant has now.
    pub(crate) fn note(&self, tenant: TenantId, routing: &Routing) {
        let (schemas, matcher) = (routing.schemas.clone(), routing.matcher.clone());
        let mut known = self.0.write();
        if schemas.is_empty() && matcher.filter_bytes() == 0 {
            known.remove(&tenant);
            return;
        }
        let turn = known.get(&tenant).map_or_else(|| Arc::new(Semaphore::new(1)), |means| means.turn.clone());
        known.insert(tenant, Means { schemas, matcher, turn });
    }

    /// Forgets a tenant that has not posted for long.
    pub(crate) fn forget(&self, tenant: TenantId) {
        self.0.write().remove(&tenant);
    }

    /// True if it takes so long to find out about these events of a tenant that nobody else may wait for it.
    pub(crate) fn takes_long(&self, tenant: TenantId, events: &[NewEvent]) -> bool {
        self.0.read().get(&tenant).is_some_and(|means| means.takes_long(events))
    }

    /// The events of one post, each with what is to be known of it beforehand, as far as that can be found out
    /// here. Waits at most so long for the tenant's posts before it.
    ///
    /// # Errors
    /// [`Full`] if too much of the tenant is being found out.
    pub(crate) async fn find(
        &self,
        mut events: Vec<NewEvent>,
        max_wait: Duration,
    ) -> Result<Vec<NewEvent>, Full> {
        let tenant = events.first().map(|new| new.event.tenant_id);
        let Some(means) = tenant.and_then(|tenant| self.0.read().get(&tenant).cloned()) else {
            return Ok(events);
        };
        if !means.takes_long(&events) {
            means.find(&mut events);
            return Ok(events);
        }
        let turn = timeout(max_wait, means.turn.clone().acquire_owned()).await;
        let Ok(Ok(turn)) = turn else { return Err(Full) };
        let unknown = events.clone();
        let find = move || {
            means.find(&mut events);
            // Not before: whoever gave up waiting has not freed the core.
            drop(turn);
            events
        };
        Ok(tokio::task::spawn_blocking(find).await.unwrap_or(unknown))
    }
}

#[cfg(test)]
mod tests {
    use billhook_core::action::ActionRule;
    use billhook_core::clock::from_micros;
    use billhook_core::event::{Attributes, Event, EventKind, JsonBytes};
    use billhook_core::filter::Filter;
    use billhook_core::hook::HookState;
    use billhook_core::id::{EventId, HookId};
    use serde_json::json;

    use super::*;
    use crate::ingest::Source;

    fn event(bytes: usize) -> NewEvent {
        let now = from_micros(1_790_000_000_000_000);
        let event = Event {
            id: EventId::new(now),
            tenant_id: TenantId::new(now),
            kind: EventKind::Event,
            event_type: "invoice.paid".parse().unwrap(),
            data: JsonBytes::trusted(json!("x".repeat(bytes)).to_string()),
            occurred_at: now,
            attributes: Attributes::default(),
            trace: None,
        };
        NewEvent {
            event: Arc::new(event),
            external_id: None,
            digest: [0; 32],
            deliver_at: None,
            source: Source::Poster { access_version: 0 },
            findings: Findings::default(),
        }
    }

    fn matcher(filters: usize) -> Arc<Matcher> {
        let filter = || Filter::read(json!({"field": "/total", "in": ["a".repeat(1000)]})).unwrap();
        let rules = (0..filters).map(|_| ActionRule::new("*".parse().unwrap()).filtered(Some(filter())));
        Arc::new(Matcher::new([(HookId::from_bytes([1; 16]), HookState::Active, rules.collect())]))
    }

    fn means(matcher: &Arc<Matcher>) -> Means {
        Means { schemas: Arc::default(), matcher: matcher.clone(), turn: Arc::new(Semaphore::new(1)) }
    }

    #[test]
    fn only_what_takes_long_has_to_be_matched_beforehand() {
        let posts = |count: usize, bytes: usize| (0..count).map(|_| event(bytes)).collect::<Vec<_>>();
        for (filters, events, ready) in [
            (0, posts(1, 1_000_000), true),
            (1, posts(1, 1000), true),
            (1, posts(1, 100_000), false),
            (1, posts(100, 100), false),
            (100, posts(1, 100), false),
        ] {
            let (matcher, count) = (matcher(filters), events.len());
            assert_eq!(
                check_found(&Schemas::default(), &matcher, &events).is_ok(),
                ready,
                "{filters} filters, {count} events"
            );
        }
    }

    #[test]
    fn subjects_count_as_what_filters_look_at() {
        let mut new = event(10);
        let attributes = Attributes { subjects: vec![String::new(); 10_000], ..Attributes::default() };
        new.event = Arc::new(Event { attributes, ..(*new.event).clone() });
        assert_eq!(check_found(&Schemas::default(), &matcher(1), &[new.clone()]), Err(Refusal::NotReady));
        assert_eq!(check_found(&Schemas::default(), &matcher(0), &[new]), Ok(()));
    }

    #[test]
    fn what_was_found_holds_for_the_actions_by_which_it_was_found() {
        let (first, second) = (matcher(100), matcher(100));
        let mut events = [event(100)];
        means(&first).find(&mut events);
        assert_eq!(check_found(&Schemas::default(), &first, &events), Ok(()));
        assert_eq!(check_found(&Schemas::default(), &second, &events), Err(Refusal::NotReady));
        means(&second).find(&mut events);
        assert_eq!(check_found(&Schemas::default(), &second, &events), Ok(()));
    }
}
