-- Loaner cars, who has one until when, what was seen at hand-over and return, and what was charged afterwards.
create schema loaners;
create table loaners.cars (
  id text primary key,
  brand_id text not null,
  outlet_id text not null,
  plate_no text not null,
  model_name text not null,
  model_name_en text not null,
  odometer_km int not null,
  soc_pct int not null check (soc_pct between 0 and 100),
  insured_until date not null,
  in_use boolean not null default true,
  note text,
  version int not null default 1,
  unique (plate_no)
);
create index on loaners.cars (outlet_id);
call platform.wall('loaners.cars');

create table loaners.loans (
  id text primary key,
  number text not null unique,
  brand_id text not null,
  owner_id text not null,
  vehicle_id text not null,
  case_id text,
  outlet_id text not null,
  car_id text not null,
  state text not null check (state in ('reserved', 'contracted', 'out', 'returned', 'settled', 'cancelled')),
  ground text not null check (ground in ('owed', 'longStay', 'goodwill')),
  ground_rule text not null,
  from_at timestamptz not null,
  until_at timestamptz not null check (until_at > from_at),
  contract jsonb,
  out_record jsonb,
  back_record jsonb,
  deposit_fen int not null default 0 check (deposit_fen >= 0),
  deposit_back_fen int,
  fines_until date,
  ended_why text,
  reserved_by text not null,
  reserved_at timestamptz not null,
  version int not null default 1,
  constraint no_double_loan exclude using gist (car_id with =, tstzrange(from_at, until_at) with &&) where (state in ('reserved', 'contracted', 'out'))
);
create unique index one_loan_per_car_in_service on loaners.loans (vehicle_id) where state in ('reserved', 'contracted', 'out');
create index on loaners.loans (outlet_id, state);
create index on loaners.loans (owner_id, reserved_at);
call platform.wall('loaners.loans');

create table loaners.charges (
  id text primary key,
  loan_id text not null,
  brand_id text not null,
  owner_id text not null,
  kind text not null check (kind in ('damage', 'charging', 'toll', 'fine', 'late', 'cleaning')),
  what text not null,
  fen int not null check (fen > 0),
  happened_at timestamptz not null,
  proof_file_id text,
  added_at timestamptz not null,
  added_by text not null
);
create index on loaners.charges (loan_id);
call platform.wall('loaners.charges');

create table loaners.rules (
  name text not null,
  value int not null,
  valid_from date not null,
  valid_to date,
  source text not null,
  primary key (name, valid_from)
);
insert into loaners.rules (name, value, valid_from, source) values
  ('longStayHours', 24, '2020-01-01', 'house rule: who leaves the car for at least a day may be lent one'),
  ('mostDays', 30, '2020-01-01', 'house rule: one contract is for thirty days at most'),
  ('finesDays', 30, '2020-01-01', 'house rule: a fine from a camera is known within a month; the deposit waits for it'),
  ('depositFen', 200000, '2020-01-01', 'house rule: deposit of a lent car, unless it is owed by law'),
  ('fenPerSocPct', 150, '2020-01-01', 'house rule: what a percent of charge that is missing costs'),
  ('socTolerancePct', 5, '2020-01-01', 'house rule: so much less charge is nobody’s debt'),
  ('lateFenPerDay', 20000, '2020-01-01', 'house rule: a day begun after the agreed return');
