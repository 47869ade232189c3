-- What deliveries and attempts came to, counted for each hook, resource and minute or hour: charts read these rows and
-- never the history. Tests are not counted.
create table delivery_stats (
  tenant_id blob not null,
  -- How long the row's span is, in seconds: a minute or an hour.
  grain_s integer not null,
  begins_at integer not null,
  hook_id blob not null,
  resource text not null,
  delivered integer not null,
  failed integer not null,
  cancelled integer not null,
  skipped integer not null,
  failed_attempts integer not null,
  longest_ms integer not null,
  -- Attempts by how long they took: up to so many milliseconds, and longer than the class before.
  took_5 integer not null,
  took_10 integer not null,
  took_25 integer not null,
  took_50 integer not null,
  took_100 integer not null,
  took_250 integer not null,
  took_500 integer not null,
  took_1000 integer not null,
  took_2500 integer not null,
  took_5000 integer not null,
  took_10000 integer not null,
  took_longer integer not null,
  constraint delivery_stats_are_counted_once primary key (tenant_id, grain_s, begins_at, hook_id, resource),
  constraint delivery_stats_grain_is_known check (grain_s in (60, 3600))
) without rowid;
create index delivery_stats_by_time on delivery_stats (grain_s, begins_at);
