drop table postponed_erasures;
drop table body_erasures;
alter table events drop column erased_at;
