-- What an instant that a poster wrote has below a microsecond, in nanoseconds; null where it has nothing.
alter table events add column occurred_below_us smallint
  constraint events_occurred_below_us_is_less_than_one check (occurred_below_us between 1 and 999);
