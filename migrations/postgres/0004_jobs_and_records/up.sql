-- Background work that is no delivery.
create table jobs (
  id bytea primary key,
  tenant_id bytea,
  kind text not null,
  payload text not null,
  run_at bigint not null,
  attempts integer not null default 0,
  leased_until bigint,
  lease_token bigint,
  last_error text,
  created_at bigint not null,
  constraint jobs_id_is_16_bytes check (length(id) = 16),
  constraint jobs_lease_is_whole check ((leased_until is null) = (lease_token is null))
);
create index jobs_by_time on jobs (run_at, id);

-- The outbox.
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

-- Append-only: who did what to what.
create table audit_entries (
  id bytea primary key,
  tenant_id bytea not null,
  -- `user`, `token` or `system`, with the id and the name at that time.
  actor_kind text not null,
  actor_id bytea,
  actor_name text not null,
  address text,
  operation text not null,
  subject_kind text not null,
  subject_id text not null,
  subject_name text not null,
  before text,
  after text,
  created_at bigint not null,
  constraint audit_entries_id_is_16_bytes check (length(id) = 16),
  constraint audit_entries_actor_is_known check (actor_kind in ('user', 'token', 'system', 'operator'))
);
create index audit_entries_by_tenant on audit_entries (tenant_id, id);

-- Facts of the installation itself, such as the digest of the set-up link.
create table settings (
  name text primary key,
  value text not null,
  updated_at bigint not null
);

-- Answers already given, by the key that the caller sent along.
create table idempotency_keys (
  tenant_id bytea not null,
  key text not null,
  digest bytea not null,
  status integer not null,
  body text not null,
  created_at bigint not null,
  expires_at bigint not null,
  constraint idempotency_keys_are_unique primary key (tenant_id, key)
);
create index idempotency_keys_by_expiry on idempotency_keys (expires_at);
