-- Where the event's data was cut out of the request's body, in bytes; null where the body is kept whole.
alter table attempts add column data_at integer;
