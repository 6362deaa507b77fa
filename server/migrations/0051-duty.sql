-- Who is on call when, and whom a dangerous alarm called.
create schema duty;

create table duty.shifts (
  id text primary key,
  brand_id text not null,
  -- Null: for the whole brand.
  outlet_id text,
  staff_id text not null,
  staff_name text not null,
  phone text not null,
  -- 1 is called first, 2 when nobody answers, 3 after that.
  turn smallint not null check (turn between 1 and 3),
  from_at timestamptz not null,
  until_at timestamptz not null check (until_at > from_at),
  by_name text not null,
  added_at timestamptz not null,
  dropped_at timestamptz
);
create index on duty.shifts (brand_id, until_at) where dropped_at is null;
call platform.wall('duty.shifts');

-- One row per call; the calls of an alert and severity follow each other until one is answered.
create table duty.calls (
  id text primary key,
  alert_id text not null,
  brand_id text not null,
  severity smallint not null,
  nth smallint not null,
  shift_id text not null references duty.shifts,
  staff_id text not null,
  staff_name text not null,
  phone text not null,
  called_at timestamptz not null,
  answer_by_at timestamptz not null,
  sent_at timestamptz,
  tries int not null default 0,
  last_error text,
  answered_at timestamptz,
  answered_by text,
  -- The next one was called, or the managers were told.
  climbed_at timestamptz,
  unique (alert_id, severity, nth)
);
create index on duty.calls (answer_by_at) where answered_at is null and climbed_at is null;
create index on duty.calls (called_at desc, id);
call platform.wall('duty.calls');

create table duty.numbers (
  name text not null,
  value int not null,
  valid_from date not null,
  valid_to date,
  source text not null,
  primary key (name, valid_from)
);
insert into duty.numbers (name, value, valid_from, source) values
  ('answerWithinSeconds', 60, '2020-01-01', 'House rule: a danger reaches a person within a minute; who does not answer within another is passed over'),
  ('mostCalls', 12, '2020-01-01', 'House rule: then the managers are told that nobody answers');
