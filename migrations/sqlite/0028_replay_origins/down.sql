drop table replay_origins;
