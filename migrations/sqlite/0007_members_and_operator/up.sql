-- When somebody left or was removed. The row stays, disabled, for the hooks and entries that speak of it.
alter table members add column removed_at integer;
