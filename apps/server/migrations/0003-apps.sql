-- The corp's own DingTalk app, as the administrator registered it. Secrets lie sealed.
create table apps (
  corp_id text not null,
  agent_id bigint not null,
  app_key text not null,
  app_secret bytea not null,
  event_token bytea not null,
  event_aes_key bytea not null,
  -- Null: the product's own public URL.
  public_url text,
  oapi_url text not null,
  api_url text not null,
  login_url text not null,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  primary key (corp_id)
);
select hy_corp_table('apps');

create table mail_services (
  corp_id text not null,
  domain text not null,
  provider_id text not null,
  imap text not null,
  smtp text not null,
  on_premise boolean not null,
  tls_mode text not null check (tls_mode in ('modern', 'legacy')),
  primary key (corp_id, domain),
  foreign key (corp_id) references apps (corp_id) on delete cascade
);
select hy_corp_table('mail_services');

-- DingTalk's access tokens, shared by processes; sealed.
create table app_tokens (
  corp_id text not null,
  name text not null,
  value bytea not null,
  expires_at timestamptz not null,
  primary key (corp_id, name)
);
select hy_corp_table('app_tokens');
