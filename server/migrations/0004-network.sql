-- Outlets, their bays, hours and people's certificates. Outlets are public and shared between brands: no walls here.
create schema network;

create table network.outlets (
  id text primary key,
  name text not null,
  name_en text not null,
  city text not null,
  city_en text not null,
  tier int not null check (tier between 1 and 4),
  kind text not null,
  address text not null,
  phone text not null,
  -- WGS-84
  lon double precision not null check (lon between -180 and 180),
  lat double precision not null check (lat between -90 and 90),
  brand_ids text[] not null,
  capabilities text[] not null,
  -- [{ weekday: 1..7, opens: '08:30', closes: '12:00' }, …]
  weekly_hours jsonb not null,
  opens_on_holidays boolean not null,
  added_at timestamptz not null,
  version int not null default 1
);
create index on network.outlets using gin (brand_ids);

-- A day that differs from the week; no periods means closed.
create table network.day_exceptions (
  outlet_id text not null references network.outlets,
  on_day date not null,
  periods jsonb not null,
  why text not null,
  primary key (outlet_id, on_day)
);

create table network.bays (
  id text primary key,
  outlet_id text not null references network.outlets,
  name text not null,
  capabilities text[] not null,
  in_use boolean not null default true,
  version int not null default 1,
  unique (outlet_id, name)
);

create table network.certificates (
  id text primary key,
  staff_id text not null,
  kind text not null,
  -- The maker whose cars it is for; null for all.
  maker_brand_id text,
  number text not null,
  valid_from date not null,
  valid_to date not null check (valid_to >= valid_from),
  proof_file_id text,
  withdrawn_at timestamptz,
  withdrawn_why text,
  unique (kind, number)
);
create index on network.certificates (staff_id);

create table network.absences (
  id text primary key,
  staff_id text not null,
  first_on date not null,
  last_on date not null check (last_on >= first_on),
  kind text not null,
  unique (staff_id, first_on)
);
create index on network.absences (staff_id, last_on);
