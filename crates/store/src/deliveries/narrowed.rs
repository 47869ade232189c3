//! What a filter says about a query, written once for queries that select different things.

use billhook_core::delivery::DeliveryState;

/// True of states that a delivery never has without a reason: those that are in the partial indexes.
pub(super) const fn says_why(state: DeliveryState) -> bool {
    matches!(state, DeliveryState::Failed | DeliveryState::Cancelled | DeliveryState::Skipped)
}

/// The query over deliveries and their due rows, of the tenant and with everything that the filter says.
///
/// But for `replay`: what a replay made is found first, by `origins`, and each query takes of that so much at a time.
///
/// A macro because the type of a boxed query holds what it selects.
macro_rules! narrowed {
    ($query:expr, $tenant:expr, $filter:expr) => {{
        let (tenant, filter): (TenantId, &Filter) = ($tenant, $filter);
        // The alternatives come first: each later filter narrows all of them together.
        let query = $query
            .into_boxed::<MultiBackend>()
            .filter(deliveries::kind.eq(delivery_kind(DeliveryKind::Test)));
        let mut query = grant_patterns::like_any(&filter.grants)
            .into_iter()
            .fold(query, |query, next| query.or_filter(deliveries::event_type.like(next).escape('\\')))
            .filter(deliveries::tenant_id.eq(tenant.as_bytes().to_vec()));
        if let Some(hook) = filter.hook {
            query = query.filter(deliveries::hook_id.eq(hook.as_bytes().to_vec()));
        }
        if let Some(event) = filter.event {
            query = query.filter(deliveries::event_id.eq(event.as_bytes().to_vec()));
        }
        if let Some(state) = filter.state {
            query = query.filter(deliveries::state.eq(delivery_state(state)));
            // That there is a row is known; to say so lets the plan begin with the few that wait.
            let waits = due_deliveries::delivery_id.is_not_null();
            query = match state {
                DeliveryState::Pending => query.filter(waits).filter(due_deliveries::leased_until.is_null()),
                DeliveryState::InFlight => {
                    query.filter(waits).filter(due_deliveries::leased_until.is_not_null())
                }
                _ => query,
            };
            if says_why(state) {
                query = query.filter(deliveries::state_reason.is_not_null());
            }
        }
        if let Some(pattern) = &filter.event_type {
            query = query.filter(deliveries::event_type.like(grant_patterns::like(pattern)).escape('\\'));
        }
        if let Some(since) = filter.since {
            query = query.filter(deliveries::created_at.ge(since.timestamp_micros()));
            query = query.filter(deliveries::id.ge(column::oldest_id(since)));
        }
        if let Some(until) = filter.until {
            query = query.filter(deliveries::created_at.lt(until.timestamp_micros()));
            query = query.filter(deliveries::id.lt(column::newest_id(until)));
        }
        if let Some(since) = filter.missed_since {
            let missed =
                [DeliveryState::Failed, DeliveryState::Cancelled, DeliveryState::Skipped].map(delivery_state);
            query = query
                .filter(deliveries::state.eq_any(missed))
                .filter(deliveries::state_reason.is_not_null())
                .filter(deliveries::finished_at.ge(since.timestamp_micros()));
        }
        query
    }};
}
