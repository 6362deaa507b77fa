-- Who drives where and when: the vehicles of an outlet, the jobs at people's places, the plan of a day and how it went.
-- Vehicles, plans and stock hold no customer's data; jobs stand behind the walls.
create schema dispatch;
create table dispatch.vans (
  id text primary key,
  outlet_id text not null,
  name text not null,
  kind text not null check (kind in ('serviceVan', 'driver', 'flatbed', 'wheelLift')),
  plate_no text,
  -- Who usually drives it.
  staff_id text,
  tools text[] not null default '{}',
  height_cm int not null default 200 check (height_cm between 0 and 450),
  -- Where it stands at night; the outlet when nothing is said.
  lon double precision,
  lat double precision,
  shift_from text not null default '08:30',
  shift_until text not null default '18:00',
  overtime_min int not null default 60 check (overtime_min between 0 and 240),
  break_from text not null default '11:30',
  break_until text not null default '13:30',
  break_min int not null default 45 check (break_min between 0 and 120),
  in_use boolean not null default true,
  version int not null default 1,
  unique (outlet_id, name)
);
create index on dispatch.vans (outlet_id);
create index on dispatch.vans (staff_id);

-- What is different on one day: another driver, or off the road from a moment on.
create table dispatch.van_days (
  van_id text not null,
  on_day date not null,
  staff_id text,
  off_from timestamptz,
  off_why text check (off_why in ('ill', 'broken', 'away')),
  primary key (van_id, on_day)
);
create table dispatch.positions (
  van_id text primary key,
  at timestamptz not null,
  lon double precision not null,
  lat double precision not null
);
create table dispatch.stock (
  van_id text not null,
  brand_id text not null,
  code text not null,
  quantity int not null check (quantity >= 0),
  -- So many should lie on board in the morning whatever is planned.
  keep int not null default 0 check (keep >= 0),
  primary key (van_id, brand_id, code)
);

create table dispatch.jobs (
  id text primary key,
  number text not null unique,
  kind text not null check (kind in ('homeVisit', 'pickUp', 'return', 'rescue')),
  -- What it was opened for: the same is opened once.
  reference text,
  brand_id text not null,
  owner_id text not null,
  vehicle_id text not null,
  vin text not null,
  case_id text,
  outlet_id text not null,
  state text not null check (state in ('waiting', 'planned', 'departed', 'arrived', 'working', 'carrying', 'finished', 'failed', 'cancelled')),
  operations jsonb not null default '[]',
  parts jsonb not null default '[]',
  needs jsonb not null default '{}',
  words text,
  place jsonb not null,
  to_place jsonb,
  service_min int not null check (service_min between 1 and 720),
  on_day date not null,
  window_from timestamptz not null,
  window_until timestamptz not null check (window_until >= window_from),
  urgent boolean not null default false,
  readiness jsonb not null default '{}',
  van_id text,
  staff_id text,
  seq int,
  planned_from timestamptz,
  planned_until timestamptz,
  pinned boolean not null default false,
  told_from timestamptz,
  told_until timestamptz,
  departed_at timestamptz,
  arrived_at timestamptz,
  started_at timestamptz,
  carried_at timestamptz,
  ended_at timestamptz,
  ended_why text,
  codes jsonb not null default '{}',
  code_tries int not null default 0,
  hand_overs jsonb not null default '{}',
  most_km int,
  opened_by text not null,
  opened_at timestamptz not null,
  version int not null default 1
);
create unique index one_job_per_reference on dispatch.jobs (kind, reference) where reference is not null;
create index on dispatch.jobs (outlet_id, on_day);
create index on dispatch.jobs (owner_id, on_day);
create index on dispatch.jobs (staff_id, on_day) where staff_id is not null;
create index on dispatch.jobs (case_id) where case_id is not null;
call platform.wall('dispatch.jobs');

-- What a phone reported, with the phone's clock beside the server's. The client's id is heard once.
create table dispatch.marks (
  client_id text primary key,
  job_id text not null,
  brand_id text not null,
  move text not null,
  staff_id text not null,
  phone_at timestamptz not null,
  server_at timestamptz not null,
  reason text,
  words text
);
create index on dispatch.marks (job_id);
call platform.wall('dispatch.marks');

create table dispatch.plans (
  outlet_id text not null,
  on_day date not null,
  version int not null,
  content jsonb not null,
  what text not null,
  by text not null,
  at timestamptz not null,
  primary key (outlet_id, on_day, version)
);

create table dispatch.rules (
  name text not null,
  value int not null,
  valid_from date not null,
  valid_to date,
  source text not null,
  primary key (name, valid_from)
);
insert into dispatch.rules (name, value, valid_from, source) values
  ('roadFactorPct', 135, '2020-01-01', 'house rule: roads are so much longer than the straight line; compare with the solver''s README'),
  ('cityKmPerHour', 32, '2020-01-01', 'house rule: door to door at a quiet hour'),
  ('longKmPerHour', 70, '2020-01-01', 'house rule: what lies beyond fifteen kilometres of a leg'),
  ('peakPct', 145, '2020-01-01', 'house rule: from 7 to 9 and from 17 to 19 o''clock a leg takes so much of its quiet time'),
  ('dayPct', 112, '2020-01-01', 'house rule: the hours between the peaks'),
  ('truckPct', 125, '2020-01-01', 'house rule: a truck takes so much of a car''s time'),
  ('handOverMin', 15, '2020-01-01', 'house rule: photos, code, mileage and charge at either end of a pick-up'),
  ('windowMin', 120, '2020-01-01', 'house rule: the width of the arrival window that an owner is promised'),
  ('horizonDays', 14, '2020-01-01', 'house rule: how far ahead home visits may be asked for'),
  ('leadMin', 90, '2020-01-01', 'house rule: a window that ends sooner is not offered'),
  ('planHour', 20, '2020-01-01', 'house rule: from this hour on the next day is planned and owners are told'),
  ('graceMin', 15, '2020-01-01', 'house rule: a technician waits so long for an owner who is not there'),
  ('leastSocPct', 10, '2020-01-01', 'house rule: a car with less charge is not driven away, but carried'),
  ('mostKmOverPct', 150, '2020-01-01', 'house rule: a pick-up may drive so much of the reckoned way, and five kilometres'),
  ('codeTries', 5, '2020-01-01', 'house rule: so many wrong codes, then the desk gives a new one'),
  ('travelPricePerMin', 100, '2020-01-01', 'house rule: fen of a minute on the road'),
  ('kmPrice', 120, '2020-01-01', 'house rule: fen of a kilometre'),
  ('overtimePricePerMin', 150, '2020-01-01', 'house rule: fen of a minute after the shift, beside the minute itself'),
  ('leaveOutPrice', 80000, '2020-01-01', 'house rule: fen of a promised visit that is left to another day'),
  ('otherVanPrice', 1500, '2020-01-01', 'house rule: fen of giving a known visit to somebody else'),
  ('movedTimePricePerMin', 40, '2020-01-01', 'house rule: fen of a minute by which a known time moves'),
  ('tellFromMin', 15, '2020-01-01', 'house rule: an owner is told of a time that moves by more');
