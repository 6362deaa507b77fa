-- The whole life of an alert, versions of rules, storms, cars in a workshop, and areas of bad weather.
alter table alerts.rules add column case_up_to smallint not null default 4 check (case_up_to between 0 and 4);

-- Every version a rule ever had; rows are never changed.
create table alerts.rule_versions (
  kind text not null,
  brand_id text not null,
  version int not null,
  enabled boolean not null,
  clear_hold_seconds int not null,
  case_up_to smallint not null,
  conditions jsonb not null,
  why text,
  by_name text not null,
  at timestamptz not null,
  primary key (kind, brand_id, version)
);

alter table alerts.alerts
  add column state text not null default 'raised' check (state in ('raised', 'escalated', 'deEscalated', 'cleared')),
  add column worst_severity smallint not null default 4 check (worst_severity between 1 and 4),
  -- The alert of the same kind that was cleared before this one began anew.
  add column follows_id text,
  add column storm_id text,
  -- Raised while the car was in a workshop.
  add column in_maintenance boolean not null default false;
update alerts.alerts set worst_severity = severity, state = case when cleared_at is null then 'raised' else 'cleared' end;
create index on alerts.alerts (brand_id, kind, told_at) where cleared_at is null;
create index on alerts.alerts (storm_id, told_at) where storm_id is not null;

-- The same trouble of many cars within minutes: told as one.
create table alerts.storms (
  id text primary key,
  number text not null unique,
  brand_id text not null,
  kind text not null,
  -- What the cars have in common: 'model:…', 'area:…' (a tenth of a degree) or 'brand'.
  shared text not null,
  began_at timestamptz not null,
  last_at timestamptz not null,
  ended_at timestamptz,
  cars int not null
);
create unique index on alerts.storms (brand_id, kind, shared) where ended_at is null;
create index on alerts.storms (began_at desc, id);
call platform.wall('alerts.storms');

-- Cars in a workshop: what they signal is kept and wakes nobody, dangers to life excepted.
create table alerts.maintenance (
  id text primary key,
  vin text not null,
  brand_id text not null,
  owner_id text not null,
  -- The visit that began it; null where a person did.
  work_order_id text unique,
  why text,
  by_name text not null,
  since_at timestamptz not null,
  until_at timestamptz,
  ended_at timestamptz
);
create unique index on alerts.maintenance (vin) where ended_at is null;
create index on alerts.maintenance (since_at desc, id);
call platform.wall('alerts.maintenance');

-- Weather belongs to nobody: no wall. Places of cars are not kept here, only which cars were inside.
create table alerts.areas (
  id text primary key,
  kind text not null check (kind in ('heat', 'frost', 'flood', 'rainstorm')),
  level smallint not null check (level between 1 and 4),
  name text not null,
  name_en text not null,
  -- [[lon, lat], …] WGS-84, closed by itself.
  outline jsonb not null,
  from_at timestamptz not null,
  to_at timestamptz not null check (to_at > from_at),
  source text not null,
  source_key text,
  by_name text not null,
  entered_at timestamptz not null,
  ended_at timestamptz,
  ended_why text,
  version int not null default 1
);
create unique index on alerts.areas (source, source_key) where source_key is not null;
create index on alerts.areas (to_at desc, id);

create table alerts.area_cars (
  area_id text not null references alerts.areas,
  vin text not null,
  brand_id text not null,
  owner_id text not null,
  entered_at timestamptz not null,
  left_at timestamptz,
  primary key (area_id, vin)
);
create index on alerts.area_cars (vin) where left_at is null;
call platform.wall('alerts.area_cars');

create table alerts.numbers (
  name text not null,
  value int not null,
  valid_from date not null,
  valid_to date,
  source text not null,
  primary key (name, valid_from)
);
insert into alerts.numbers (name, value, valid_from, source) values
  ('stormCars', 8, '2020-01-01', 'House rule: so many cars with the same trouble are one storm'),
  ('stormWithinMinutes', 10, '2020-01-01', 'House rule: within so many minutes'),
  ('stormOverAfterMinutes', 30, '2020-01-01', 'House rule: a storm is over when no car has joined it for so long');

insert into alerts.rules (kind, enabled, clear_hold_seconds, case_up_to, source, conditions) values
('makerFlags', true, 120, 3,
 'General alarm flags of GB/T 32960.3 7.7.1: 12 DC/DC temperature, 14 DC/DC state, 15 motor controller temperature, 17 motor temperature',
 '[{"quantity":"flagLevel","flags":[12,14,15,17],"is":"atLeast","threshold":3,"clearAt":2,"holdSeconds":0,"severity":2},
   {"quantity":"flagLevel","flags":[12,14,15,17],"is":"atLeast","threshold":1,"clearAt":0,"holdSeconds":30,"severity":3}]'),
('standingDrain', false, 600, 3, 'The house''s own: more than 1.8 % an hour while parked; off until tried on the fleet at hand',
 '[{"quantity":"changePerMin","signal":"socPct","windowSeconds":3600,"when":"parked","is":"atMost","threshold":-0.03,"clearAt":-0.01,"holdSeconds":0,"severity":3}]'),
('wentSilent', true, 0, 1, 'GB/T 32960.3 asks a running car to report every 30 s; the times are the house''s own. A car that falls silent while it is in danger may be burning',
 '[{"quantity":"silentInDangerSeconds","is":"atLeast","threshold":120,"clearAt":0,"holdSeconds":0,"severity":1},
   {"quantity":"silentSeconds","is":"atLeast","threshold":3600,"clearAt":0,"holdSeconds":0,"severity":4}]'),
('sensorGone', true, 60, 3, 'The house''s own: a car that is on and no longer says what its rules of safety stand on',
 '[{"quantity":"missingSeconds","signal":"tempMaxC","is":"atLeast","threshold":900,"clearAt":0,"holdSeconds":0,"severity":3},
   {"quantity":"missingSeconds","signal":"insulationKohm","is":"atLeast","threshold":900,"clearAt":0,"holdSeconds":0,"severity":4},
   {"quantity":"missingSeconds","signal":"cellSpreadMv","is":"atLeast","threshold":900,"clearAt":0,"holdSeconds":0,"severity":4}]'),
('badWeather', true, 0, 0, 'Levels of the China Meteorological Administration: 1 blue, 2 yellow, 3 orange, 4 red. Tells; opens no case',
 '[{"quantity":"weatherLevel","weather":["flood","rainstorm"],"is":"atLeast","threshold":3,"clearAt":2,"holdSeconds":0,"severity":3},
   {"quantity":"weatherLevel","weather":["heat","frost","flood","rainstorm"],"is":"atLeast","threshold":2,"clearAt":1,"holdSeconds":0,"severity":4}]');

insert into alerts.rule_versions (kind, brand_id, version, enabled, clear_hold_seconds, case_up_to, conditions, why, by_name, at)
  select kind, brand_id, version, enabled, clear_hold_seconds, case_up_to, conditions, source, 'CareLoop', changed_at from alerts.rules;
