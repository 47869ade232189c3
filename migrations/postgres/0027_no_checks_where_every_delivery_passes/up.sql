-- Each statement reads the checks of every table that it writes anew, before it looks at the first row: a fourteenth of what Postgres spent on
-- a delivery. What they said is said by the types of the one program that writes here (docs/adr/0018-no-checks-where-every-delivery-passes.md).
alter table events
    drop constraint events_kind_is_known,
    drop constraint events_occurred_below_us_is_less_than_one;
alter table deliveries
    drop constraint deliveries_kind_is_known,
    drop constraint deliveries_state_is_known,
    drop constraint deliveries_end_has_an_instant;
alter table due_deliveries
    drop constraint due_deliveries_priority_is_known,
    drop constraint due_deliveries_lease_is_whole;
alter table attempts
    drop constraint attempts_outcome_is_known;
alter table delivery_stats
    drop constraint delivery_stats_grain_is_known;
