-- The alliance, its brands and their models. Public knowledge: no walls here.
create schema brands;

create table brands.alliance (
  id int primary key default 1 check (id = 1),
  name text not null,
  name_en text not null,
  version int not null default 1
);

create table brands.brands (
  id text primary key,
  name text not null,
  name_en text not null,
  hotline text not null,
  added_at timestamptz not null,
  version int not null default 1
);

create table brands.models (
  id text primary key,
  brand_id text not null references brands.brands,
  name text not null,
  name_en text not null,
  chemistry text not null check (chemistry in ('NCM', 'LFP')),
  cell_count int not null,
  probe_count int not null,
  battery_kwh numeric(6, 2) not null,
  range_km int not null,
  -- What the maker states in the three-guarantees certificate: the pack may not fall below it within the period.
  three_guarantees_min_soh_pct int not null,
  repair_warranty_min_soh_pct int not null,
  added_at timestamptz not null,
  version int not null default 1
);
create index on brands.models (brand_id);
