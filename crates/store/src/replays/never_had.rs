//! Replays over events: those of which a hook has no delivery, though its actions take them as they are now. A
//! hook that was made or widened later gets what came before.
//!
//! What a query can tell by itself (type, time, no delivery) narrows it; app, SKU and filter are asked of each event.

use std::collections::HashMap;

use billhook_core::action::{ActionRule, Facts, Pattern};
use billhook_core::clock::Timestamp;
use billhook_core::event::{Event, EventKind};
use billhook_core::filter::Subject;
use billhook_core::hook::HookState;
use billhook_core::id::{EventId, HookId, TenantId};
use billhook_core::member::Grants;
use billhook_core::profile;
use chrono::TimeDelta;
use diesel::dsl::{count_star, exists, not, sql};
use diesel::prelude::*;
use diesel::sql_types::{Binary, Bool};

use super::Replay;
use super::step::{Page, Taken};
use crate::any_connection::{AnyConnection, MultiBackend};
use crate::deliveries::{Filter, Origin, hold_event, note_origins, send_anew};
use crate::error::StoreError;
use crate::names::event_kind;
use crate::schema::{deliveries, events, held_events};
use crate::{SystemScope, actions, column, grant_patterns, hooks, sending};

/// The query over events of the tenant that the hook has no delivery of, that nothing holds back, and whose
/// type is one of `$likes`.
///
/// A macro because the type of a boxed query holds what it selects.
macro_rules! never_had {
    ($query:expr, $tenant:expr, $hook:expr, $filter:expr, $likes:expr, $now:expr) => {{
        let (tenant, hook, filter): (TenantId, HookId, &Filter) = ($tenant, $hook, $filter);
        let delivered = || {
            // Of an event there are few, of a hook there may be millions: wrapped, the hook is nothing to begin with.
            let of_hook = sql::<Bool>("coalesce(deliveries.hook_id, deliveries.event_id) = ")
                .bind::<Binary, _>(hook.as_bytes().to_vec());
            deliveries::table.filter(deliveries::event_id.eq(events::id)).filter(of_hook)
        };
        let held = held_events::table
            .filter(held_events::event_id.eq(events::id))
            .filter(held_events::release_at.gt($now.timestamp_micros()));
        // The alternatives come first: each later filter narrows all of them together.
        let query = $query.into_boxed::<MultiBackend>().filter(events::kind.eq("none"));
        let mut query = $likes
            .into_iter()
            .fold(query, |query, next| query.or_filter(events::event_type.like(next).escape('\\')))
            .filter(events::tenant_id.eq(tenant.as_bytes().to_vec()))
            .filter(events::kind.eq(event_kind(EventKind::Event)))
            .filter(events::erased_at.is_null())
            // As literals: each must be seen to imply the condition of its partial index.
            .filter(not(exists(delivered().filter(sql::<Bool>("deliveries.kind = 'event'")))))
            .filter(not(exists(delivered().filter(sql::<Bool>("deliveries.kind <> 'event'")))))
            .filter(not(exists(held)));
        if let Some(event) = filter.event {
            query = query.filter(events::id.eq(event.as_bytes().to_vec()));
        }
        if let Some(pattern) = &filter.event_type {
            query = query.filter(events::event_type.like(grant_patterns::like(pattern)).escape('\\'));
        }
        if let Some(since) = filter.since {
            query = query.filter(events::created_at.ge(since.timestamp_micros()));
            query = query.filter(events::id.ge(column::oldest_id(since)));
        }
        if let Some(until) = filter.until {
            query = query.filter(events::created_at.lt(until.timestamp_micros()));
            query = query.filter(events::id.lt(column::newest_id(until)));
        }
        query
    }};
}

