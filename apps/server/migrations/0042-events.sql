-- Events of DingTalk, from either channel, each kept once: the log that a handler works off. 30 days.
create table dingtalk_events (
  corp_id text not null,
  event_id text not null,
  -- as the platform names it
  type text not null,
  channel text not null check (channel in ('push', 'stream')),
  born_at timestamptz not null,
  received_at timestamptz not null,
  -- null: not handled yet
  handled_at timestamptz,
  attempts integer not null default 0,
  -- a code, never a message: why the last attempt failed, or why nothing could be made of it
  error text,
  -- sealed
  payload bytea not null,
  primary key (corp_id, event_id)
);
create index dingtalk_events_age on dingtalk_events (corp_id, received_at);
select hy_corp_table('dingtalk_events');

-- Proofs (timestamp, nonce and signature, hashed) that were used: a push that comes again late is a replay. One hour.
create table dingtalk_pushes (
  corp_id text not null,
  proof bytea not null,
  seen_at timestamptz not null,
  primary key (corp_id, proof)
);
create index dingtalk_pushes_age on dingtalk_pushes (corp_id, seen_at);
select hy_corp_table('dingtalk_pushes');

-- What was seen of a corp's channel, for the doctor and the console.
create table event_channels (
  corp_id text not null,
  last_seen_at timestamptz,
  last_check_at timestamptz,
  -- pushes refused since the last good one
  refused integer not null default 0,
  last_refusal text,
  primary key (corp_id)
);
select hy_corp_table('event_channels');

-- Stream connections, one row for each process that keeps one; a row that is not renewed counts for nothing.
create table event_streams (
  corp_id text not null,
  process_id uuid not null,
  state text not null check (state in ('connecting', 'connected', 'waiting', 'stopped')),
  problem text,
  until timestamptz not null,
  primary key (corp_id, process_id)
);
select hy_corp_table('event_streams');
