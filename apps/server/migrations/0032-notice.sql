-- What we decided to show a member, and what became of it: with `arrival` this is the ledger.
create table notice (
  corp_id text not null,
  -- random, 128 bits: the only thing that a card's link holds
  id text not null,
  member_id uuid not null,
  mailbox_id uuid not null,
  folder_id uuid not null,
  -- null when the card stands for several mails
  message_id uuid,
  mail_count integer not null,
  -- the exact bytes of the card, sealed; a retry sends exactly these (design §5.3)
  sealed bytea not null,
  -- waiting | sending | sent | failed | dropped
  state text not null,
  -- the Shanghai day that DingTalk's limit of 500 counts it on
  day date not null,
  arrived_at timestamptz not null,
  decided_at timestamptz not null,
  sent_at timestamptz,
  answered_at timestamptz,
  attempts integer not null default 0,
  -- until then the process that set it is the only one to send
  claimed_until timestamptz,
  -- not before then: DingTalk asked for patience, or an administrator has something to mend
  next_at timestamptz,
  error text,
  task_id text,
  primary key (corp_id, id)
);
create index notice_day on notice (corp_id, member_id, day);
create index notice_open on notice (corp_id, decided_at) where state in ('waiting', 'sending');
create index notice_age on notice (corp_id, decided_at);
select hy_corp_table('notice');
