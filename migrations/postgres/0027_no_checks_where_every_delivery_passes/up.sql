-- Each statement reads the checks of every table that it writes anew, before it looks at the first row. What they said is said by the types of
-- the one program that writes here (docs/adr/0018-no-checks-where-every-delivery-passes.md).
--
-- Each table by itself, and not for long: others work on several of them at once. Where somebody reads one for longer than that (a dump), this
-- fails and can be run again.
begin;
set local lock_timeout = '10s';
alter table events
    drop constraint if exists events_kind_is_known,
    drop constraint if exists events_occurred_below_us_is_less_than_one;
commit;
begin;
set local lock_timeout = '10s';
alter table deliveries
    drop constraint if exists deliveries_kind_is_known,
    drop constraint if exists deliveries_state_is_known,
    drop constraint if exists deliveries_end_has_an_instant;
commit;
begin;
set local lock_timeout = '10s';
alter table due_deliveries
    drop constraint if exists due_deliveries_priority_is_known,
    drop constraint if exists due_deliveries_lease_is_whole;
commit;
begin;
set local lock_timeout = '10s';
alter table attempts
    drop constraint if exists attempts_outcome_is_known;
commit;
begin;
set local lock_timeout = '10s';
alter table delivery_stats
    drop constraint if exists delivery_stats_grain_is_known;
commit;
