-- The links of the gateway: platforms that may log in, addresses that are shut out for a while, and what goes out to cars.

-- Platforms that speak for many cars over one connection (GB/T 32960.3, platform login 0x05). No customers' rows.
create table gateway.platforms (
  id text primary key,
  name text not null,
  user_name text not null unique,
  password_hash text not null,
  -- The cars it may speak for: of these brands, or with a VIN that begins so; both empty: every car.
  brand_ids text[] not null,
  vin_prefixes text[] not null,
  disabled_at timestamptz,
  -- The last login's serial number, which begins anew each day in Beijing.
  login_on date,
  login_serial int,
  last_login_at timestamptz,
  last_peer text,
  refused_count bigint not null default 0,
  added_at timestamptz not null,
  version int not null default 1
);

-- Addresses that are shut out until a moment; kept for a month, so that a relapse is known as one.
create table gateway.bans (
  address text primary key,
  reason text not null,
  times int not null,
  banned_at timestamptz not null,
  until timestamptz not null,
  lifted_at timestamptz,
  lifted_by text
);
create index on gateway.bans (until);

-- A message on its way to a car: taken up by whichever gateway holds the car's connection.
create table gateway.dispatches (
  id text primary key,
  vin text not null,
  brand_id text not null,
  owner_id text not null,
  command smallint not null,
  -- What is to be said, without its time and edition: those are known when it is sent.
  message jsonb not null,
  -- Whether it may go to a car that drives.
  while_driving boolean not null,
  state text not null check (state in ('pending', 'sent', 'answered', 'declined', 'unanswered', 'unsayable', 'expired', 'withdrawn')),
  -- Why it waits: the car is not here, drives, or says nothing of its motion.
  held_for text,
  tries int not null default 0,
  said_at timestamptz,
  sent_at timestamptz,
  gateway_id text,
  answer_flag smallint,
  answer jsonb,
  answer_bytes bytea,
  settled_at timestamptz,
  asked_at timestamptz not null,
  expires_at timestamptz not null
);
create index on gateway.dispatches (vin) where state in ('pending', 'sent');
create index on gateway.dispatches (asked_at);
call platform.wall('gateway.dispatches');
