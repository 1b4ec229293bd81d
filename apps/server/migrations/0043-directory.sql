-- Our copy of the company: departments, the people in them, and how the copy is kept true.

-- Numbers our questions to the platform in the order in which they are asked: an answer never overwrites that of a later question.
create sequence directory_version;
grant usage on sequence directory_version to hongyan_app;

-- People who never signed in are known too.
alter table members
  alter signed_in_at drop not null,
  add state text not null default 'active' check (state in ('active', 'inactive', 'out_of_scope', 'left')),
  add left_at timestamptz,
  -- 1 main administrator, 2 sub-administrator, 0 neither
  add admin_level smallint not null default 0,
  add admin_version bigint not null default 0,
  add department_ids bigint[] not null default '{}',
  -- the question whose answer this row holds
  add version bigint not null default 0,
  -- the last full run that met this person
  add seen_run uuid,
  -- the transaction that last changed what readers see: they ask for what is newer than they know
  add changed_in xid8 not null default pg_current_xact_id();
create index members_by_change on members (corp_id, changed_in);

create table departments (
  corp_id text not null,
  department_id bigint not null,
  -- null for the root
  parent_id bigint,
  name bytea not null,
  position bigint,
  version bigint not null,
  -- kept until the next full run, so that an older answer does not bring it back
  removed boolean not null default false,
  seen_run uuid,
  -- the run that knows its children, and the run that knows its members: where a run goes on after a restart
  listed_run uuid,
  walked_run uuid,
  changed_in xid8 not null default pg_current_xact_id(),
  primary key (corp_id, department_id)
);
create index departments_by_change on departments (corp_id, changed_in);
select hy_corp_table('departments');

-- Full runs over the company, the one under way included.
create table directory_runs (
  corp_id text not null,
  run_id uuid not null,
  kind text not null check (kind in ('full', 'nightly')),
  state text not null check (state in ('running', 'done', 'failed', 'cancelled')),
  -- the process at work; without a sign of life until then another one goes on
  owner uuid,
  lease_until timestamptz not null,
  first_version bigint not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  departments_found integer not null default 0,
  departments_done integer not null default 0,
  members integer not null default 0,
  added integer not null default 0,
  changed integer not null default 0,
  members_left integer not null default 0,
  -- people met with these fields: where there are none, the platform keeps them back
  with_email integer not null default 0,
  with_job_number integer not null default 0,
  -- an error code of ours, and what the platform said that helps: an address, a permission's name
  problem text,
  problem_detail text,
  primary key (corp_id, run_id)
);
create unique index directory_runs_running on directory_runs (corp_id) where state = 'running';
create index directory_runs_by_age on directory_runs (corp_id, started_at desc);
select hy_corp_table('directory_runs');

-- The latest answer about who administrates the company: it speaks of everyone, those it does not name included.
create table directory_marks (
  corp_id text not null,
  admin_version bigint not null,
  primary key (corp_id)
);
select hy_corp_table('directory_marks');
