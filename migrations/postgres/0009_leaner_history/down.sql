update attempts a set request_body = substring(a.request_body for a.data_at) || e.data || substring(a.request_body from a.data_at + 1)
  from deliveries d join events e on e.id = d.event_id where d.id = a.delivery_id and a.data_at is not null;
alter table attempts drop column data_at;
alter table attempts alter column response_body set storage extended;
alter table attempts alter column request_body set storage extended;
alter table events alter column data set storage extended;
alter table deliveries set (fillfactor = 85);
