-- How fast an app may call each of DingTalk's APIs, kept where every process sees it: when its bucket would be full again, in
-- milliseconds since the epoch. Unlogged: a reservation waits for no disk, and after a crash every bucket is idle anyway.
create unlogged table rate_buckets (
  bucket text primary key,
  full_at double precision not null
);
select hy_system_table('rate_buckets');

-- What the platform counts of a corp's calls, by its calendar month (Asia/Shanghai) and API.
create table call_meter (
  corp_id text not null,
  -- First day.
  month date not null,
  api text not null,
  calls bigint not null,
  primary key (corp_id, month, api)
);
select hy_corp_table('call_meter');
