alter table events
    add constraint events_kind_is_known check (kind in ('event', 'ping')),
    add constraint events_occurred_below_us_is_less_than_one check (occurred_below_us between 1 and 999);
alter table deliveries
    add constraint deliveries_kind_is_known check (kind in ('event', 'test', 'replay')),
    add constraint deliveries_state_is_known check (state in ('pending', 'delivered', 'failed', 'cancelled', 'skipped')),
    add constraint deliveries_end_has_an_instant check ((state = 'pending') = (finished_at is null));
alter table due_deliveries
    add constraint due_deliveries_priority_is_known check (priority between 0 and 3),
    add constraint due_deliveries_lease_is_whole check ((leased_until is null) = (lease_token is null));
alter table attempts
    add constraint attempts_outcome_is_known
        check (outcome in ('response', 'timeout', 'refused', 'tls', 'dns', 'blocked', 'error'));
alter table delivery_stats
    add constraint delivery_stats_grain_is_known check (grain_s in (60, 3600));
