update attempts set request_body = (
    select cast(substr(attempts.request_body, 1, attempts.data_at) || e.data || substr(attempts.request_body, attempts.data_at + 1) as blob)
    from deliveries d join events e on e.id = d.event_id where d.id = attempts.delivery_id)
  where data_at is not null;
alter table attempts drop column data_at;
