drop table event_types;
drop table actions;
drop table hook_secrets;
drop table hooks;
