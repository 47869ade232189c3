alter table events drop column trace;
