-- When the event's data and the bodies of its attempts were erased; null while they are kept.
alter table events add column erased_at integer;

-- How far each tenant's bodies have been erased: all events up to this one, but for what stands in
-- postponed_erasures.
create table body_erasures (
  tenant_id blob primary key,
  up_to blob not null
);

-- Events that were still being delivered when it was their bodies' time, and when to look at them again.
create table postponed_erasures (
  event_id blob primary key,
  tenant_id blob not null,
  look_at integer not null
);
create index postponed_erasures_by_time on postponed_erasures (tenant_id, look_at);
