drop index mails_by_tenant;
drop table tenant_deletions;
alter table tenants drop column deleting_at;
