drop index sessions_by_family;
alter table sessions drop column family_hash;
