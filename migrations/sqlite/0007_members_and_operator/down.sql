alter table members drop column removed_at;
