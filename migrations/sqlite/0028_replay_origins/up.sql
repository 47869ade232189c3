-- Where a delivery of kind `replay` comes from: the replay of many that made it (null where somebody sent one
-- delivery again), and the delivery that it repeats (null where a hook got an event that it never had). A row
-- goes with the delivery that it speaks of; the replay may be gone before. What was made before there was
-- this table has none.
create table replay_origins (
  delivery_id blob primary key,
  tenant_id blob not null,
  replay_id blob,
  repeats_id blob
) strict, without rowid;
create index replay_origins_by_replay on replay_origins (tenant_id, replay_id, delivery_id);
