-- No foreign keys here: every row is written in the transaction of its event, history outlives what it speaks
-- of, and a check per row would cost more than the row.

create table events (
  id blob primary key,
  tenant_id blob not null,
  kind text not null,
  event_type text not null,
  -- The poster's own id, which makes the post idempotent, and the digest that tells a repeat from a conflict.
  external_id text,
  digest blob,
  -- The event's own content, byte for byte.
  data blob not null,
  -- The optional facts, as JSON; null where there are none.
  attributes text,
  occurred_at integer not null,
  created_at integer not null,
  matched integer not null,
  skipped integer not null,
  constraint events_kind_is_known check (kind in ('event', 'ping'))
) strict;
create index events_by_tenant on events (tenant_id, id);
create unique index events_external_id_is_unique on events (tenant_id, external_id) where external_id is not null;

-- A delivery's lasting part. What changes while it waits is in due_deliveries; `state` moves once, at the end.
create table deliveries (
  id blob primary key,
  tenant_id blob not null,
  event_id blob not null,
  hook_id blob not null,
  kind text not null,
  part integer not null default 0,
  event_type text not null,
  state text not null,
  state_reason text,
  attempts integer not null default 0,
  created_at integer not null,
  finished_at integer,
  constraint deliveries_kind_is_known check (kind in ('event', 'test', 'replay')),
  constraint deliveries_state_is_known check (state in ('pending', 'delivered', 'failed', 'cancelled', 'skipped')),
  constraint deliveries_end_has_an_instant check ((state = 'pending') = (finished_at is null))
) strict, without rowid;
create unique index deliveries_fan_out_once on deliveries (event_id, hook_id, part) where kind = 'event';
create index deliveries_sent_again on deliveries (event_id) where kind <> 'event';
create index deliveries_by_tenant on deliveries (tenant_id, id);
create index deliveries_by_hook on deliveries (hook_id, id);

-- The hot table: one narrow row for each delivery that is not finished.
create table due_deliveries (
  delivery_id blob primary key,
  tenant_id blob not null,
  hook_id blob not null,
  event_id blob not null,
  -- 0 tests, 1 first tries, 2 retries, 3 replays.
  priority integer not null,
  part integer not null,
  attempts integer not null,
  first_due_at integer not null,
  due_at integer not null,
  leased_until integer,
  -- The fencing token of the claim: a result with another one is not recorded.
  lease_token integer,
  constraint due_deliveries_priority_is_known check (priority between 0 and 3),
  constraint due_deliveries_lease_is_whole check ((leased_until is null) = (lease_token is null))
) strict, without rowid;
create index due_deliveries_lanes on due_deliveries (hook_id, priority, due_at, delivery_id);

-- Which process serves a hook's lane: one at a time, so that the hook's bounds hold over all processes.
create table lanes (
  hook_id blob primary key,
  holder blob not null,
  held_until integer not null
) strict, without rowid;

create table attempts (
  delivery_id blob not null,
  number integer not null,
  id blob not null,
  tenant_id blob not null,
  started_at integer not null,
  duration_ms integer not null,
  outcome text not null,
  status integer,
  error text,
  request_method text not null,
  request_url text not null,
  request_headers text not null,
  request_body blob not null,
  response_headers text,
  response_body blob,
  response_truncated integer not null,
  constraint attempts_are_numbered primary key (delivery_id, number),
  constraint attempts_outcome_is_known
    check (outcome in ('response', 'timeout', 'refused', 'tls', 'dns', 'blocked', 'error'))
) strict;
