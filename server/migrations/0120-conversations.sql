-- Conversations of owners with the assistant and with people, and the knowledge that answers come from.
create schema conversations;

-- What a brand wrote itself, beside the articles that ship. The newest version counts; a draft answers nobody.
create table conversations.articles (
  brand_id text not null,
  article_id text not null,
  version int not null,
  state text not null check (state in ('draft', 'published', 'withdrawn')),
  title text not null,
  category text not null,
  markdown text not null,
  by_name text not null,
  why text,
  at timestamptz not null,
  primary key (brand_id, article_id, version)
);
create index on conversations.articles (brand_id, at);
call platform.wall('conversations.articles');

-- What staff say a sentence means: the assistant learns from it.
create table conversations.examples (
  id text primary key,
  brand_id text not null,
  text text not null,
  intent text not null,
  category text not null,
  urgency text not null check (urgency in ('S0', 'S1', 'S2', 'S3', 'S4')),
  by_name text not null,
  at timestamptz not null,
  unique (brand_id, text)
);
call platform.wall('conversations.examples');

create table conversations.conversations (
  id text primary key,
  brand_id text not null,
  owner_id text not null,
  vehicle_id text not null,
  vin text not null,
  model_id text not null,
  model_name text not null,
  model_name_en text not null,
  owner_name text not null,
  channel text not null check (channel in ('app', 'web', 'wechat', 'phone')),
  state text not null check (state in ('bot', 'queued', 'human', 'wrapUp', 'closed')),
  skill text check (skill in ('safety', 'complaint', 'technical', 'sales')),
  urgency text not null default 'S4',
  opened_at timestamptz not null,
  queued_at timestamptz,
  taken_at timestamptz,
  agent_id text,
  agent_name text,
  closed_at timestamptz,
  summary jsonb,
  version int not null default 1
);
create index on conversations.conversations (brand_id, state, urgency, queued_at);
create index on conversations.conversations (owner_id, opened_at desc);
call platform.wall('conversations.conversations');

create table conversations.turns (
  id text primary key,
  conversation_id text not null references conversations.conversations,
  brand_id text not null,
  owner_id text not null,
  nth int not null,
  role text not null check (role in ('user', 'assistant', 'agent')),
  by_name text not null,
  text text not null,
  -- What the assistant made of it: sentences with citations, intent, category, urgency, dangers, how sure, by what version.
  said jsonb not null default '{}',
  kind text,
  helped boolean,
  at timestamptz not null,
  unique (conversation_id, nth)
);
create index on conversations.turns (brand_id, kind, at);
call platform.wall('conversations.turns');

create table conversations.cards (
  id text primary key,
  conversation_id text not null references conversations.conversations,
  turn_id text not null references conversations.turns,
  brand_id text not null,
  owner_id text not null,
  tool text not null,
  service text not null,
  confirm boolean not null,
  state text not null check (state in ('offered', 'done')),
  result jsonb not null default '{}',
  offered_at timestamptz not null,
  done_at timestamptz
);
create index on conversations.cards (conversation_id);
call platform.wall('conversations.cards');
