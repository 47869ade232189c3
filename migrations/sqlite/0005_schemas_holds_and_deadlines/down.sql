drop table deadline_timers;
drop table deadlines;
drop table held_events;
drop table event_violations;
alter table event_types drop column revision;
alter table event_types drop column schema_mode;
