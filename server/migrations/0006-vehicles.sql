-- The register of cars. The VIN is the key; plates and owners change and are kept with their days.
create schema vehicles;

create table vehicles.vehicles (
  vin text primary key,
  -- What lists and links carry instead of the VIN.
  id text not null unique,
  brand_id text not null,
  model_id text not null,
  -- As the car was sold.
  model_name text not null,
  model_name_en text not null,
  owner_id text not null,
  plate_no text,
  colour text not null,
  delivered_on date,
  usage_nature text not null check (usage_nature in ('household', 'commercial')),
  added_at timestamptz not null,
  version int not null default 1
);
create index on vehicles.vehicles (owner_id);
create index on vehicles.vehicles (brand_id, added_at);
create index on vehicles.vehicles (plate_no);
create index on vehicles.vehicles (right(vin, 6));
call platform.wall('vehicles.vehicles');

create table vehicles.plates (
  id text primary key,
  vin text not null references vehicles.vehicles,
  brand_id text not null,
  owner_id text not null,
  plate_no text not null,
  from_on date not null,
  to_on date
);
create index on vehicles.plates (vin, from_on);
create index on vehicles.plates (plate_no);
create unique index on vehicles.plates (vin) where to_on is null;
call platform.wall('vehicles.plates');

create table vehicles.ownerships (
  id text primary key,
  vin text not null references vehicles.vehicles,
  brand_id text not null,
  owner_id text not null,
  from_on date not null,
  to_on date
);
create index on vehicles.ownerships (vin, from_on);
create index on vehicles.ownerships (owner_id);
create unique index on vehicles.ownerships (vin) where to_on is null;
call platform.wall('vehicles.ownerships');
