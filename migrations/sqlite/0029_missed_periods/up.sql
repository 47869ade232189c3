-- What a hook missed while it was inactive, from its first failure before that to its activation: until it is
-- replayed, dismissed, or goes on because the hook is inactive again. Beside the hook, since every delivery
-- reads and writes that row.
create table missed_periods (
  hook_id blob not null primary key references hooks (id) on delete cascade,
  tenant_id blob not null references tenants (id) on delete cascade,
  since integer not null,
  until integer not null
) strict;
