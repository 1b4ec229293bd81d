-- Temporary tables are looked for first unless the path names pg_temp, and anyone may make one: a function that runs as the
-- owner must find ours (PostgreSQL manual, "Writing SECURITY DEFINER Functions Safely").
alter function mail_search(uuid, uuid, integer[], timestamptz, uuid, integer)
  set search_path = pg_catalog, public, pg_temp;
alter function mail_refresh_statistics() set search_path = pg_catalog, public, pg_temp;
