-- The board: what breaks a day and what is proposed for it, closed roads, the base map, and the numbers the planner weighs with.
-- Roads that are closed for a while: who drives through the circle loses so much time.
create table dispatch.closures (
  id text primary key,
  outlet_id text not null,
  on_day date not null,
  lon double precision not null,
  lat double precision not null,
  radius_m int not null check (radius_m between 50 and 20000),
  delay_min int not null check (delay_min between 1 and 240),
  words text not null,
  reported_by text not null,
  at timestamptz not null,
  ended_at timestamptz
);
create index on dispatch.closures (outlet_id, on_day);

-- What breaks a day, what was proposed, and what the dispatcher said to it. Holds no customer's data.
create table dispatch.disturbances (
  id text primary key,
  outlet_id text not null,
  on_day date not null,
  kind text not null check (kind in ('emergency', 'noShow', 'overrun', 'ill', 'vanBroken', 'partMissing', 'roadClosed')),
  van_id text,
  job_id text,
  words text,
  state text not null check (state in ('open', 'accepted', 'dismissed')),
  proposal jsonb,
  -- The plan that the proposal was made from.
  based_on int,
  reported_by text not null,
  at timestamptz not null,
  ended_by text,
  ended_at timestamptz
);
create index on dispatch.disturbances (outlet_id, on_day);

-- The base map: lines and names of the house's own, no borders.
create table dispatch.map_lines (
  id text primary key,
  kind text not null check (kind in ('motorway', 'main', 'street', 'water', 'place')),
  name text not null,
  name_en text not null,
  points jsonb not null,
  lon_from double precision not null,
  lon_until double precision not null,
  lat_from double precision not null,
  lat_until double precision not null
);

call platform.wall('dispatch.stock');

insert into dispatch.rules (name, value, valid_from, source) values
  ('mostKmAway', 60, '2020-01-01', 'house rule: an outlet''s vehicles go so far, as the crow flies'),
  ('latePricePerMin', 500, '2020-01-01', 'house rule: fen of a minute after the promised window'),
  ('latestMin', 150, '2020-01-01', 'house rule: so late after its window a visit is no longer planned'),
  ('balancePricePerMin', 30, '2020-01-01', 'house rule: fen of a minute of work above a fair share');
