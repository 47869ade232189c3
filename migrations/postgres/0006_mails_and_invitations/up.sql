-- The outbox anew: it holds what is to be told, and a mail is composed when it is sent. Nothing had written to it yet.
drop table mails;
create table mails (
  id bytea primary key,
  -- Null: it tells of a person's own account.
  tenant_id bytea,
  kind text not null,
  recipient text not null,
  -- The notice, as JSON.
  notice text not null,
  -- The token of the mail's link, sealed under the master key; gone as soon as the mail is.
  sealed_token bytea,
  state text not null,
  attempts integer not null default 0,
  next_attempt_at bigint,
  leased_until bigint,
  lease_token bigint,
  last_error text,
  created_at bigint not null,
  finished_at bigint,
  constraint mails_id_is_16_bytes check (length(id) = 16),
  constraint mails_state_is_known check (state in ('waiting', 'sent', 'failed')),
  constraint mails_wait_for_an_instant check ((state = 'waiting') = (next_attempt_at is not null)),
  constraint mails_end_has_an_instant check ((state = 'waiting') = (finished_at is null)),
  constraint mails_keep_no_token_at_the_end check (state = 'waiting' or sealed_token is null),
  constraint mails_lease_is_whole check ((leased_until is null) = (lease_token is null))
);
create index mails_waiting on mails (next_attempt_at, id) where state = 'waiting';
-- What the same person was told lately.
create index mails_by_recipient on mails (recipient, kind, created_at);

-- Somebody is asked to join a tenant. The link's token is known by its SHA-256 only.
create table invitations (
  id bytea primary key,
  tenant_id bytea not null references tenants (id),
  -- Who asks, and how they are called; null for the operator.
  inviter_id bytea references members (id),
  inviter_name text,
  email text not null,
  permissions text not null,
  grants text not null,
  state text not null,
  token_hash bytea not null,
  created_at bigint not null,
  sent_at bigint not null,
  expires_at bigint not null,
  finished_at bigint,
  constraint invitations_id_is_16_bytes check (length(id) = 16),
  constraint invitations_email_is_lower_case check (email = lower(email)),
  constraint invitations_state_is_known check (state in ('open', 'accepted', 'revoked')),
  constraint invitations_end_has_an_instant check ((state = 'open') = (finished_at is null)),
  constraint invitations_token_is_unique unique (token_hash)
);
create index invitations_by_tenant on invitations (tenant_id, id);
create unique index invitations_one_is_open on invitations (tenant_id, email) where state = 'open';

-- A way back to an account whose password is lost. Used up by its first use, and by any other change of password.
create table password_resets (
  token_hash bytea primary key,
  user_id bytea not null references users (id),
  created_at bigint not null,
  expires_at bigint not null
);
create index password_resets_by_user on password_resets (user_id);
create index password_resets_by_expiry on password_resets (expires_at);
