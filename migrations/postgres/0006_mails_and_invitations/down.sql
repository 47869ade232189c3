drop table password_resets;
drop table invitations;
drop table mails;
create table mails (
  id bytea primary key,
  tenant_id bytea,
  kind text not null,
  recipient text not null,
  subject text not null,
  body_text text not null,
  body_html text,
  state text not null,
  attempts integer not null default 0,
  next_attempt_at bigint,
  last_error text,
  created_at bigint not null,
  sent_at bigint,
  constraint mails_id_is_16_bytes check (length(id) = 16),
  constraint mails_state_is_known check (state in ('waiting', 'sent', 'failed'))
);
create index mails_waiting on mails (next_attempt_at) where state = 'waiting';
