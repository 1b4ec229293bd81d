-- Our copy of the DingTalk directory. What identifies a person lies sealed in `profile`; lookups go by the corp's own keys.
create table members (
  corp_id text not null,
  member_id uuid not null,
  user_id text not null,
  profile bytea not null,
  is_admin boolean not null default false,
  created_at timestamptz not null,
  signed_in_at timestamptz not null,
  detail_at timestamptz,
  primary key (corp_id, member_id),
  unique (corp_id, user_id)
);
select hy_corp_table('members');
