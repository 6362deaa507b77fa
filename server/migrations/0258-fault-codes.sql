-- What makers' fault codes mean, by brand and model and by the day from which a meaning holds; sheets that brought them; and
-- which codes a car named lately, of its present owner's time and of those before.
create table telemetry.fault_codes (
  id text primary key,
  brand_id text not null,
  model_id text not null,
  -- Four bytes in hexadecimal, as the car sends them.
  code text not null check (code ~ '^[0-9A-F]{8}$'),
  -- What people call it (P0AA6).
  name text,
  valid_from date not null,
  component text not null,
  component_en text not null,
  title text not null,
  title_en text not null,
  meaning text not null,
  meaning_en text not null,
  severity text not null check (severity in ('stopNow', 'soon', 'book', 'note')),
  advice text not null,
  advice_en text not null,
  operation_code text,
  article_id text,
  source text not null,
  by_name text not null,
  version int not null default 1,
  unique (brand_id, model_id, code, valid_from)
);
call platform.wall('telemetry.fault_codes');

create table telemetry.fault_sheets (
  id text primary key,
  brand_id text not null,
  file_name text not null,
  state text not null check (state in ('checked', 'applied', 'undone')),
  rows jsonb not null,
  made jsonb not null default '[]',
  by_name text not null,
  checked_at timestamptz not null,
  version int not null default 1
);
create index on telemetry.fault_sheets (brand_id, checked_at);
call platform.wall('telemetry.fault_sheets');

create table telemetry.reported_faults (
  vin text not null,
  owner_id text not null,
  part text not null check (part in ('battery', 'motor', 'engine', 'other')),
  code text not null,
  brand_id text not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (vin, owner_id, part, code)
);
create index on telemetry.reported_faults (last_at);
call platform.wall('telemetry.reported_faults');
