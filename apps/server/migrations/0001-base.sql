-- Helpers that every later migration uses, and the list of corps.

-- Role hongyan_app may use what it is given by name, and nothing else.
revoke create on schema public from public;
grant usage on schema public to hongyan_app;
alter default privileges in schema public grant usage on sequences to hongyan_app;

-- A table of one corp's rows: row-level security on, for its owner too, and only the rows of the transaction's corp.
create function hy_corp_table(name text) returns void language plpgsql as $$
declare
  first_key text;
begin
  select a.attname into first_key
    from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
   where i.indrelid = name::regclass and i.indisprimary;
  if first_key is distinct from 'corp_id' then
    raise exception 'the primary key of % must begin with corp_id', name;
  end if;
  execute format('alter table %s enable row level security, force row level security', name::regclass);
  execute format(
    'create policy hy_corp on %s using (corp_id = current_setting(''hongyan.corp'', true))'
    ' with check (corp_id = current_setting(''hongyan.corp'', true))', name::regclass);
  execute format('grant select, insert, update, delete on %s to hongyan_app', name::regclass);
end $$;

-- A table that belongs to no corp (design §6: queue, key metadata, leases, RSA keys, rate buckets).
create function hy_system_table(name text) returns void language plpgsql as $$
begin
  execute format('grant select, insert, update, delete on %s to hongyan_app', name::regclass);
end $$;

-- Which corps there are: ids only, so that a process can start work for each of them.
create table corps (
  corp_id text primary key,
  created_at timestamptz not null default now()
);
select hy_system_table('corps');
