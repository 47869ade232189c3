drop table idempotency_keys;
drop table settings;
drop table audit_entries;
drop table mails;
drop table jobs;
