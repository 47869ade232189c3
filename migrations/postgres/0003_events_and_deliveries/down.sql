drop table attempts;
drop table lanes;
drop table due_deliveries;
drop table deliveries;
drop table events;
