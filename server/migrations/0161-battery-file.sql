-- The battery file: packs and modules by their codes, where each was, its way to second life and recycler, quarantine.
create table batteries.units (
  id text primary key, code text not null, kind text not null check (kind in ('pack', 'module', 'cell')), brand_id text not null, model_id text, parsed jsonb not null,
  state text not null check (state in ('new', 'inCar', 'inPack', 'removed', 'quarantined', 'tested', 'stored', 'inTransit', 'secondLife', 'atRecycler', 'recycled', 'returnedToMaker')),
  title_kind text not null check (title_kind in ('carOwner', 'batteryCompany', 'maker')), title_name text, cascade_code text, weight_kg real, holder text, outlet_id text, state_since_at timestamptz not null,
  added_at timestamptz not null, version int not null default 1, unique (brand_id, code)
);
create index on batteries.units (brand_id, state);
call platform.wall('batteries.units');

-- Which car or pack carried a unit from when to when. What is installed on any past day can be read from it.
create table batteries.fittings (
  id text primary key, unit_id text not null, code text not null, kind text not null, brand_id text not null, in_kind text not null check (in_kind in ('car', 'pack')), in_key text not null,
  fit text not null check (fit in ('own', 'loan', 'swap')), from_at timestamptz not null, to_at timestamptz, why text not null, by_name text not null, check (to_at is null or to_at >= from_at)
);
create unique index on batteries.fittings (unit_id) where to_at is null;
-- one pack in a car at any moment
create unique index on batteries.fittings (in_key) where to_at is null and in_kind = 'car';
create index on batteries.fittings (in_key, from_at);
call platform.wall('batteries.fittings');

-- The chain of custody: every hand a unit went through, never changed.
create table batteries.steps (
  id text primary key, unit_id text not null, brand_id text not null, from_state text not null, to_state text not null, at timestamptz not null, by_name text not null,
  party_kind text, party_name text, weight_kg real, certificate_no text, words text
);
create index on batteries.steps (unit_id, at);
call platform.wall('batteries.steps');

-- What is owed to the regulator's platform, with its day.
create table batteries.traces (
  id text primary key, unit_id text not null, code text not null, kind text not null, brand_id text not null, step_id text, vin text, occurred_at timestamptz not null, due_on date not null,
  state text not null check (state in ('due', 'sent', 'accepted', 'rejected')), receipt_no text, removed_code text, party_name text, weight_kg real, certificate_no text, version int not null default 1
);
create index on batteries.traces (brand_id, state, due_on);
create index on batteries.traces (unit_id);
call platform.wall('batteries.traces');

-- Gaps in chains that were found by the clock; one row while it lasts.
create table batteries.gaps (kind text not null, unit_id text not null, code text not null, brand_id text not null, since_at timestamptz not null, data jsonb not null default '{}', primary key (kind, unit_id));
call platform.wall('batteries.gaps');

-- The pack code that a car said at its last login, where its edition says one.
create table batteries.said_codes (vin text primary key, brand_id text not null, code text not null, at timestamptz not null);
call platform.wall('batteries.said_codes');

-- A damaged battery that stands apart, and the bays it closes.
create table batteries.quarantines (
  id text primary key, brand_id text not null, outlet_id text not null, unit_id text, vin text, bay_ids text[] not null, place text not null, why text not null, from_at timestamptz not null, until_at timestamptz not null,
  clearance_m int not null, released_at timestamptz, released_words text, by_name text not null, version int not null default 1
);
create index on batteries.quarantines (outlet_id) where released_at is null;
create unique index on batteries.quarantines (coalesce(unit_id, vin)) where released_at is null;
call platform.wall('batteries.quarantines');
create table batteries.temperatures (id text primary key, quarantine_id text not null, brand_id text not null, at timestamptz not null, temp_c real not null, by_name text not null);
create index on batteries.temperatures (quarantine_id, at);
call platform.wall('batteries.temperatures');

insert into batteries.rules (name, value, unit, valid_from, source) values
  ('quarantineClearanceM', 15, 'm', '2020-01-01', 'Makers'' emergency guides (for example I-CAR CRN-1325: 50 ft); no national figure confirmed'),
  ('quarantineHours', 24, 'h', '2020-01-01', 'Makers'' emergency guides: watch at least 24 h'),
  ('quarantineCalmHours', 4, 'h', '2020-01-01', 'Engineering choice: readings of the last hours that must be calm'),
  ('quarantineRiseC', 3, '°C', '2020-01-01', 'Engineering choice: a rise over the first reading that starts the watch anew'),
  ('quarantineLogHours', 4, 'h', '2020-01-01', 'Engineering choice: the longest time between two readings'),
  ('traceServicedDays', 30, 'workingDays', '2018-08-01', '新能源汽车动力蓄电池回收利用溯源管理暂行规定 (2018) art. 10; the 2026 measure sets no other day that could be confirmed: please verify'),
  ('traceWasteDays', 30, 'workingDays', '2018-08-01', '溯源管理暂行规定 (2018) art. 11: in and out of a recovery point'),
  ('traceCascadeDays', 15, 'workingDays', '2018-08-01', '溯源管理暂行规定 (2018) art. 14'),
  ('traceRecycleDays', 30, 'workingDays', '2018-08-01', '溯源管理暂行规定 (2018) art. 15'),
  ('stuckRemovedDays', 14, 'd', '2020-01-01', 'House rule: a removed unit without a next hand'),
  ('stuckTransitDays', 7, 'd', '2020-01-01', 'House rule: a unit on the road without arrival');
