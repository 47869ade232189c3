drop table sign_in_failures;
drop table tokens;
drop table sessions;
drop table members;
drop table users;
drop table tenants;
