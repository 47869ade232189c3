-- The tenant whose portal this user stands for; null for a person.
alter table users add column portal_of bytea;
create unique index users_one_portal_per_tenant on users (portal_of) where portal_of is not null;

-- A session that a link opened: at most this, under this name, until then whatever is refreshed. Null for a person's.
alter table sessions add column visitor text;
alter table sessions add column permissions text;
alter table sessions add column grants text;
alter table sessions add column ends_at bigint;

-- Links of the operator into a tenant's console. The token is known by its SHA-256 only.
create table portal_links (
  token_hash bytea primary key,
  tenant_id bytea not null references tenants (id),
  -- Who is expected, in the operator's words.
  visitor text,
  permissions text not null,
  grants text not null,
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint
);
create index portal_links_by_tenant on portal_links (tenant_id);
create index portal_links_by_expiry on portal_links (expires_at);
