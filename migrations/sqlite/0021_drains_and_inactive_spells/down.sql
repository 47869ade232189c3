alter table hooks drop column missing_since;
alter table hooks drop column inactive_since;
alter table hooks drop column drain_until;
alter table hooks drop column drain_rate_per_s;
