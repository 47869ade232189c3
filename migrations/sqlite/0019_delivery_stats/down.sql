drop table delivery_stats;
