-- What is said of the brand and its cars outside the house's own surveys: complaints with their clocks, platforms, hotlines of the state, threads.
create schema voices;

create table voices.voices (
  id text primary key,
  number text not null unique,
  brand_id text not null,
  channel text not null check (channel in ('market12315', 'city12345', 'chezhiwang', 'community', 'weibo', 'hotline', 'app', 'event', 'letter', 'other')),
  -- What the outside place calls it: the same is heard once.
  source_key text not null,
  url text,
  author text,
  author_phone text,
  vin text,
  vehicle_id text,
  plate_no text,
  model_id text,
  outlet_id text,
  words text not null,
  said_at timestamptz not null,
  heard_at timestamptz not null,
  kind text not null check (kind in ('complaint', 'suggestion', 'praise', 'mention')),
  topic text not null,
  topic_share real not null,
  sentiment text not null check (sentiment in ('angry', 'unhappy', 'neutral', 'happy')),
  severity smallint not null check (severity between 1 and 4),
  -- What the machine said, kept beside what a person made of it.
  machine_topic text not null,
  machine_sentiment text not null,
  labelled_by text,
  labelled_at timestamptz,
  -- The first of several that say the same; those are in no figure.
  twin_of text,
  state text not null check (state in ('fresh', 'looking', 'answered', 'closed', 'dismissed')),
  holder_id text,
  holder_name text,
  respond_due_at timestamptz,
  responded_at timestamptz,
  answer_due_at timestamptz,
  answered_at timestamptz,
  answer_words text,
  answered_by text,
  apology text check (apology in ('written', 'called', 'inPerson', 'none')),
  gesture text check (gesture in ('none', 'coupon', 'goodwill', 'mobility')),
  again_at timestamptz,
  case_id text,
  sheet_id text,
  version int not null default 1,
  unique (brand_id, channel, source_key)
);
create index on voices.voices (brand_id, said_at desc, id);
create index on voices.voices (brand_id, state, answer_due_at);
create index on voices.voices (brand_id, labelled_at) where labelled_by is not null;
create index on voices.voices (twin_of) where twin_of is not null;
call platform.wall('voices.voices');

create table voices.sheets (
  id text primary key,
  brand_id text not null,
  file_name text not null,
  state text not null check (state in ('checked', 'applied', 'undone')),
  rows jsonb not null,
  made int not null default 0,
  twins int not null default 0,
  by_name text not null,
  at timestamptz not null,
  version int not null default 1
);
create index on voices.sheets (brand_id, at desc);
call platform.wall('voices.sheets');

create table voices.hooks (
  brand_id text primary key,
  hook_key text not null unique,
  secret text not null,
  by_name text not null,
  at timestamptz not null,
  heard int not null default 0,
  last_at timestamptz
);
call platform.wall('voices.hooks');

-- The clocks of complaints, in working days after the day on which one was heard; channel '*' is any other.
create table voices.clock_rules (
  channel text not null,
  respond_days int not null,
  answer_days int not null,
  valid_from date not null,
  valid_to date,
  source text not null,
  primary key (channel, valid_from)
);
insert into voices.clock_rules (channel, respond_days, answer_days, valid_from, source) values
  ('*', 1, 5, '2020-01-01', 'House rule: no period in law was found; first word by the next working day, answer within 5'),
  ('market12315', 1, 7, '2020-01-01', 'House rule after 市场监督管理投诉举报处理暂行办法 (SAMR Order 20): the office decides on a complaint within 7 working days; to be confirmed with the local office'),
  ('city12345', 1, 5, '2020-01-01', 'House rule: city lines name a day in each order, which prevails; 5 working days otherwise'),
  ('chezhiwang', 1, 3, '2020-01-01', 'House rule: the platform publishes whether a maker answered');

create table voices.rules (
  name text not null,
  value text not null,
  valid_from date not null,
  valid_to date,
  source text not null,
  primary key (name, valid_from)
);
insert into voices.rules (name, value, valid_from, source) values
  ('apologyUpToSeverity', '3', '2020-01-01', 'House rule: whoever complains of a trouble is told that we are sorry for it; that admits no fault in law'),
  ('managerUpToSeverity', '2', '2020-01-01', 'House rule: a danger or a grave complaint is answered by a manager in person'),
  ('gestureUpToSeverity', '2', '2020-01-01', 'House rule: with a grave complaint somebody decides about a gesture, also when it is none'),
  ('twinDays', '30', '2020-01-01', 'House rule: the same words within thirty days are one voice');
