-- Every delivery is changed once, with hundreds of its neighbours in one transaction, so that each page needs room for
-- a second version of all of its rows: only then are the indexes left alone.
alter table deliveries set (fillfactor = 50);

-- Bodies are written once and seldom read; compressing a large one costs more than everything else about it.
alter table events alter column data set storage external;
alter table attempts alter column request_body set storage external;
alter table attempts alter column response_body set storage external;

-- Where the event's data was cut out of the request's body, in bytes; null where the body is kept whole.
alter table attempts add column data_at integer;
