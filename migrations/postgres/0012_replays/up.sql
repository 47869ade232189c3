-- Replays of many deliveries, and how far each has come: everything up to cursor_id has been looked at.
create table replays (
  id bytea primary key,
  tenant_id bytea not null,
  state text not null,
  filter text not null,
  rate_per_s integer,
  total bigint not null,
  made bigint not null default 0,
  passed_over bigint not null default 0,
  cursor_id bytea,
  created_by text not null,
  created_at bigint not null,
  finished_at bigint,
  constraint replays_state_is_known check (state in ('running', 'done', 'cancelled')),
  constraint replays_end_has_an_instant check ((state = 'running') = (finished_at is null))
);
create index replays_by_tenant on replays (tenant_id, id);

-- What a running replay has sent again. Its rows go when the replay is over.
create table replayed_deliveries (
  replay_id bytea not null,
  delivery_id bytea not null,
  constraint replayed_deliveries_once primary key (replay_id, delivery_id)
);
