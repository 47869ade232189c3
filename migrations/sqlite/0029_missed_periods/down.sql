drop table missed_periods;
