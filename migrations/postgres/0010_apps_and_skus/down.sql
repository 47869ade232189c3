drop index actions_by_app;
drop table skus;
drop table apps;
