drop table portal_links;
delete from sessions where visitor is not null or permissions is not null;
alter table sessions drop column ends_at;
alter table sessions drop column grants;
alter table sessions drop column permissions;
alter table sessions drop column visitor;
drop index users_one_portal_per_tenant;
alter table users drop column portal_of;
