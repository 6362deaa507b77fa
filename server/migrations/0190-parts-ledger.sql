-- Parts as a ledger: every unit that came, went or was found missing is a movement, and what lies on a shelf is their sum.
select set_config('careloop.brands', '*', true);
-- Places beside the outlets' own shelves (whose place is the outlet itself): vans and warehouses.
create table parts.places (
  id text primary key, brand_id text not null, outlet_id text not null, kind text not null check (kind in ('van', 'warehouse')), name text not null, name_en text not null,
  active boolean not null default true, version int not null default 1
);
create index on parts.places (outlet_id);
call platform.wall('parts.places');

create table parts.movements (
  id bigint generated always as identity primary key,
  at timestamptz not null, place_id text not null, outlet_id text not null, brand_id text not null, code text not null,
  kind text not null check (kind in ('opening', 'receive', 'pick', 'return', 'transferOut', 'transferIn', 'count', 'quarantine', 'release', 'scrap', 'supplierReturn', 'coreIn', 'coreOut')),
  shelf text not null default 'good' check (shelf in ('good', 'quarantine', 'core')),
  quantity int not null check (quantity <> 0),
  unit_fen int, serial text, ref_kind text, ref_id text, ref_label text, why text, by_id text, by_name text not null
);
create index on parts.movements (brand_id, code, at);
create index on parts.movements (place_id, brand_id, at);
create index on parts.movements (ref_id) where ref_id is not null;
call platform.wall('parts.movements');
create function parts.movements_stay() returns trigger language plpgsql as $$ begin raise exception 'movements of parts are append-only'; end $$;
create trigger append_only before update or delete or truncate on parts.movements for each statement execute function parts.movements_stay();

alter table parts.stock rename to counted;
create table parts.stock (
  place_id text not null, outlet_id text not null, brand_id text not null, code text not null,
  on_hand int not null default 0 check (on_hand >= 0), quarantined int not null default 0 check (quarantined >= 0), cores int not null default 0 check (cores >= 0),
  bin text, counted_at timestamptz, counted_by text,
  primary key (place_id, brand_id, code)
);
create index on parts.stock (brand_id, code);
create index on parts.stock (outlet_id, brand_id);
call platform.wall('parts.stock');
-- Only a movement moves a balance.
create function parts.balance_follows() returns trigger language plpgsql as $$
begin
  if pg_trigger_depth() < 2 and (case when tg_op = 'INSERT' then new.on_hand <> 0 or new.quarantined <> 0 or new.cores <> 0
    else new.on_hand <> old.on_hand or new.quarantined <> old.quarantined or new.cores <> old.cores end) then raise exception 'stock is the sum of its movements'; end if;
  return new;
end $$;
create trigger only_by_movement before insert or update on parts.stock for each row execute function parts.balance_follows();
create function parts.keep_balance() returns trigger language plpgsql as $$
begin
  insert into parts.stock (place_id, outlet_id, brand_id, code) select distinct place_id, outlet_id, brand_id, code from fresh on conflict do nothing;
  update parts.stock s set on_hand = s.on_hand + f.good, quarantined = s.quarantined + f.quarantined, cores = s.cores + f.cores
    from (select place_id, brand_id, code, coalesce(sum(quantity) filter (where shelf = 'good'), 0)::int as good, coalesce(sum(quantity) filter (where shelf = 'quarantine'), 0)::int as quarantined,
      coalesce(sum(quantity) filter (where shelf = 'core'), 0)::int as cores from fresh group by place_id, brand_id, code) f
    where s.place_id = f.place_id and s.brand_id = f.brand_id and s.code = f.code;
  return null;
end $$;
create trigger keep_balance after insert on parts.movements referencing new table as fresh for each statement execute function parts.keep_balance();

insert into parts.movements (at, place_id, outlet_id, brand_id, code, kind, quantity, why, by_name)
  select counted_at, outlet_id, outlet_id, brand_id, code, 'opening', on_hand, '期初 / opening', counted_by from parts.counted where on_hand > 0;
insert into parts.stock (place_id, outlet_id, brand_id, code) select outlet_id, outlet_id, brand_id, code from parts.counted on conflict do nothing;
update parts.stock s set counted_at = c.counted_at, counted_by = c.counted_by from parts.counted c where s.place_id = c.outlet_id and s.brand_id = c.brand_id and s.code = c.code;
drop table parts.counted;

