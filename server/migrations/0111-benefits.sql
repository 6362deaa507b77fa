-- What customers paid before or were given: deposits, packages with what is left of them, coupons. The money stands in the ledger.
create schema benefits;
create table benefits.plans (
  id text primary key, brand_id text not null, name text not null, name_en text not null, price_fen int not null check (price_fen >= 0), months int not null check (months > 0), transferable boolean not null,
  items jsonb not null, made_by text not null, made_at timestamptz not null, ended_at timestamptz
);
call platform.wall('benefits.plans');
create table benefits.packages (
  id text primary key, number text not null unique, brand_id text not null, owner_id text not null, bought_by_id text not null, plan_id text not null references benefits.plans (id), vin text not null, outlet_id text not null, name text not null, name_en text not null,
  price_fen int not null, channel text not null, transferable boolean not null, valid_to date not null, state text not null check (state in ('active', 'returned')), sold_by text not null, sold_at timestamptz not null, version int not null default 1
);
create index on benefits.packages (vin);
create index on benefits.packages (owner_id);
call platform.wall('benefits.packages');
create table benefits.entitlements (
  id text primary key, package_id text not null references benefits.packages (id), brand_id text not null, code text not null, times int not null check (times > 0), value_fen int not null check (value_fen >= 0), unique (package_id, code)
);
call platform.wall('benefits.entitlements');
create table benefits.uses (
  id text primary key, entitlement_id text not null references benefits.entitlements (id), brand_id text not null, nth int not null, work_order_id text not null, state text not null check (state in ('held', 'used', 'released')), value_fen int not null, at timestamptz not null, by_name text not null
);
create unique index each_time_once on benefits.uses (entitlement_id, nth) where state <> 'released';
create index on benefits.uses (work_order_id);
call platform.wall('benefits.uses');
create table benefits.deposits (
  id text primary key, number text not null unique, brand_id text not null, owner_id text not null, outlet_id text not null, why text not null, amount_fen int not null check (amount_fen > 0), channel text not null,
  used_fen int not null default 0, returned_fen int not null default 0, forfeited_fen int not null default 0, taken_by text not null, taken_at timestamptz not null, version int not null default 1,
  check (used_fen >= 0 and returned_fen >= 0 and forfeited_fen >= 0 and used_fen + returned_fen + forfeited_fen <= amount_fen)
);
create index on benefits.deposits (owner_id);
call platform.wall('benefits.deposits');
create table benefits.coupons (
  id text primary key, code text not null, brand_id text not null, for_owner_id text, name text not null, name_en text not null, fen int, pct int, most_fen int, min_fen int not null default 0, valid_from date not null, valid_to date not null,
  used_for text, used_at timestamptz, made_by text not null, made_at timestamptz not null, unique (brand_id, code), check ((fen is null) <> (pct is null))
);
call platform.wall('benefits.coupons');
