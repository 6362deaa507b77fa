-- A slot also holds tools and claims parts; who finds none waits in line; who does not come books at short notice only.
alter table appointments.appointments add column tool_ids text[] not null default '{}';
alter table appointments.reservations drop constraint reservations_resource_kind_check;
alter table appointments.reservations add constraint reservations_resource_kind_check check (resource_kind in ('bay', 'staff', 'tool'));

-- What appointments will use of counted parts. No customer's data, like the reservations.
create table appointments.part_claims (
  appointment_id text not null,
  outlet_id text not null,
  brand_id text not null,
  code text not null,
  quantity int not null check (quantity > 0),
  on_day date not null,
  primary key (appointment_id, code)
);
create index on appointments.part_claims (outlet_id, brand_id, code);

create table appointments.waiting (
  id text primary key,
  brand_id text not null,
  owner_id text not null,
  vehicle_id text not null,
  case_id text,
  outlet_id text not null,
  operations jsonb not null,
  from_on date not null,
  to_on date not null check (to_on >= from_on),
  state text not null check (state in ('waiting', 'offered', 'taken', 'left', 'ended')),
  joined_at timestamptz not null,
  -- The place in line; a missed offer goes to the end.
  line_at timestamptz not null,
  offered_at timestamptz,
  offer_starts_at timestamptz,
  offer_until timestamptz,
  missed_offers int not null default 0,
  ended_why text,
  appointment_id text,
  version int not null default 1
);
create unique index one_place_in_line on appointments.waiting (vehicle_id, outlet_id) where state in ('waiting', 'offered');
create index on appointments.waiting (outlet_id, line_at) where state in ('waiting', 'offered');
create index on appointments.waiting (owner_id, joined_at);
call platform.wall('appointments.waiting');

insert into appointments.rules (name, value, valid_from, source) values
  ('offerMin', 60, '2020-01-01', 'house rule: how long an offered slot is kept for the first in line'),
  ('offerFromHour', 8, '2020-01-01', 'house rule: before this hour an offer’s time does not run'),
  ('offerUntilHour', 21, '2020-01-01', 'house rule: from this hour an offer’s time does not run until the morning'),
  ('offerLeadMin', 90, '2020-01-01', 'house rule: a slot that starts sooner is offered to nobody in line'),
  ('mostMissedOffers', 2, '2020-01-01', 'house rule: who lets so many offers pass leaves the line'),
  ('noShowLimit', 2, '2020-01-01', 'house rule: so many missed visits within noShowDays restrict self-booking'),
  ('noShowDays', 180, '2020-01-01', 'house rule: how long a missed visit counts'),
  ('noShowHorizonDays', 1, '2020-01-01', 'house rule: who missed too often books for himself only so far ahead; the desk may do more');