-- What is kept for whom: visits that are booked, and work that is in the shop.
create table parts.holds (
  for_kind text not null check (for_kind in ('appointment', 'workOrder')), for_id text not null, label text not null, outlet_id text not null, brand_id text not null, code text not null,
  quantity int not null check (quantity > 0), on_day date not null, primary key (for_kind, for_id, code)
);
create index on parts.holds (outlet_id, brand_id, code);
call platform.wall('parts.holds');
insert into parts.holds select 'appointment', c.appointment_id, a.number, c.outlet_id, c.brand_id, c.code, c.quantity, c.on_day from appointments.part_claims c join appointments.appointments a on a.id = c.appointment_id;
drop table appointments.part_claims;

-- What each supplier promises; what it keeps is read from the receipts.
create table parts.suppliers (
  id text primary key, brand_id text not null, name text not null, name_en text not null, promised_days int not null check (promised_days between 0 and 400), version int not null default 1, unique (brand_id, name)
);
call platform.wall('parts.suppliers');
create table parts.purchases (
  id text primary key, number text not null, brand_id text not null, outlet_id text not null, place_id text not null, supplier_id text, state text not null check (state in ('draft', 'sent', 'partly', 'received', 'cancelled')),
  note text, made_by text not null, made_at timestamptz not null, sent_at timestamptz, ended_at timestamptz, version int not null default 1
);
create index on parts.purchases (brand_id, state, made_at);
call platform.wall('parts.purchases');
create table parts.purchase_lines (
  id text primary key, purchase_id text not null, brand_id text not null, outlet_id text not null, place_id text not null, code text not null,
  quantity int not null check (quantity > 0), received int not null default 0 check (received >= 0), unit_fen int, expected_on date, note text, waiting_id text,
  ended_at timestamptz, ended_how text check (ended_how in ('received', 'dropped'))
);
create index on parts.purchase_lines (purchase_id);
create index on parts.purchase_lines (brand_id, code) where ended_at is null;
create index on parts.purchase_lines (place_id, brand_id, code) where ended_at is null;
call platform.wall('parts.purchase_lines');
create table parts.receipts (
  id text primary key, purchase_line_id text not null, purchase_id text not null, supplier_id text, brand_id text not null, outlet_id text not null, code text not null, quantity int not null, rejected int not null default 0,
  fault text, at timestamptz not null, by_name text not null, ordered_at timestamptz not null, expected_on date
);
create index on parts.receipts (brand_id, supplier_id, at);
create index on parts.receipts (purchase_line_id);
call platform.wall('parts.receipts');
insert into parts.purchases (id, number, brand_id, outlet_id, place_id, state, note, made_by, made_at, sent_at, ended_at)
  select 'p.' || id, 'PO-' || upper(right(id, 8)), brand_id, outlet_id, outlet_id, case when ended_how is null then 'sent' when ended_how = 'received' then 'received' else 'cancelled' end, note, '', coalesce(ended_at, now()), coalesce(ended_at, now()), ended_at from parts.expected;
insert into parts.purchase_lines (id, purchase_id, brand_id, outlet_id, place_id, code, quantity, received, expected_on, note, ended_at, ended_how)
  select id, 'p.' || id, brand_id, outlet_id, outlet_id, code, quantity, case when ended_how = 'received' then quantity else 0 end, expected_on, note, ended_at, ended_how from parts.expected;
drop table parts.expected;

-- Cars that wait for a part, and how much each weighs.
create table parts.waiting (
  id text primary key, brand_id text not null, outlet_id text not null, code text not null, quantity int not null check (quantity > 0), served int not null default 0 check (served between 0 and quantity),
  for_id text not null, label text not null, vin text not null, safety boolean not null default false, guarantee_days_left int, loaner_fen_per_day int not null default 0,
  asked_at timestamptz not null, asked_by text not null, expected_on date, ended_at timestamptz, ended_how text check (ended_how in ('served', 'withdrawn'))
);
create index on parts.waiting (brand_id, code) where ended_at is null;
create index on parts.waiting (outlet_id, brand_id) where ended_at is null;
create index on parts.waiting (for_id);
call platform.wall('parts.waiting');
insert into parts.waiting (id, brand_id, outlet_id, code, quantity, served, for_id, label, vin, asked_at, asked_by, expected_on, ended_at, ended_how)
  select o.id, o.brand_id, w.outlet_id, o.code, o.quantity, o.arrived, o.work_order_id, w.number || '-' || o.box, w.vin, o.ordered_at, o.ordered_by, o.expected_on,
    case when o.arrived = o.quantity then coalesce(o.arrived_at, o.ordered_at) when w.state in ('handedBack', 'cancelled') then o.ordered_at end, case when o.arrived = o.quantity then 'served' when w.state in ('handedBack', 'cancelled') then 'withdrawn' end
  from workorders.ordered_parts o join workorders.work_orders w on w.id = o.work_order_id;

