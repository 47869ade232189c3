-- The operator signed in to the console with one of their tokens. The key in the cookie is known by its
-- SHA-256 only, and is worth nothing any more once it has expired, the row is gone, or the token is revoked.
create table operator_sessions (
  key_hash bytea primary key,
  token_id bytea not null references operator_tokens (id),
  created_at bigint not null,
  expires_at bigint not null
);
create index operator_sessions_by_token on operator_sessions (token_id);
create index operator_sessions_by_expiry on operator_sessions (expires_at);
