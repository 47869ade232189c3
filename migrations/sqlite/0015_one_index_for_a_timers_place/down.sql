drop index deadline_timers_one_per_key;
update deadline_timers set slot = cast(substr(slot, 17) as blob) where slot is not null;
create unique index deadline_timers_one_per_key on deadline_timers (deadline_id, slot);
