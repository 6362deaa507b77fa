-- Appointments and what they reserve. Reservations hold no customer's data, so that brands which share an outlet see
-- each other's time and nothing else; the exclusion makes a double sale impossible whatever the program does.
create schema appointments;
create table appointments.appointments (
  id text primary key,
  number text not null unique,
  brand_id text not null,
  owner_id text not null,
  vehicle_id text not null,
  vin text not null,
  case_id text not null,
  outlet_id text not null,
  operations jsonb not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  technician_id text not null,
  guardian_id text,
  bay_id text not null,
  state text not null check (state in ('booked', 'arrived', 'inWork', 'done', 'cancelled', 'noShow')),
  words text,
  booked_by text not null,
  booked_at timestamptz not null,
  arrived_at timestamptz,
  ended_why text,
  version int not null default 1
);
create unique index one_open_per_case on appointments.appointments (case_id) where state in ('booked', 'arrived', 'inWork');
create index on appointments.appointments (outlet_id, starts_at);
create index on appointments.appointments (owner_id, starts_at);
create index on appointments.appointments (state, starts_at);
create index on appointments.appointments (case_id);
call platform.wall('appointments.appointments');

create table appointments.reservations (
  appointment_id text not null,
  outlet_id text not null,
  resource_kind text not null check (resource_kind in ('bay', 'staff')),
  resource_id text not null,
  during tstzrange not null,
  primary key (appointment_id, resource_kind, resource_id),
  constraint no_double_sale exclude using gist (resource_id with =, during with &&)
);
create index on appointments.reservations using gist (outlet_id, during);

-- Numbers of the house's booking rules, with the days from which they count.
create table appointments.rules (
  name text not null,
  value int not null,
  valid_from date not null,
  valid_to date,
  source text not null,
  primary key (name, valid_from)
);
insert into appointments.rules (name, value, valid_from, source) values
  ('reservePct', 15, '2020-01-01', 'house rule: share of bay hours kept for walk-ins and tow-ins until two hours before'),
  ('reserveUntilHours', 2, '2020-01-01', 'house rule: from then on the reserve is given away too'),
  ('receptionMin', 30, '2020-01-01', 'house rule: reception, walk-around and hand-back beside the labour time'),
  ('rasterMin', 30, '2020-01-01', 'house rule: slots start on the half hour'),
  ('graceMin', 30, '2020-01-01', 'house rule: how late a car may come before its slot is given away'),
  ('horizonDays', 60, '2020-01-01', 'house rule: how far ahead may be booked');
