alter table events drop column occurred_below_us;
