-- What is told to whom, by which channel, and when it went out.
create schema notices;

create table notices.notices (
  id text primary key,
  -- What is told once, however often the fact behind it is.
  key text not null unique,
  brand_id text not null,
  -- Set for owners only; staff are told by name or by desk.
  owner_id text,
  staff_id text,
  desk text,
  outlet_id text,
  case_id text,
  code text not null,
  data jsonb not null,
  urgent boolean not null,
  at timestamptz not null,
  read_at timestamptz,
  check (num_nonnulls(owner_id, staff_id, desk) = 1)
);
create index on notices.notices (owner_id, at desc, id desc) where owner_id is not null;
create index on notices.notices (staff_id, at desc, id desc) where staff_id is not null;
create index on notices.notices (desk, brand_id, at desc, id desc) where desk is not null;
create index on notices.notices (case_id, at);
call platform.wall('notices.notices');

-- Who at a desk has read what the desk was told.
create table notices.reads (
  notice_id text not null references notices.notices,
  staff_id text not null,
  brand_id text not null,
  at timestamptz not null,
  primary key (notice_id, staff_id)
);
create index on notices.reads (staff_id, at);
call platform.wall('notices.reads');

-- Short messages, written down before they are sent.
create table notices.messages (
  id text primary key,
  notice_id text not null unique references notices.notices,
  brand_id text not null,
  owner_id text not null,
  case_id text,
  phone text not null,
  template text not null,
  params jsonb not null,
  text text not null,
  urgent boolean not null,
  state text not null check (state in ('waiting', 'sent', 'failed')),
  written_at timestamptz not null,
  next_try_at timestamptz not null,
  tries int not null default 0,
  last_error text,
  sent_at timestamptz,
  check ((state = 'sent') = (sent_at is not null))
);
create index on notices.messages (next_try_at) where state = 'waiting';
create index on notices.messages (case_id);
call platform.wall('notices.messages');

create table notices.rules (
  name text not null,
  value text not null,
  valid_from date not null,
  valid_to date,
  source text not null,
  primary key (name, valid_from)
);
insert into notices.rules (name, value, valid_from, source) values
  ('quietFrom', '21:00', '2020-01-01', 'House rule: what can wait is not sent at night; dangers always are'),
  ('quietUntil', '09:00', '2020-01-01', 'House rule: what can wait is not sent at night; dangers always are'),
  ('mostTries', '8', '2020-01-01', 'House rule: over about four hours, then staff see that it failed');
