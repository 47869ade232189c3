drop table replayed_deliveries;
drop table replays;
