-- Products of a tenant. Events and actions name them by key.
create table apps (
  id bytea primary key,
  tenant_id bytea not null references tenants (id),
  key text not null,
  name text not null,
  created_at bigint not null,
  updated_at bigint not null,
  constraint apps_id_is_16_bytes check (length(id) = 16),
  constraint apps_key_is_unique unique (tenant_id, key)
);
create index apps_by_tenant on apps (tenant_id, id);

-- Items sold inside of an app.
create table skus (
  id bytea primary key,
  tenant_id bytea not null references tenants (id),
  app_id bytea not null references apps (id),
  key text not null,
  name text not null,
  created_at bigint not null,
  updated_at bigint not null,
  constraint skus_id_is_16_bytes check (length(id) = 16),
  constraint skus_key_is_unique unique (app_id, key)
);
create index skus_by_app on skus (app_id, id);
create index skus_by_tenant on skus (tenant_id);

create index actions_by_app on actions (tenant_id, app, sku) where app is not null;
