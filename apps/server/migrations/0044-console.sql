-- The console: who manages, how they came in, what they did, and what the doctor found.

-- These three belong to no corp: each is looked up by a secret before anybody knows of which corp it is, and an operator has
-- none. What identifies a person lies sealed.
create table console_sessions (
  session_id uuid primary key,
  secret_hash bytea not null unique,
  kind text not null check (kind in ('operator', 'admin')),
  corp_id text,
  user_id text,
  level text check (level in ('main', 'sub')),
  name bytea,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  check (kind = 'operator' or (corp_id is not null and user_id is not null and level is not null and name is not null))
);
create index console_sessions_by_person on console_sessions (corp_id, user_id);
select hy_system_table('console_sessions');

-- One-time tokens of the operator. A used one stays: it says that somebody has been here.
create table setup_tokens (
  token_hash bytea primary key,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
select hy_system_table('setup_tokens');

-- Sign-ins under way on DingTalk's own page.
create table signin_states (
  state_hash bytea primary key,
  browser_hash bytea not null,
  corp_id text not null,
  purpose text not null check (purpose in ('app', 'admin')),
  notice_id text,
  expires_at timestamptz not null
);
create index signin_states_by_expiry on signin_states (expires_at);
select hy_system_table('signin_states');

-- What was done, in a chain: `mac` covers the entry and `before`, the `mac` of the one before it.
create table audit_entries (
  corp_id text not null,
  seq bigint not null,
  entry_id uuid not null,
  at timestamptz not null,
  act text not null,
  outcome text not null check (outcome in ('done', 'refused')),
  sealed bytea not null,
  before bytea not null,
  mac bytea not null,
  primary key (corp_id, seq)
);
select hy_corp_table('audit_entries');

-- Both ends of the chain, so that a missing first or last entry is seen too.
create table audit_heads (
  corp_id text not null,
  first_seq bigint not null,
  last_seq bigint not null,
  last_mac bytea not null,
  mac bytea not null,
  primary key (corp_id)
);
select hy_corp_table('audit_heads');

-- The last result of each check.
create table doctor_results (
  corp_id text not null,
  check_id text not null,
  result jsonb not null,
  at timestamptz not null,
  primary key (corp_id, check_id)
);
select hy_corp_table('doctor_results');
