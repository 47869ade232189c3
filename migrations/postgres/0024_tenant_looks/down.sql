drop table tenant_looks;
