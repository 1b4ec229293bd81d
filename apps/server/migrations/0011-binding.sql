-- One mail account that we can reach. `address_mac` makes it unique within the corp without showing it.
create table mailboxes (
  corp_id text not null,
  mailbox_id uuid not null,
  address_mac bytea not null,
  address bytea not null,
  domain text not null,
  credential bytea not null,
  bound_at timestamptz not null,
  verified_at timestamptz not null,
  primary key (corp_id, mailbox_id),
  unique (corp_id, address_mac)
);
select hy_corp_table('mailboxes');

create table bindings (
  corp_id text not null,
  member_id uuid not null,
  mailbox_id uuid not null,
  created_at timestamptz not null,
  primary key (corp_id, member_id, mailbox_id),
  foreign key (corp_id, mailbox_id) references mailboxes (corp_id, mailbox_id) on delete cascade
);
create index bindings_by_mailbox on bindings (corp_id, mailbox_id);
select hy_corp_table('bindings');

-- Every try to log in with a credential that a person typed, written before the mail server is asked.
create table binding_tries (
  corp_id text not null,
  try_id uuid not null,
  member_id uuid not null,
  address_mac bytea not null,
  -- False once we know that the mail server did not count a failed login.
  refused boolean not null default true,
  tried_at timestamptz not null,
  primary key (corp_id, try_id)
);
create index binding_tries_by_member on binding_tries (corp_id, member_id, tried_at);
create index binding_tries_by_address on binding_tries (corp_id, address_mac, tried_at);
select hy_corp_table('binding_tries');

-- Single use, bound to one session. Only the hash is kept.
create table binding_challenges (
  corp_id text not null,
  challenge_hash bytea not null,
  session_id text not null,
  expires_at timestamptz not null,
  primary key (corp_id, challenge_hash)
);
create index binding_challenges_by_expiry on binding_challenges (corp_id, expires_at);
select hy_corp_table('binding_challenges');

-- The RSA keys that browsers encrypt to; shared by every process and every corp. The private half is sealed by the vault.
create table binding_keys (
  kid text primary key,
  private_key bytea not null,
  public_jwk jsonb not null,
  created_at timestamptz not null
);
select hy_system_table('binding_keys');
