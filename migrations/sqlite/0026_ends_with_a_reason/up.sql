-- What failed, was cancelled or was skipped always says why; what was delivered hardly ever does. So these two hold what somebody who
-- looks for trouble looks for, however much was delivered around it, and cost nothing where all is well.
create index deliveries_with_a_reason on deliveries (tenant_id, id) where state_reason is not null;
create index deliveries_with_a_reason_by_hook on deliveries (hook_id, id) where state_reason is not null;
