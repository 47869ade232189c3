-- What an event type's schema does to events that violate it; null: what the tenant's settings say.
alter table event_types add column schema_mode text
  constraint event_types_schema_mode_is_known check (schema_mode in ('off', 'warn', 'reject'));
-- Counts changes of the row: whoever holds a compiled schema compares this.
alter table event_types add column revision bigint not null default 0;

-- Where the data of an accepted event is not as its type's schema says. Most events have no row here.
create table event_violations (
  event_id bytea primary key,
  tenant_id bytea not null,
  violations text not null
);

-- Events whose deliveries are held back. The row goes when they are released or taken back.
create table held_events (
  event_id bytea primary key,
  tenant_id bytea not null,
  release_at bigint not null
);
create index held_events_by_tenant on held_events (tenant_id, event_id);
create index held_events_by_time on held_events (release_at);

-- When an event of one type comes, and none of another with the same key within a time, a third is emitted.
create table deadlines (
  id bytea primary key,
  tenant_id bytea not null references tenants (id),
  name text not null,
  when_type text not null,
  unless_type text not null,
  key_pointer text not null,
  within_ms bigint not null,
  emit_type text not null,
  created_at bigint not null,
  updated_at bigint not null,
  constraint deadlines_id_is_16_bytes check (length(id) = 16),
  constraint deadlines_within_is_positive check (within_ms > 0)
);
create index deadlines_by_tenant on deadlines (tenant_id, id);

-- Armed deadlines: one narrow row for each event that waits for its counterpart.
create table deadline_timers (
  id bytea primary key,
  tenant_id bytea not null,
  deadline_id bytea not null,
  event_id bytea not null,
  -- What stands at the deadline's pointer in the event's data, cut to 255 characters.
  key text not null,
  -- SHA-256 of the whole key; null once its time is over and a newer timer has the key.
  slot bytea,
  armed_at bigint not null,
  due_at bigint not null
);
create unique index deadline_timers_one_per_key on deadline_timers (deadline_id, slot);
create index deadline_timers_by_deadline on deadline_timers (deadline_id, id);
create index deadline_timers_by_time on deadline_timers (due_at);
-- Retention keeps an event as long as a timer will need it.
create index deadline_timers_by_event on deadline_timers (event_id);
