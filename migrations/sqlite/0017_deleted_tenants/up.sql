-- When the operator had the tenant deleted: from then on it is being erased. Its row is the last to go.
alter table tenants add column deleting_at integer;

-- What the operator had deleted. This outlives the tenant, and holds nothing that was the tenant's but its name.
create table tenant_deletions (
  tenant_id blob primary key,
  key text,
  name text not null,
  -- By which token of the operator.
  operator_token_id blob not null,
  operator_name text not null,
  requested_at integer not null,
  -- Rows that are gone by now.
  erased integer not null default 0,
  finished_at integer
) strict, without rowid;

create index mails_by_tenant on mails (tenant_id) where tenant_id is not null;
