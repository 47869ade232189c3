-- When somebody left or was removed. The row stays, disabled, for the hooks and entries that speak of it.
alter table members add column removed_at integer;

-- Credentials of the operator, who stands above the tenants. Only a digest is kept.
create table operator_tokens (
  id blob primary key,
  name text not null,
  -- The first characters of the credential, to tell tokens apart.
  prefix text not null,
  hash blob not null,
  created_at integer not null,
  revoked_at integer,
  constraint operator_tokens_id_is_16_bytes check (length(id) = 16),
  constraint operator_tokens_hash_is_unique unique (hash)
) strict;
