-- Rescue: missions for cars that stand somewhere, the chain of helpers of each, who can be asked, where a motorway is left,
-- and where a damaged battery may stand alone.
create schema rescue;

create table rescue.contractors (
  id text primary key,
  brand_id text not null,
  name text not null,
  name_en text not null,
  phone text not null,
  city text not null,
  lon double precision not null,
  lat double precision not null,
  radius_km int not null check (radius_km > 0),
  -- What they bring: see `means` in the contract.
  means text[] not null,
  -- Height of their lowest truck that still tows; null: not known, so not sent under ground.
  truck_height_mm int,
  base_fen int not null check (base_fen >= 0),
  included_km int not null check (included_km >= 0),
  fen_per_km int not null check (fen_per_km >= 0),
  in_use boolean not null default true,
  version int not null default 1
);
create index on rescue.contractors (brand_id) where in_use;
call platform.wall('rescue.contractors');

-- Where the traffic rescue of a motorway sets cars down for others: the exits. Roads belong to no brand.
create table rescue.hand_over_points (
  id text primary key,
  road text not null,
  name text not null,
  name_en text not null,
  lon double precision not null,
  lat double precision not null,
  in_use boolean not null default true
);

-- Places in the open, apart from all else, for a car whose battery may still burn.
create table rescue.quarantine_places (
  id text primary key,
  outlet_id text not null,
  name text not null,
  distance_m int not null check (distance_m > 0),
  outdoors boolean not null,
  places int not null check (places > 0),
  in_use boolean not null default true
);
create index on rescue.quarantine_places (outlet_id);

create table rescue.missions (
  id text primary key,
  number text not null unique,
  case_id text not null,
  brand_id text not null,
  owner_id text not null,
  vehicle_id text not null,
  vin text not null,
  plate_no text,
  model_id text not null,
  model_name text not null,
  model_name_en text not null,
  trouble text not null,
  level smallint not null check (level between 1 and 4),
  state text not null check (state in ('helpSought', 'helpComing', 'helpThere', 'moving', 'delivered', 'solved', 'cancelled')),
  begun_by text not null check (begun_by in ('owner', 'staff', 'signal')),
  response jsonb not null,
  place jsonb not null,
  hand_over jsonb,
  answers jsonb not null default '[]',
  destination jsonb,
  onward jsonb,
  payer text not null check (payer in ('owner', 'maker', 'insurer', 'goodwill')),
  payer_rule text not null,
  cost_fen int not null default 0,
  begun_at timestamptz not null,
  first_asked_at timestamptz,
  unanswered_at timestamptz,
  late_told_at timestamptz,
  ended_at timestamptz,
  ended_why text,
  version int not null default 1
);
create unique index one_open_mission_per_car on rescue.missions (vin) where ended_at is null;
create index on rescue.missions (brand_id, begun_at desc);
create index on rescue.missions (case_id);
create index on rescue.missions (owner_id, begun_at desc);
call platform.wall('rescue.missions');

-- One helper of a mission and when what happened; the time a helper says and the time we heard it both stand.
create table rescue.legs (
  id text primary key,
  mission_id text not null references rescue.missions,
  brand_id text not null,
  owner_id text not null,
  kind text not null check (kind in ('trafficRescue', 'contractor')),
  nth smallint not null,
  turn smallint not null default 1,
  contractor_id text,
  name text not null,
  phone text not null,
  state text not null check (state in ('requested', 'accepted', 'underWay', 'arrived', 'loaded', 'delivered', 'solved', 'declined', 'unanswered', 'replaced', 'cancelled')),
  requested_at timestamptz not null,
  answer_by_at timestamptz,
  accepted_at timestamptz,
  under_way_at timestamptz,
  arrived_at timestamptz,
  loaded_at timestamptz,
  ended_at timestamptz,
  heard_at timestamptz not null,
  arrives_at timestamptz,
  arrives_basis text not null default 'none' check (arrives_basis in ('none', 'distance', 'helperSaid')),
  driver_name text,
  driver_phone text,
  truck_plate text,
  why text,
  far_km double precision,
  tow_km double precision,
  cost_fen int,
  -- Opens this one job for the contractor, and nothing else, until some hours after it ended.
  link_key text unique,
  sent_at timestamptz,
  tries int not null default 0,
  last_error text,
  version int not null default 1,
  unique (mission_id, nth)
);
create unique index one_open_helper_of_a_kind on rescue.legs (mission_id, kind) where state in ('requested', 'accepted', 'underWay', 'arrived', 'loaded');
create index on rescue.legs (answer_by_at) where state = 'requested';
create index on rescue.legs (mission_id);
call platform.wall('rescue.legs');

-- A car in quarantine: since when, until when at the earliest, what was measured, and who let it go.
create table rescue.quarantines (
  id text primary key,
  mission_id text not null unique references rescue.missions,
  brand_id text not null,
  owner_id text not null,
  vin text not null,
  outlet_id text not null,
  place_id text not null,
  reserved_at timestamptz not null,
  from_at timestamptz,
  not_before_at timestamptz,
  checks jsonb not null default '[]',
  released_at timestamptz,
  released_by text,
  version int not null default 1
);
create index on rescue.quarantines (vin) where released_at is null;
create index on rescue.quarantines (place_id) where released_at is null;
call platform.wall('rescue.quarantines');

create table rescue.rules (
  name text not null,
  value int not null,
  valid_from date not null,
  valid_to date,
  source text not null,
  primary key (name, valid_from)
);
insert into rescue.rules (name, value, valid_from, source) values
  ('answerWithinSeconds1', 120, '2020-01-01', 'House rule: in danger a contractor has two minutes to accept'),
  ('answerWithinSeconds', 300, '2020-01-01', 'House rule: otherwise five minutes'),
  ('mostTurns', 3, '2020-01-01', 'House rule: everybody in reach is asked up to three times, ten minutes apart'),
  ('askAgainSeconds', 600, '2020-01-01', 'House rule: as above'),
  ('speedKmh', 36, '2020-01-01', 'House rule: a tow truck in and around a city, measured door to door'),
  ('roadFactorPct', 135, '2020-01-01', 'House rule: roads are a third longer than the line'),
  ('readyMin', 12, '2020-01-01', 'House rule: from accepting to the wheels turning'),
  ('quarantineDistanceM', 15, '2020-01-01', 'House rule after the guides of makers for a damaged traction battery; the maker’s own figure prevails'),
  ('quarantineHours', 24, '2020-01-01', 'House rule after the guides of makers: watched for at least a day'),
  ('quarantineCalmC', 45, '2020-01-01', 'House rule: not above this when it is let go'),
  ('linkHours', 24, '2020-01-01', 'House rule: a contractor may still add times and photos for a day after the job'),
  ('taxiMostFen', 30000, '2020-01-01', 'House rule: what is paid back of a taxi in the guarantee'),
  ('hotelMostFen', 40000, '2020-01-01', 'House rule: a night, per person'),
  ('trainMostFen', 60000, '2020-01-01', 'House rule: second class to home'),
  ('guaranteeMonths', 36, '2022-01-01', '家用汽车产品修理更换退货责任规定 (总局令第43号) 第18条: 包修期 at least three years or 60,000 km; the mileage is seen at check-in');
