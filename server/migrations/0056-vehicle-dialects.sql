-- How terminals speak where the standard leaves a choice: settings of all cars whose VIN begins so, from a moment on. Settings
-- are never changed: one that is wrong ends, and another begins. No customers' rows.
create table gateway.dialects (
  id text primary key,
  name text not null,
  vin_prefix text not null,
  from_at timestamptz not null,
  until_at timestamptz,
  -- Where the settings are known from: the maker's manual, a recording.
  source text not null,
  settings jsonb not null,
  added_at timestamptz not null,
  version int not null default 1
);
