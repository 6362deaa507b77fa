-- Owners who write from WeChat: which open id is whose, codes that join them, and what was heard once.
create table conversations.wechat_people (
  brand_id text not null,
  open_id text not null,
  owner_id text not null,
  joined_at timestamptz not null,
  heard_at timestamptz,
  primary key (brand_id, open_id)
);
create unique index on conversations.wechat_people (brand_id, owner_id);
call platform.wall('conversations.wechat_people');

-- A code is shown in the app and written in WeChat; it holds ten minutes and once.
create table conversations.wechat_codes (
  code text not null,
  brand_id text not null,
  owner_id text not null,
  until timestamptz not null,
  primary key (brand_id, code)
);
call platform.wall('conversations.wechat_codes');

-- A message is heard once, and told again what it was told before.
create table conversations.wechat_heard (
  brand_id text not null,
  message_key text not null,
  reply text,
  at timestamptz not null,
  primary key (brand_id, message_key)
);
create index on conversations.wechat_heard (at);
call platform.wall('conversations.wechat_heard');