create table parts.transfers (
  id text primary key, number text not null, brand_id text not null, code text not null, quantity int not null check (quantity > 0), came int check (came between 0 and quantity),
  from_place_id text not null, from_outlet_id text not null, to_place_id text not null, to_outlet_id text not null, state text not null check (state in ('asked', 'sent', 'received', 'cancelled')),
  why text, asked_by text not null, asked_at timestamptz not null, sent_at timestamptz, received_at timestamptz, expected_on date, version int not null default 1
);
create index on parts.transfers (brand_id, state);
create index on parts.transfers (to_place_id, brand_id, code) where state in ('asked', 'sent');
call platform.wall('parts.transfers');

-- What a number is: beyond the price list, what keeping, packing and fitting it asks for.
create table parts.catalogue (
  brand_id text not null, code text not null, name text not null, name_en text not null, class text not null, origin text not null, cost_fen int, supplier_id text, lot int not null default 1 check (lot > 0),
  side text check (side in ('left', 'right')), pair_code text, colour text, software_coded boolean not null default false, serialised boolean not null default false, core_return boolean not null default false,
  un_number text, packing text, soc_max_pct int, kit jsonb not null default '[]', model_ids text[], built_from date, built_to date, shelf_life_days int, ended_on date, sheet_id text, version int not null default 1,
  primary key (brand_id, code)
);
call platform.wall('parts.catalogue');
create table parts.supersessions (
  brand_id text not null, old_code text not null, new_code text not null, both_ways boolean not null, use_old_first boolean not null, from_on date not null, why text not null, primary key (brand_id, old_code, new_code)
);
create index on parts.supersessions (brand_id, new_code);
call platform.wall('parts.supersessions');
create table parts.sheets (
  id text primary key, brand_id text not null, file_name text not null, state text not null check (state in ('checked', 'applied', 'undone')), rows jsonb not null, made jsonb not null default '[]',
  by_name text not null, checked_at timestamptz not null, version int not null default 1
);
call platform.wall('parts.sheets');

-- What an outlet used before it kept its store here, month by month, as the old system's sheet says.
create table parts.past_use (
  place_id text not null, outlet_id text not null, brand_id text not null, code text not null, month date not null, units int not null check (units >= 0), primary key (place_id, brand_id, code, month)
);
create index on parts.past_use (brand_id, code);
call platform.wall('parts.past_use');

-- What the night's run foresees and advises.
create table parts.runs (
  id text primary key, brand_id text not null, on_day date not null, started_at timestamptz not null, ended_at timestamptz, parts int, pairs int, suggestions int, took_ms int, errors jsonb, unique (brand_id, on_day)
);
call platform.wall('parts.runs');
create table parts.forecasts (
  brand_id text not null, code text not null, run_on date not null, months jsonb not null, back_test jsonb, per_month real not null, primary key (brand_id, code)
);
call platform.wall('parts.forecasts');
create table parts.targets (
  brand_id text not null, place_id text not null, code text not null, per_month real not null, target int not null, fill_rate real not null, waiting real not null, primary key (place_id, brand_id, code)
);
create index on parts.targets (brand_id, code);
call platform.wall('parts.targets');
create table parts.suggestions (
  id text primary key, brand_id text not null, outlet_id text not null, place_id text not null, code text not null, kind text not null check (kind in ('buy', 'move', 'lastBuy')), from_place_id text, from_outlet_id text, supplier_id text,
  quantity int not null check (quantity > 0), cost_fen bigint not null, saves_fen bigint not null, why jsonb not null, state text not null check (state in ('open', 'accepted', 'dismissed', 'lapsed')),
  made_at timestamptz not null, decided_by text, decided_at timestamptz, decided_why text, result_id text, version int not null default 1
);
create index on parts.suggestions (brand_id, state, saves_fen desc);
create index on parts.suggestions (brand_id, code);
call platform.wall('parts.suggestions');
select set_config('careloop.brands', '', true);
