-- The local index of mail: what lists and search read. Everything a person could read is sealed under the corp's key.

-- One row per mailbox: every writer of its index locks it first, so that writers never meet inside.
create table mail_index (
  corp_id text not null,
  mailbox_id uuid not null,
  -- ready | syncing | paused
  state text not null default 'syncing',
  done integer not null default 0,
  total integer not null default 0,
  paused_code text,
  paused_detail text,
  paused_since timestamptz,
  needs_credential boolean not null default false,
  -- keyed hash of the credential that was refused: a new one starts receiving again
  refused_credential bytea,
  primary key (corp_id, mailbox_id)
);

create table mail_folder (
  corp_id text not null,
  id uuid not null,
  mailbox_id uuid not null,
  -- keyed hash of the name's bytes on the wire: the name itself is sealed
  path_mac bytea not null,
  sealed bytea not null,
  role text not null,
  selectable boolean not null,
  uidvalidity bigint not null default 0,
  -- the cursor: every message up to this uid has been seen
  last_uid bigint not null default 0,
  -- the index reaches down to this uid; backfilled says that nothing older is wanted
  first_uid bigint not null default 0,
  backfilled boolean not null default false,
  synced_at timestamptz,
  -- messages in the index, kept by the trigger below
  indexed integer not null default 0,
  indexed_unread integer not null default 0,
  -- messages on the server that are older than the index reaches
  deeper integer not null default 0,
  deeper_unread integer not null default 0,
  primary key (corp_id, id),
  unique (corp_id, mailbox_id, path_mac)
);

create table mail_message (
  corp_id text not null,
  id uuid not null,
  mailbox_id uuid not null,
  folder_id uuid not null,
  uidvalidity bigint not null,
  -- null while a move is under way and its new uid is not known yet
  uid bigint,
  moved_from_folder uuid,
  moved_from_uid bigint,
  moved_at timestamptz,
  internal_date timestamptz not null,
  size bigint not null,
  seen boolean not null,
  starred boolean not null,
  answered boolean not null,
  forwarded boolean not null,
  -- until then what the server says of the flags is older than what a member has done here
  flags_set_at timestamptz,
  attachment_count integer not null,
  fingerprint bytea not null,
  sealed bytea not null,
  -- keyed hashes of character pairs and single Chinese characters
  words integer[] not null,
  primary key (corp_id, id)
);
create unique index mail_message_uid on mail_message (corp_id, folder_id, uidvalidity, uid) where uid is not null;
create index mail_message_list on mail_message (corp_id, folder_id, internal_date desc, id desc);
create index mail_message_unread on mail_message (corp_id, folder_id, internal_date desc, id desc) where not seen;
create index mail_message_starred on mail_message (corp_id, folder_id, internal_date desc, id desc) where starred;
create index mail_message_attachments on mail_message (corp_id, folder_id, internal_date desc, id desc) where attachment_count > 0;
create index mail_message_mailbox on mail_message (corp_id, mailbox_id, internal_date desc, id desc);
create index mail_message_fingerprint on mail_message (corp_id, mailbox_id, fingerprint);
create index mail_message_words on mail_message using gin (words);

-- Bodies fetched on demand, sealed, for a day.
create table mail_body (
  corp_id text not null,
  message_id uuid not null,
  mailbox_id uuid not null,
  sealed bytea not null,
  expires_at timestamptz not null,
  primary key (corp_id, message_id)
);
create index mail_body_expiry on mail_body (corp_id, expires_at);
alter table mail_body alter column sealed set storage external;

-- Counters belong to the rows they count: whoever writes a message, they are right in the same statement.
create function mail_folder_count() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    update mail_folder f set indexed = indexed + d.n, indexed_unread = indexed_unread + d.unread
      from (select corp_id, folder_id, count(*)::int n, count(*) filter (where not seen)::int unread
            from added group by corp_id, folder_id) d
      where f.corp_id = d.corp_id and f.id = d.folder_id;
  elsif tg_op = 'DELETE' then
    update mail_folder f set indexed = indexed - d.n, indexed_unread = indexed_unread - d.unread
      from (select corp_id, folder_id, count(*)::int n, count(*) filter (where not seen)::int unread
            from gone group by corp_id, folder_id) d
      where f.corp_id = d.corp_id and f.id = d.folder_id;
  else
    update mail_folder f set indexed = indexed + d.n, indexed_unread = indexed_unread + d.unread
      from (select corp_id, folder_id, sum(n)::int n, sum(unread)::int unread from (
              select corp_id, folder_id, 1 n, case when seen then 0 else 1 end unread from added
              union all
              select corp_id, folder_id, -1, case when seen then 0 else -1 end from gone) both_sides
            group by corp_id, folder_id having sum(n) <> 0 or sum(unread) <> 0) d
      where f.corp_id = d.corp_id and f.id = d.folder_id;
  end if;
  return null;
end $$;
create trigger mail_message_added after insert on mail_message
  referencing new table as added for each statement execute function mail_folder_count();
create trigger mail_message_gone after delete on mail_message
  referencing old table as gone for each statement execute function mail_folder_count();
create trigger mail_message_changed after update on mail_message
  referencing old table as gone new table as added for each statement execute function mail_folder_count();

-- Array containment is not leakproof, so under row-level security the planner may not use it as an index condition.
-- This function runs as the owner, names the corp itself, and answers ids only.
create function mail_search(
  p_mailbox uuid, p_folder uuid, p_words integer[], p_before timestamptz, p_before_id uuid, p_limit integer
) returns setof uuid language sql stable security definer set search_path = pg_catalog, public as $$
  select id from mail_message
  where corp_id = current_setting('hongyan.corp', true)
    and mailbox_id = p_mailbox
    and words @> p_words
    and (p_folder is null or folder_id = p_folder)
    and (p_before is null or (internal_date, id) < (p_before, p_before_id))
  order by internal_date desc, id desc
  limit p_limit
$$;

select hy_corp_table('mail_index');
select hy_corp_table('mail_folder');
select hy_corp_table('mail_message');
select hy_corp_table('mail_body');
-- Its owner must not be held by the policy, or `mail_search` could not use the index either; the app's role still is.
alter table mail_message no force row level security;
