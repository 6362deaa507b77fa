-- Looks into a car: who, for what purpose, what, from when until when; and how often it was used. For the owner to read.
create schema looks;

create table looks.looks (
  id text primary key,
  vin text not null,
  brand_id text not null,
  owner_id text not null,
  staff_id text not null,
  staff_name text not null,
  purpose text not null,
  why text not null,
  scopes text[] not null,
  opened_at timestamptz not null,
  until timestamptz not null,
  ended_at timestamptz
);
create index on looks.looks (vin, opened_at);
create index on looks.looks (owner_id, opened_at);
call platform.wall('looks.looks');

create table looks.uses (
  look_id text not null references looks.looks,
  brand_id text not null,
  owner_id text not null,
  scope text not null,
  count int not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (look_id, scope)
);
call platform.wall('looks.uses');

-- Commands to cars: asked by staff, agreed to by the owner and a second person where their kind needs it.
create schema commands;

create table commands.commands (
  id text primary key,
  vin text not null,
  brand_id text not null,
  owner_id text not null,
  kind text not null,
  message jsonb not null,
  -- In words of the contract, for people: which parameters, which warning, which version.
  details jsonb not null,
  purpose text not null,
  why text not null,
  look_id text not null,
  asked_by text not null,
  asked_by_name text not null,
  asked_at timestamptz not null,
  consent text not null check (consent in ('notNeeded', 'asked', 'given', 'refused')),
  consent_at timestamptz,
  approval text not null check (approval in ('notNeeded', 'asked', 'given', 'refused')),
  approved_by_name text,
  approval_at timestamptz,
  state text not null check (state in ('waiting', 'released', 'refused', 'expired', 'withdrawn')),
  dispatch_id text,
  ended_at timestamptz,
  expires_at timestamptz not null,
  version int not null default 1
);
create index on commands.commands (vin, asked_at);
create index on commands.commands (owner_id, asked_at);
create index on commands.commands (expires_at) where state = 'waiting';
call platform.wall('commands.commands');
