-- Special tools with their dates of calibration, and who works when. No walls: outlets and their people are shared.
create table network.tools (
  id text primary key,
  outlet_id text not null references network.outlets,
  kind text not null,
  name text not null,
  serial_no text not null,
  calibrated_on date,
  -- The last day on which it may be used; null for what is not calibrated.
  calibration_due_on date,
  calibration_no text,
  in_use boolean not null default true,
  version int not null default 1,
  unique (outlet_id, serial_no)
);

-- A planned day of a technician at an outlet; without hours it is a day off. A day that is not planned follows the opening hours.
create table network.shifts (
  staff_id text not null,
  outlet_id text not null,
  on_day date not null,
  starts text,
  ends text,
  primary key (staff_id, outlet_id, on_day),
  check ((starts is null) = (ends is null) and (starts is null or starts < ends))
);
create index on network.shifts (outlet_id, on_day);

create table network.swaps (
  id text primary key,
  outlet_id text not null,
  asker_id text not null,
  other_id text not null,
  asker_day date not null,
  other_day date not null,
  state text not null check (state in ('asked', 'accepted', 'refused', 'withdrawn')),
  asked_at timestamptz not null,
  answered_at timestamptz,
  version int not null default 1
);
create unique index one_open_swap on network.swaps (asker_id, asker_day) where state = 'asked';
create index on network.swaps (outlet_id, state);
