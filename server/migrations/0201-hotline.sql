-- Who waits for a person, by telephone or in a talk: lines of a brand, the people at them, and one row per contact.
create schema hotline;

create table hotline.lines (
  brand_id text primary key,
  -- The secret part of the address at which the exchange tells its events.
  event_key text not null unique,
  opens_at text not null default '08:00',
  closes_at text not null default '22:00',
  opens_on_holidays boolean not null default false,
  surge boolean not null default false,
  surge_by text,
  surge_at timestamptz,
  -- Who would wait longer is offered a call-back with a time.
  most_wait_seconds int not null default 300,
  -- How long a contact takes on average; measured from those that ended.
  usual_seconds int not null default 240,
  version int not null default 1
);
call platform.wall('hotline.lines');

create table hotline.agents (
  staff_id text not null,
  brand_id text not null,
  name text not null,
  outlet_id text,
  skills text[] not null,
  state text not null check (state in ('ready', 'away')),
  since timestamptz not null,
  primary key (staff_id, brand_id)
);
call platform.wall('hotline.agents');

create table hotline.contacts (
  id text primary key,
  number text not null,
  brand_id text not null,
  channel text not null check (channel in ('phone', 'chat')),
  -- The exchange's channel, or the conversation.
  source_id text not null,
  phone text,
  owner_id text,
  owner_name text,
  vehicle_id text,
  skill text not null check (skill in ('safety', 'complaint', 'technical', 'sales')),
  urgency smallint not null check (urgency between 1 and 4),
  state text not null check (state in ('waiting', 'offered', 'talking', 'wrapUp', 'callBack', 'done')),
  arrived_at timestamptz not null,
  promised_at timestamptz,
  offered_to text,
  offered_at timestamptz,
  agent_id text,
  agent_name text,
  answered_at timestamptz,
  ended_at timestamptz,
  call_back_due_at timestamptz,
  call_back_tries int not null default 0,
  outcome text check (outcome in ('solved', 'caseOpened', 'calledBack', 'notReached', 'transferred', 'wrongNumber', 'gaveUp')),
  note text,
  case_id text,
  handed_from text,
  handed_words text,
  version int not null default 1,
  unique (brand_id, channel, source_id)
);
create index on hotline.contacts (brand_id, state, urgency, arrived_at);
create index on hotline.contacts (brand_id, arrived_at);
call platform.wall('hotline.contacts');

-- An event of the exchange is heard once, however often it is told.
create table hotline.heard (
  brand_id text not null,
  event_hash text not null,
  at timestamptz not null,
  primary key (brand_id, event_hash)
);
call platform.wall('hotline.heard');
