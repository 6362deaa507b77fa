-- What is passed on to other platforms: regulators, cities. The journal is the source; each target is a reader of the
-- stream (platform.cursors), keeps what still has to be sent, and counts for every car and day.
create schema forwarding;

create table forwarding.targets (
  id text primary key,
  name text not null,
  host text not null,
  port int not null,
  tls boolean not null,
  -- Our id at the target, in the place of a VIN in our own frames.
  code text not null,
  user_name text not null,
  -- As it is sent: the protocol needs it plain. No operation shows it.
  password text not null,
  -- Which cars: of these brands (empty: all) with a plate that begins so (empty: any).
  brand_ids text[] not null,
  plate_prefixes text[] not null,
  again_seconds int not null,
  rest_minutes int not null,
  heartbeat_seconds int not null,
  enabled boolean not null,
  -- What was received before is due to nobody.
  since_at timestamptz not null,
  -- How the link is, as the process that holds it says.
  link text not null default 'down' check (link in ('down', 'loggingIn', 'up')),
  link_since timestamptz,
  last_failure text,
  failures int not null default 0,
  next_try_at timestamptz,
  login_on date,
  login_serial int,
  holder text,
  held_until timestamptz,
  added_at timestamptz not null,
  version int not null default 1
);

-- Frames that could not be sent, or were not acknowledged: the last seven days.
create table forwarding.waiting (
  target_id text not null references forwarding.targets,
  id bigint not null,
  vin text not null,
  brand_id text not null,
  command smallint not null,
  bytes bytea not null,
  received_at timestamptz not null,
  -- Whether a realtime report goes out as a reissue now.
  reissue boolean not null,
  tries int not null,
  next_at timestamptz not null,
  primary key (target_id, id)
);
create index on forwarding.waiting (target_id, next_at);
call platform.wall('forwarding.waiting');

-- The proof: what was due, what the target acknowledged, what it did not, for each car and day of receipt in Beijing.
create table forwarding.days (
  target_id text not null references forwarding.targets,
  on_day date not null,
  vin text not null,
  brand_id text not null,
  due bigint not null default 0,
  acknowledged bigint not null default 0,
  -- Of the acknowledged ones, those that went out as a reissue or a second time.
  late bigint not null default 0,
  refused bigint not null default 0,
  expired bigint not null default 0,
  primary key (target_id, on_day, vin)
);
call platform.wall('forwarding.days');
