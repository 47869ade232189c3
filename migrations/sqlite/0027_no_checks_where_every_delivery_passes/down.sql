-- Nothing to do: SQLite compiles the checks of a table into a statement, once (docs/adr/0018-no-checks-where-every-delivery-passes.md).
select 1;
