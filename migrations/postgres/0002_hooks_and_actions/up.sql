create table hooks (
  id bytea primary key,
  tenant_id bytea not null references tenants (id),
  owner_id bytea not null references members (id),
  name text not null,
  url text not null,
  method text not null,
  format text not null,
  preset text not null,
  -- What the hook changes of its preset's policy.
  policy text not null,
  headers text not null,
  standard_headers boolean not null,
  max_in_flight integer not null,
  rate_per_s integer,
  state text not null,
  state_reason text,
  -- Counts changes of anything that the sender needs; the sender's copy is replaced when it differs.
  revision bigint not null default 0,
  consecutive_failures integer not null default 0,
  spent_deliveries integer not null default 0,
  last_success_at bigint,
  failing_since bigint,
  warned_at bigint,
  created_at bigint not null,
  updated_at bigint not null,
  deleted_at bigint,
  constraint hooks_id_is_16_bytes check (length(id) = 16),
  constraint hooks_method_is_known check (method in ('POST', 'PUT')),
  constraint hooks_format_is_known check (format in ('json', 'xml', 'form')),
  constraint hooks_state_is_known check (state in ('active', 'paused', 'inactive')),
  constraint hooks_bound_is_positive check (max_in_flight > 0),
  constraint hooks_rate_is_positive check (rate_per_s is null or rate_per_s > 0)
);
create index hooks_by_tenant on hooks (tenant_id, id);
create index hooks_by_owner on hooks (owner_id);

create table hook_secrets (
  id bytea primary key,
  tenant_id bytea not null references tenants (id),
  hook_id bytea not null references hooks (id),
  kind text not null,
  -- Sealed under the master key, bound to this row's id.
  sealed bytea not null,
  created_at bigint not null,
  -- Null: the hook's present secret of its kind. Otherwise a rotated one, which signs until then.
  expires_at bigint,
  constraint hook_secrets_id_is_16_bytes check (length(id) = 16),
  constraint hook_secrets_kind_is_known check (kind in ('hmac', 'ed25519', 'token'))
);
create index hook_secrets_by_hook on hook_secrets (hook_id, id);
create unique index hook_secrets_one_is_present on hook_secrets (hook_id, kind) where expires_at is null;
create index hook_secrets_by_expiry on hook_secrets (expires_at) where expires_at is not null;

create table actions (
  id bytea primary key,
  tenant_id bytea not null references tenants (id),
  hook_id bytea not null references hooks (id),
  event_type text not null,
  app text,
  sku text,
  filter text,
  created_at bigint not null,
  updated_at bigint not null,
  constraint actions_id_is_16_bytes check (length(id) = 16),
  constraint actions_sku_has_an_app check (sku is null or app is not null)
);
create index actions_by_hook on actions (hook_id, id);
create index actions_by_tenant on actions (tenant_id, id);

create table event_types (
  id bytea primary key,
  tenant_id bytea not null references tenants (id),
  name text not null,
  description text not null default '',
  example text,
  schema text,
  -- False for a type that was only ever seen on an event.
  declared boolean not null,
  created_at bigint not null,
  updated_at bigint not null,
  constraint event_types_id_is_16_bytes check (length(id) = 16),
  constraint event_types_name_is_unique unique (tenant_id, name)
);
