-- The operator signed in to the console with one of their tokens. The key in the cookie is known by its
-- SHA-256 only, and is worth nothing any more once it has expired, the row is gone, or the token is revoked.
create table operator_sessions (
  key_hash blob primary key,
  token_id blob not null references operator_tokens (id),
  created_at integer not null,
  expires_at integer not null
) strict, without rowid;
create index operator_sessions_by_token on operator_sessions (token_id);
create index operator_sessions_by_expiry on operator_sessions (expires_at);
