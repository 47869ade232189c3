-- A timer's place is its deadline and the digest of its key, in one column and so in one index. As two columns a plan
-- that was made while the table was empty went by whichever index begins with the deadline, and read all of its timers.
drop index deadline_timers_one_per_key;
update deadline_timers set slot = cast(deadline_id || slot as blob) where slot is not null;
create unique index deadline_timers_one_per_key on deadline_timers (slot);
