-- Planned anew with the very words and dates each time: a plan made once for any words must expect the commonest and walks
-- through the whole mailbox, where the index of words finds a rare one at once.
create or replace function mail_search(
  p_mailbox uuid, p_folder uuid, p_words integer[], p_before timestamptz, p_before_id uuid, p_limit integer
) returns setof uuid language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return query execute
    'select id from mail_message
     where corp_id = $1 and mailbox_id = $2
       and ($3 is null or folder_id = $3)
       and (cardinality($4) = 0 or words @> $4)
       and ($5 is null or (internal_date, id) < ($5, $6))
     order by internal_date desc, id desc
     limit $7'
  using current_setting('hongyan.corp', true), p_mailbox, p_folder, p_words, p_before, p_before_id, p_limit;
end
$$;

-- A mailbox that has just been filled is unknown to the planner until autovacuum comes by, and until then every list sorts
-- all its messages. Does nothing when little has changed, or when another process is at it.
create function mail_refresh_statistics() returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if (select c.reltuples < 0 or pg_stat_get_mod_since_analyze(c.oid) > 1000 + 0.2 * c.reltuples
        from pg_class c where c.oid = 'public.mail_message'::regclass)
     and pg_try_advisory_xact_lock(hashtext('mail_refresh_statistics')) then
    execute 'analyze public.mail_message';
  end if;
end
$$;