/// How many events a replay over events would look at now: those of a type that the hook of the filter takes. What its
/// actions leave out by app, SKU or filter is among them. None if the filter names no hook.
pub fn count_never_had(
    connection: &mut AnyConnection,
    tenant: TenantId,
    filter: &Filter,
    now: Timestamp,
) -> Result<i64, StoreError> {
    let Some(hook) = filter.hook else { return Ok(0) };
    let likes = likes(&filter.grants, &rules(connection, tenant, hook)?);
    let query = never_had!(events::table.select(count_star()), tenant, hook, filter, likes, now);
    Ok(query.first(connection)?)
}

/// Sends what the hook takes of the next page of events.
pub(super) fn take(
    connection: &mut AnyConnection,
    tenant: TenantId,
    replay: &Replay,
    page: &Page,
) -> Result<Taken, StoreError> {
    let filter = &replay.filter;
    let Some(hook) = filter.hook else { return Ok(Taken::default()) };
    // Held, so that it is not deactivated before what is made for it is there.
    let state = hooks::hold_state(connection, tenant, hook)?;
    let found = hooks::find(connection, tenant, hook)?;
    let Some(found) = found.filter(|_| state.is_some()) else { return Ok(Taken::default()) };
    let rules = rules(connection, tenant, hook)?;
    let likes = likes(&filter.grants, &rules);
    let mut query = never_had!(events::table.select(events::id), tenant, hook, filter, likes, page.now);
    if let Some(after) = &page.after {
        query = query.filter(events::id.gt(after.clone()));
    }
    let ids: Vec<Vec<u8>> = query.order(events::id).limit(page.most).load(connection)?;
    let mut taken = Taken { seen: ids.len(), made: 0, last: ids.last().cloned() };
    if state == Some(HookState::Inactive) {
        return Ok(taken);
    }
    let ids = ids.iter().map(|id| column::id("events.id", id)).collect::<Result<Vec<EventId>, _>>()?;
    let whole = sending::events(connection, SystemScope, &ids)?;
    let mut whole: HashMap<EventId, Event> =
        whole.into_iter().map(|event| event.map(|event| (event.id, event))).collect::<Result<_, _>>()?;
    let (origin, mut made) = (Origin { replay: Some(replay.id), repeats: None }, Vec::new());
    for (place, event) in (0..).zip(ids.iter().filter_map(|id| whole.remove(id))) {
        if !rules.iter().any(|rule| takes(rule, &event)) || !hold_event(connection, tenant, event.id)? {
            continue;
        }
        // A microsecond apart, so that they wait in the order in which they came.
        let now = page.now + TimeDelta::microseconds(place);
        for part in 0..profile::parts(found.settings.preset, &event) {
            made.push((send_anew(connection, tenant, hook, &event, part, now)?, origin));
        }
        taken.made += 1;
    }
    note_origins(connection, tenant, &made)?;
    Ok(taken)
}

fn takes(rule: &ActionRule, event: &Event) -> bool {
    let facts = Facts { event_type: &event.event_type, attributes: &event.attributes, data: &event.data };
    rule.misfit(&Subject::new(facts)).is_none()
}

fn rules(
    connection: &mut AnyConnection,
    tenant: TenantId,
    hook: HookId,
) -> Result<Vec<ActionRule>, StoreError> {
    let actions = actions::list_of_hooks(connection, tenant, &[hook])?;
    Ok(actions.into_iter().map(|action| action.rule).collect())
}

/// Patterns of SQL's `like`, of which the type of an event must match one: of what the rules take, what is granted.
fn likes(grants: &Grants, rules: &[ActionRule]) -> Vec<String> {
    let of = |pattern: &Pattern| match pattern {
        Pattern::Any => grant_patterns::like_any(grants),
        Pattern::Exact(name) if grants.cover(name.resource()) => vec![grant_patterns::like(pattern)],
        Pattern::Resource(resource) if grants.cover(resource) => vec![grant_patterns::like(pattern)],
        Pattern::Exact(_) | Pattern::Resource(_) => Vec::new(),
    };
    rules.iter().flat_map(|rule| of(&rule.pattern)).collect()
}
