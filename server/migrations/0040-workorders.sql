-- Work orders: one visit's contract. Lines carry who pays and what the owner answered; work is kept in spells.
create schema workorders;
create table workorders.work_orders (
  id text primary key, number text not null unique, brand_id text not null, owner_id text not null, vehicle_id text not null, vin text not null,
  case_id text not null, outlet_id text not null, appointment_id text, book_id text not null, tier int not null,
  state text not null check (state in ('checkedIn', 'diagnosed', 'quoted', 'approved', 'inProgress', 'inspection', 'ready', 'handedBack', 'cancelled')),
  hold_reason text, check_in jsonb not null, diagnosis jsonb, promised_at timestamptz not null, promises jsonb not null, promise_warned_at timestamptz, promise_missed_at timestamptz,
  estimate_version int not null default 0, inspection jsonb, handed_back jsonb, settled boolean not null default false,
  checked_in_at timestamptz not null, checked_in_by text not null, finished_at timestamptz, handed_back_at timestamptz, version int not null default 1
);
create index on workorders.work_orders (outlet_id, checked_in_at desc);
create index on workorders.work_orders (case_id);
create index on workorders.work_orders (owner_id, checked_in_at desc);
create unique index one_open_per_appointment on workorders.work_orders (appointment_id) where state <> 'cancelled';
call platform.wall('workorders.work_orders');

create table workorders.lines (
  id text primary key, work_order_id text not null, brand_id text not null, owner_id text not null, position int not null, estimate_version int not null,
  kind text not null, code text not null, for_operation text, name text not null, name_en text not null, quantity int not null, unit_fen int not null, total_fen int not null,
  hv boolean not null, safety boolean not null, pay_type text not null, owner_fen int not null, pay_reason text not null, goodwill_by text, goodwill_ok_by text,
  answer text not null default 'draft' check (answer in ('draft', 'sent', 'approved', 'declined', 'asked')), answered_at timestamptz, answered_by text, answer_channel text, answer_words text, proof text,
  done boolean not null default false
);
create index on workorders.lines (work_order_id, position);
call platform.wall('workorders.lines');

create table workorders.spells (
  id text primary key, work_order_id text not null, brand_id text not null, technician_id text not null, technician_name text not null, guardian_id text, guardian_name text,
  hv boolean not null, started_at timestamptz not null, stopped_at timestamptz, stop_reason text, note text
);
create unique index one_running_per_person on workorders.spells (technician_id) where stopped_at is null;
create index on workorders.spells (work_order_id);
call platform.wall('workorders.spells');

create table workorders.lock_outs (
  id text primary key, work_order_id text not null, brand_id text not null, measured_v double precision not null, meter text not null, by_id text not null, by_name text not null, at timestamptz not null,
  released_by_id text, released_by_name text, released_at timestamptz
);
create index on workorders.lock_outs (work_order_id);
call platform.wall('workorders.lock_outs');

-- Who pays when: legal minimum of the repair warranty, and the makers' promises, by the day of the event.
create table workorders.rules (name text not null, value int not null, valid_from date not null, valid_to date, source text not null, primary key (name, valid_from));
insert into workorders.rules (name, value, valid_from, source) values
  ('repairWarrantyMonths', 36, '2022-01-01', 'SAMR Order 43 (2021) art. 18: at least 3 years or 60,000 km'),
  ('repairWarrantyKm', 60000, '2022-01-01', 'SAMR Order 43 (2021) art. 18'),
  ('evCoreMonths', 96, '2016-01-01', 'makers'' promise on EV core parts: 8 years or 120,000 km'),
  ('evCoreKm', 120000, '2016-01-01', 'makers'' promise on EV core parts'),
  ('wearMonths', 6, '2022-01-01', 'house default for wear parts, stated in the certificate (SAMR Order 43 art. 9(6))'),
  ('wearKm', 10000, '2022-01-01', 'house default for wear parts'),
  ('hvSafeVolts', 60, '2020-01-01', 'absence of voltage before work: below 60 V DC');
