-- What people state about a repair, so that the guarantees count it rightly: who, when, why, and who looked at it again.
-- Nothing is changed afterwards: a second person answers once, and what was wrong is withdrawn with its reason.
create table warranty.statements (
  id text primary key, brand_id text not null, vin text not null, work_order_id text not null, kind text not null check (kind in ('fault', 'replaced', 'problem', 'deduction', 'exclusion')),
  body jsonb not null, words text not null, by_id text not null, by_name text not null, at timestamptz not null, needs_second boolean not null,
  second_id text, second_name text, second_at timestamptz, second_words text, agreed boolean,
  appeal_words text, appealed_at timestamptz, appeal_answer text, appeal_by text, appeal_at timestamptz, appeal_upheld boolean,
  withdrawn_by text, withdrawn_at timestamptz, withdrawn_why text
);
create index on warranty.statements (vin, at);
create index on warranty.statements (work_order_id);
call platform.wall('warranty.statements');

-- Which part of the repair list is which assembly or main part before the law, as the maker's parts list says.
create table warranty.part_map (
  brand_id text not null, part_code text not null, assembly text not null, part text, whole boolean not null, valid_from date not null, valid_to date, source text not null, primary key (brand_id, part_code, valid_from)
);
call platform.wall('warranty.part_map');

-- The certificate of the three guarantees: what the sale was, and the maker's coefficient of use.
create table warranty.certificates (
  vin text primary key, brand_id text not null, number text not null, invoiced_on date not null, price_fen int not null, coefficient_ppm int not null,
  seller_name text not null, seller_address text not null, seller_phone text not null, maker_name text not null, maker_address text not null, maker_phone text not null, produced_on date,
  tax_paid_fen int, tax_paid_on date, replaced_on date, replaces_vin text, by_id text not null, by_name text not null, at timestamptz not null, version int not null default 1
);
call platform.wall('warranty.certificates');

-- From day 6 of a repair the owner is owed a loaner car or travel money (art. 21): a duty that somebody holds until it is met.
create table warranty.mobility_duties (
  id text primary key, brand_id text not null, owner_id text not null, outlet_id text not null, vin text not null, vehicle_id text not null, work_order_id text not null unique, case_id text not null, number text not null,
  from_at timestamptz not null, raised_at timestamptz not null, holder_id text, holder_name text, held_at timestamptz,
  met_how text check (met_how in ('loanerCar', 'travelMoney', 'agreedOtherwise')), amount_fen int, words text, met_by text, met_at timestamptz, version int not null default 1
);
create index on warranty.mobility_duties (outlet_id, raised_at);
create index on warranty.mobility_duties (vin);
call platform.wall('warranty.mobility_duties');
