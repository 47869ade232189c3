-- SHA-256 of what all refresh credentials of a session begin with: one that is neither the present one nor the one before is known
-- by it as an old one of this session. Null in sessions that began before there was such a thing, until they are refreshed.
alter table sessions add column family_hash blob;
create index sessions_by_family on sessions (family_hash);
