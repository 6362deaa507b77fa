-- The history of vehicle data: Parquet files in a lake, and here which files count, how far the journal has been written
-- into them, what each car's days were like, and how long a brand keeps its history.

-- The files that count. A file that is on this list is whole; one that is not does not count, whatever lies in the lake.
create table telemetry.history_files (
  name text primary key,
  brand_id text not null,
  -- The Beijing day on which the frames were collected.
  on_day date not null,
  bucket int not null,
  buckets int not null,
  row_count bigint not null,
  byte_count bigint not null,
  first_vin text not null,
  last_vin text not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  written_at timestamptz not null,
  -- Since when it no longer counts: merged into another, or forgotten by rule. The bytes are removed a little later.
  gone_at timestamptz
);
create index on telemetry.history_files (brand_id, on_day, bucket) where gone_at is null;
create index on telemetry.history_files (gone_at) where gone_at is not null;
call platform.wall('telemetry.history_files');

-- How far each part of the stream is in the lake. Where the history's reader stands is in platform.cursors, moved in the
-- transaction that puts the files on the list.
create table telemetry.history_parts (
  part int primary key,
  -- Everything received until then is in the lake, but for what came from cars nobody had registered.
  written_to timestamptz not null,
  moved_at timestamptz not null,
  -- where the reader stood when the history was switched off
  left_at bigint
);

-- Frames of cars that were registered after they had begun to speak: they come behind the cursor, and are written from
-- here. They came before everything the stream still has, so their numbers are lower.
create table telemetry.history_late (
  id bigint primary key generated always as identity (minvalue -9000000000000000 start with -9000000000000000),
  part int not null,
  vin text not null,
  edition smallint not null,
  command smallint not null,
  bytes bytea not null,
  received_at timestamptz not null
);
create index on telemetry.history_late (part, id);

-- What each car's days were at their worst; what sister cars are compared by.
create table telemetry.vehicle_days (
  vin text not null,
  on_day date not null,
  brand_id text not null,
  cell_spread_max_mv int,
  temp_max_c real,
  temp_min_c real,
  insulation_min_kohm real,
  lv_battery_min_mv int,
  soc_min_pct real,
  odometer_min_km double precision,
  odometer_max_km double precision,
  primary key (vin, on_day)
);
create index on telemetry.vehicle_days (on_day);
call platform.wall('telemetry.vehicle_days');

-- How many days history is kept, from which day on that holds, and why. Brand '*' is the house's own.
create table telemetry.history_rules (
  id text primary key,
  brand_id text not null,
  from_on date not null,
  keep_days int not null check (keep_days between 30 and 36500),
  source text not null,
  set_by text not null,
  set_at timestamptz not null,
  unique (brand_id, from_on)
);
insert into telemetry.history_rules (id, brand_id, from_on, keep_days, source, set_by, set_at) values
('house', '*', '2026-01-01', 5475,
 'MIIT access requirements 2026 (life-cycle and safety data: at least the product life, here 15 years); PIPL §19 forbids longer than needed', 'house', '2026-01-01T00:00:00Z');
