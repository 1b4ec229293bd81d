-- Who is signed in. The secret of a session is kept by the browser only; here lies its hash.
create table sessions (
  corp_id text not null,
  session_id uuid not null,
  secret_hash bytea not null,
  member_id uuid not null,
  user_id text not null,
  is_admin boolean not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  primary key (corp_id, session_id),
  unique (corp_id, secret_hash)
);
create index sessions_by_member on sessions (corp_id, member_id);
create index sessions_by_age on sessions (corp_id, seen_at);
select hy_corp_table('sessions');
