-- What deliveries and attempts came to, counted for each hook, resource and minute or hour: charts read these rows and
-- never the history. Tests are not counted.
create table delivery_stats (
  tenant_id bytea not null,
  -- How long the row's span is, in seconds: a minute or an hour.
  grain_s integer not null,
  begins_at bigint not null,
  hook_id bytea not null,
  resource text not null,
  delivered bigint not null,
  failed bigint not null,
  cancelled bigint not null,
  skipped bigint not null,
  failed_attempts bigint not null,
  longest_ms bigint not null,
  -- Attempts by how long they took: up to so many milliseconds, and longer than the class before.
  took_5 bigint not null,
  took_10 bigint not null,
  took_25 bigint not null,
  took_50 bigint not null,
  took_100 bigint not null,
  took_250 bigint not null,
  took_500 bigint not null,
  took_1000 bigint not null,
  took_2500 bigint not null,
  took_5000 bigint not null,
  took_10000 bigint not null,
  took_longer bigint not null,
  constraint delivery_stats_are_counted_once primary key (tenant_id, grain_s, begins_at, hook_id, resource),
  constraint delivery_stats_grain_is_known check (grain_s in (60, 3600))
) with (fillfactor = 50);
create index delivery_stats_by_time on delivery_stats (grain_s, begins_at);
