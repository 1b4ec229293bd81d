-- Data keys, each wrapped by a master key that lives outside the database. Scope is `system` or `corp:<corp id>`.
create table vault_keys (
  scope text not null,
  key_no integer not null,
  master_id text not null,
  wrapped bytea not null,
  created_at timestamptz not null default now(),
  primary key (scope, key_no)
);
select hy_system_table('vault_keys');
