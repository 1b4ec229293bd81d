-- Which process watches which share of the mailboxes (stack.md "Who owns which mailbox"). No corp: a share holds many.
create table watch_lease (
  shard integer primary key,
  owner text,
  -- rises with every change of hands; an arrival commits only under the epoch it began with
  epoch bigint not null default 0,
  until timestamptz not null default '-infinity'
);
create table watch_process (
  owner text primary key,
  -- advisory lock that this process holds for as long as it lives
  lock_key bigint not null,
  until timestamptz not null
);
insert into watch_lease (shard) select generate_series(0, 31);
select hy_system_table('watch_lease');
select hy_system_table('watch_process');

-- One new message of an inbox, seen once.
create table arrival (
  corp_id text not null,
  id uuid not null,
  mailbox_id uuid not null,
  folder_id uuid not null,
  uidvalidity bigint not null,
  uid bigint not null,
  message_id uuid not null,
  fingerprint bytea not null,
  arrived_at timestamptz not null,
  decided_at timestamptz not null,
  -- noticed | merged | old | read | repeated
  decision text not null,
  primary key (corp_id, id),
  unique (corp_id, mailbox_id, folder_id, uidvalidity, uid)
);
create index arrival_fingerprint on arrival (corp_id, mailbox_id, fingerprint, arrived_at);
create index arrival_message on arrival (corp_id, message_id);
create index arrival_age on arrival (corp_id, arrived_at);
select hy_corp_table('arrival');
