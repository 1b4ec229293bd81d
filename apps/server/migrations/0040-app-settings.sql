-- What an administrator sets on a registered app.
alter table apps
  -- No sign-in, no watch, no notice; everything stays.
  add paused boolean not null default false,
  add event_mode text not null default 'push' check (event_mode in ('push', 'stream')),
  -- How addresses are guessed where the directory tells none: `{jobNumber}@example.com`.
  add address_pattern text,
  -- Addresses and ranges that may call; empty: everyone.
  add callback_ranges text[] not null default '{}',
  add console_ranges text[] not null default '{}';
