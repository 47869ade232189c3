drop table operator_tokens;
alter table members drop column removed_at;
