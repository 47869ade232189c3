-- A hook that was resumed at a chosen rate: what was due by drain_until goes out at that rate, until none of it waits.
alter table hooks add column drain_rate_per_s integer
  constraint hooks_drain_is_positive check (drain_rate_per_s is null or drain_rate_per_s > 0);
alter table hooks add column drain_until integer
  constraint hooks_drain_is_whole check ((drain_rate_per_s is null) = (drain_until is null));

-- Since when a hook is inactive, and from when on it missed something: its first failure before that, if it had been failing.
alter table hooks add column inactive_since integer;
alter table hooks add column missing_since integer;
update hooks set inactive_since = updated_at, missing_since = coalesce(failing_since, updated_at) where state = 'inactive';
