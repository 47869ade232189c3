-- No foreign keys here: every row is written in the transaction of its event, history outlives what it speaks
-- of, and a check per row would cost more than the row.

create table events (
  id bytea primary key,
  tenant_id bytea not null,
  kind text not null,
  event_type text not null,
  -- The poster's own id, which makes the post idempotent, and the digest that tells a repeat from a conflict.
  external_id text,
  digest bytea,
  -- The event's own content, byte for byte.
  data bytea not null,
  -- The optional facts, as JSON; null where there are none.
  attributes text,
  occurred_at bigint not null,
  created_at bigint not null,
  matched integer not null,
  skipped integer not null,
  constraint events_kind_is_known check (kind in ('event', 'ping'))
);
create index events_by_tenant on events (tenant_id, id);
create unique index events_external_id_is_unique on events (tenant_id, external_id) where external_id is not null;

-- A delivery's lasting part. What changes while it waits is in due_deliveries; `state` moves once, at the end,
-- and stands in no index, so that Postgres need not touch the indexes for it.
create table deliveries (
  id bytea primary key,
  tenant_id bytea not null,
  event_id bytea not null,
  hook_id bytea not null,
  kind text not null,
  part integer not null default 0,
  event_type text not null,
  state text not null,
  state_reason text,
  attempts integer not null default 0,
  created_at bigint not null,
  finished_at bigint,
  constraint deliveries_kind_is_known check (kind in ('event', 'test', 'replay')),
  constraint deliveries_state_is_known check (state in ('pending', 'delivered', 'failed', 'cancelled', 'skipped')),
  constraint deliveries_end_has_an_instant check ((state = 'pending') = (finished_at is null))
) with (fillfactor = 85);
create unique index deliveries_fan_out_once on deliveries (event_id, hook_id, part) where kind = 'event';
create index deliveries_sent_again on deliveries (event_id) where kind <> 'event';
create index deliveries_by_tenant on deliveries (tenant_id, id);
create index deliveries_by_hook on deliveries (hook_id, id);

-- The hot table: one narrow row for each delivery that is not finished. A claim changes only columns that stand
-- in no index.
create table due_deliveries (
  delivery_id bytea primary key,
  tenant_id bytea not null,
  hook_id bytea not null,
  event_id bytea not null,
  -- 0 tests, 1 first tries, 2 retries, 3 replays.
  priority smallint not null,
  part integer not null,
  attempts integer not null,
  first_due_at bigint not null,
  due_at bigint not null,
  leased_until bigint,
  -- The fencing token of the claim: a result with another one is not recorded.
  lease_token bigint,
  constraint due_deliveries_priority_is_known check (priority between 0 and 3),
  constraint due_deliveries_lease_is_whole check ((leased_until is null) = (lease_token is null))
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_delay = 0);
create index due_deliveries_lanes on due_deliveries (hook_id, priority, due_at, delivery_id);

-- Which process serves a hook's lane: one at a time, so that the hook's bounds hold over all processes.
create table lanes (
  hook_id bytea primary key,
  holder bytea not null,
  held_until bigint not null
);

create table attempts (
  delivery_id bytea not null,
  number integer not null,
  id bytea not null,
  tenant_id bytea not null,
  started_at bigint not null,
  duration_ms integer not null,
  outcome text not null,
  status integer,
  error text,
  request_method text not null,
  request_url text not null,
  request_headers text not null,
  request_body bytea not null,
  response_headers text,
  response_body bytea,
  response_truncated boolean not null,
  constraint attempts_are_numbered primary key (delivery_id, number),
  constraint attempts_outcome_is_known
    check (outcome in ('response', 'timeout', 'refused', 'tls', 'dns', 'blocked', 'error'))
);
