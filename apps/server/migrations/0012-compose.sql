-- Files on their way into a mail. Names and bytes are sealed; a day later they are gone.
create table uploads (
  corp_id text not null,
  upload_id uuid not null,
  member_id uuid not null,
  label bytea not null,
  size bigint not null,
  complete boolean not null default false,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (corp_id, upload_id)
);
create index uploads_by_member on uploads (corp_id, member_id);
create index uploads_by_expiry on uploads (corp_id, expires_at);
select hy_corp_table('uploads');

create table upload_chunks (
  corp_id text not null,
  upload_id uuid not null,
  seq integer not null,
  bytes bytea not null,
  primary key (corp_id, upload_id, seq),
  foreign key (corp_id, upload_id) references uploads (corp_id, upload_id) on delete cascade
);
select hy_corp_table('upload_chunks');

-- One mail that a member asked us to send: its bytes are fixed before the first try.
create table sends (
  corp_id text not null,
  member_id uuid not null,
  send_id uuid not null,
  mailbox_id uuid not null,
  state text not null check (state in ('held', 'waiting', 'sending', 'looking', 'sent', 'failed', 'unknown', 'cancelled')),
  attempt integer not null default 0,
  -- The queue's job that is sending it: the same job seen again means that its first run died half-way.
  claimed_by text,
  held_until timestamptz,
  -- Envelope, Message-ID, what is answered or forwarded, uploads used: sealed.
  plan bytea not null,
  code text,
  -- The server's own words: they may name people, so they are sealed.
  detail bytea,
  -- When the outcome became uncertain.
  looking_since timestamptz,
  -- Our copy lies in Sent, where keeping it is our job.
  filed boolean not null default false,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (corp_id, member_id, send_id)
);
create index sends_by_age on sends (corp_id, changed_at);
select hy_corp_table('sends');

create table send_chunks (
  corp_id text not null,
  member_id uuid not null,
  send_id uuid not null,
  seq integer not null,
  bytes bytea not null,
  primary key (corp_id, member_id, send_id, seq),
  foreign key (corp_id, member_id, send_id) references sends (corp_id, member_id, send_id) on delete cascade
);
select hy_corp_table('send_chunks');

-- Whom a member has written to, for the address field.
create table correspondents (
  corp_id text not null,
  member_id uuid not null,
  address_mac bytea not null,
  label bytea not null,
  times integer not null default 1,
  used_at timestamptz not null,
  primary key (corp_id, member_id, address_mac)
);
create index correspondents_by_use on correspondents (corp_id, member_id, used_at desc);
select hy_corp_table('correspondents');
