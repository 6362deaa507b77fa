-- The vehicle stream as it comes in (journal), what the gateway turned away, and what telemetry made of it.

-- Frames as received, before anything is understood. Written before a frame is acknowledged; one row per content.
create table platform.journal (
  id bigint generated always as identity primary key,
  vin text not null,
  edition smallint not null,
  command smallint not null,
  sha bytea not null,
  bytes bytea not null,
  received_at timestamptz not null,
  connection_id text not null
);
create unique index on platform.journal (vin, sha);

create schema gateway;

-- Bytes that were no good frame, the newest few thousand, for the people who look after terminals.
create table gateway.rejected_frames (
  id bigint generated always as identity primary key,
  received_at timestamptz not null,
  connection_id text not null,
  peer text not null,
  vin text,
  reason text not null,
  bytes bytea not null
);

-- Each running gateway says every few seconds how it is, so that any process can show all of them.
create table gateway.gateways (
  id text primary key,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  state jsonb not null
);

create schema telemetry;

-- How far the journal has been read.
create table telemetry.cursors (
  name text primary key,
  position bigint not null,
  moved_at timestamptz not null
);

-- What each vehicle was last known to be; a field keeps its last known value.
create table telemetry.states (
  vin text primary key,
  brand_id text not null,
  owner_id text not null,
  seen_at timestamptz not null,
  received_at timestamptz not null,
  clock text not null,
  logged_in_at timestamptz,
  logged_out_at timestamptz,
  vehicle_state text,
  charging_state text,
  speed_kmh real,
  odometer_km double precision,
  soc_pct real,
  total_voltage_v real,
  current_a real,
  insulation_kohm real,
  cell_max_mv int,
  cell_max_no int,
  cell_min_mv int,
  cell_min_no int,
  temp_max_c real,
  temp_max_no int,
  temp_min_c real,
  temp_min_no int,
  alarm_level smallint,
  alarm_bits bigint,
  lon double precision,
  lat double precision,
  lv_battery_mv int
);
create index on telemetry.states (brand_id, seen_at);
call platform.wall('telemetry.states');

-- Readings of the last days, one per vehicle and moment.
create table telemetry.readings (
  vin text not null,
  at timestamptz not null,
  brand_id text not null,
  owner_id text not null,
  received_at timestamptz not null,
  clock text not null,
  reissued boolean not null,
  vehicle_state text,
  charging_state text,
  speed_kmh real,
  odometer_km double precision,
  soc_pct real,
  total_voltage_v real,
  current_a real,
  insulation_kohm real,
  cell_max_mv int,
  cell_max_no int,
  cell_min_mv int,
  cell_min_no int,
  temp_max_c real,
  temp_max_no int,
  temp_min_c real,
  temp_min_no int,
  alarm_level smallint,
  alarm_bits bigint,
  lon double precision,
  lat double precision,
  lv_battery_mv int,
  primary key (vin, at)
);
call platform.wall('telemetry.readings');

-- Vehicles that speak to us and are on no register. They belong to no brand yet, so no wall; only the operations of
-- administrators and service managers read them.
create table telemetry.strangers (
  vin text primary key,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  frames_count bigint not null,
  frames_kept bigint not null,
  last_bytes bytea not null,
  adopted_at timestamptz
);
create table telemetry.stranger_frames (
  id bigint primary key,
  vin text not null,
  edition smallint not null,
  command smallint not null,
  bytes bytea not null,
  received_at timestamptz not null,
  connection_id text not null
);
create index on telemetry.stranger_frames (vin, id);

-- What could not be understood inside frames that came through: how often, and the last one.
create table telemetry.defects (
  vin text not null,
  reason text not null,
  on_day date not null,
  count bigint not null,
  last_at timestamptz not null,
  last_bytes bytea not null,
  primary key (vin, reason, on_day)
);
