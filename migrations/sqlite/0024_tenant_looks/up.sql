-- How the console is called and looks for a tenant; null where it is as everywhere in the installation.
create table tenant_looks (
  tenant_id blob not null primary key references tenants (id),
  name text,
  -- `#` and six hexadecimal digits in lower case.
  colour text,
  -- The logo's media type, and its file.
  logo_type text,
  logo blob,
  updated_at integer not null,
  constraint tenant_looks_logo_has_a_type check ((logo is null) = (logo_type is null))
);
