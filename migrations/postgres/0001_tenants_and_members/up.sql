-- Ids are 16 bytes, instants are microseconds since 1970-01-01 UTC, lists and objects are JSON text.

create table tenants (
  id bytea primary key,
  key text,
  name text not null,
  slug text not null,
  preset text not null default 'standard',
  state text not null default 'active',
  settings text not null default '{}',
  -- Counts changes of hooks, actions and settings: whoever holds a copy of the routing compares this.
  routing_version bigint not null default 0,
  -- Counts changes of members and tokens: whoever holds a principal compares this.
  access_version bigint not null default 0,
  created_at bigint not null,
  updated_at bigint not null,
  constraint tenants_id_is_16_bytes check (length(id) = 16),
  constraint tenants_state_is_known check (state in ('active', 'suspended')),
  constraint tenants_key_is_unique unique (key),
  constraint tenants_slug_is_unique unique (slug)
);

create table users (
  id bytea primary key,
  email text not null,
  name text not null,
  -- Argon2id in PHC form; null until an invitation is accepted.
  password_hash text,
  created_at bigint not null,
  updated_at bigint not null,
  constraint users_id_is_16_bytes check (length(id) = 16),
  constraint users_email_is_lower_case check (email = lower(email)),
  constraint users_email_is_unique unique (email)
);

create table members (
  id bytea primary key,
  tenant_id bytea not null references tenants (id),
  user_id bytea not null references users (id),
  permissions text not null,
  grants text not null,
  state text not null default 'active',
  created_at bigint not null,
  updated_at bigint not null,
  constraint members_id_is_16_bytes check (length(id) = 16),
  constraint members_state_is_known check (state in ('active', 'disabled')),
  constraint members_once_per_tenant unique (tenant_id, user_id)
);
create index members_by_user on members (user_id);

create table sessions (
  id bytea primary key,
  user_id bytea not null references users (id),
  -- SHA-256 of the refresh credential; the one before stays known for a moment, so that a second tab is no thief.
  refresh_hash bytea not null,
  previous_refresh_hash bytea,
  rotated_at bigint not null,
  created_at bigint not null,
  last_seen_at bigint not null,
  expires_at bigint not null,
  revoked_at bigint,
  address text,
  user_agent text,
  constraint sessions_id_is_16_bytes check (length(id) = 16),
  constraint sessions_refresh_is_unique unique (refresh_hash)
);
create index sessions_by_user on sessions (user_id);
create index sessions_by_previous_refresh on sessions (previous_refresh_hash);
create index sessions_by_expiry on sessions (expires_at);

create table tokens (
  id bytea primary key,
  tenant_id bytea not null references tenants (id),
  member_id bytea not null references members (id),
  name text not null,
  -- The first characters of the credential, to tell tokens apart; the rest is known by its SHA-256 only.
  prefix text not null,
  hash bytea not null,
  -- Null: whatever the member has. Otherwise a subset, cut down with the member at the moment of use.
  permissions text,
  grants text,
  created_at bigint not null,
  expires_at bigint,
  last_used_at bigint,
  revoked_at bigint,
  constraint tokens_id_is_16_bytes check (length(id) = 16),
  constraint tokens_hash_is_unique unique (hash)
);
create index tokens_by_tenant on tokens (tenant_id, id);

-- Failed sign-ins, counted per account and per address.
create table sign_in_failures (
  subject text primary key,
  failures integer not null,
  window_ends_at bigint not null
);
