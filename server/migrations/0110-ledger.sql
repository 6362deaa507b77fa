-- One double-entry ledger for all money of the house. Every entry sums to zero, nothing is changed afterwards, and a closed
-- day takes no more entries: a mistake is reversed on a later day.
create schema ledger;
select set_config('careloop.brands', '*', true);
create table ledger.entries (
  id text primary key, brand_id text not null, outlet_id text not null, owner_id text, on_day date not null, kind text not null, reference text not null,
  subject text not null, subject_id text not null, amount_fen bigint not null, words text not null, posted_by text not null, at timestamptz not null, reverses text unique, seq bigint generated always as identity,
  unique (kind, reference)
);
create index on ledger.entries (subject_id, seq);
create index on ledger.entries (brand_id, outlet_id, on_day);
call platform.wall('ledger.entries');
create table ledger.postings (
  id bigint generated always as identity primary key, entry_id text not null references ledger.entries (id), brand_id text not null, account text not null, party text not null,
  fen bigint not null check (fen <> 0), unique (entry_id, account, party)
);
create index on ledger.postings (account, party);
call platform.wall('ledger.postings');
create trigger append_only before update or delete or truncate on ledger.entries for each statement execute function platform.audit_is_append_only();
create trigger append_only before update or delete or truncate on ledger.postings for each statement execute function platform.audit_is_append_only();

-- Looks across the walls, as the sum of an entry is not a matter of who looks.
create function ledger.must_balance() returns trigger language plpgsql as $$
declare
  brands text := coalesce(current_setting('careloop.brands', true), '');
  person text := coalesce(current_setting('careloop.person', true), '');
  off bigint;
begin
  perform set_config('careloop.brands', '*', true), set_config('careloop.person', '', true);
  select coalesce(sum(fen), 0) into off from ledger.postings where entry_id = new.entry_id;
  perform set_config('careloop.brands', brands, true), set_config('careloop.person', person, true);
  if off <> 0 then raise exception 'entry % does not sum to zero but to %', new.entry_id, off; end if;
  return null;
end $$;
create constraint trigger sums_to_zero after insert on ledger.postings deferrable initially deferred for each row execute function ledger.must_balance();

create table ledger.closed_days (
  brand_id text not null, outlet_id text not null, on_day date not null, closed_by_id text not null, closed_by text not null, closed_at timestamptz not null,
  counted_cash_fen bigint not null, booked_cash_fen bigint not null, words text, sums jsonb not null, primary key (brand_id, outlet_id, on_day)
);
call platform.wall('ledger.closed_days');
create trigger append_only before update or delete or truncate on ledger.closed_days for each statement execute function platform.audit_is_append_only();
create function ledger.day_must_be_open() returns trigger language plpgsql as $$
declare
  brands text := coalesce(current_setting('careloop.brands', true), '');
  person text := coalesce(current_setting('careloop.person', true), '');
  is_closed boolean;
begin
  perform set_config('careloop.brands', '*', true), set_config('careloop.person', '', true);
  is_closed := exists (select 1 from ledger.closed_days c where c.brand_id = new.brand_id and c.outlet_id = new.outlet_id and c.on_day >= new.on_day);
  perform set_config('careloop.brands', brands, true), set_config('careloop.person', person, true);
  if is_closed then
    raise exception 'the day % of % is closed', new.on_day, new.outlet_id;
  end if;
  return new;
end $$;
create trigger only_open_days before insert on ledger.entries for each row execute function ledger.day_must_be_open();

create table ledger.tax_rates (name text not null, basis_points int not null, valid_from date not null, source text not null, primary key (name, valid_from));
insert into ledger.tax_rates (name, basis_points, valid_from, source) values
  ('repair', 1600, '2018-05-01', 'MoF, STA notice 2018 no. 32: processing and repair services 16 %'),
  ('repair', 1300, '2019-04-01', 'MoF, STA, GAC notice 2019 no. 39: processing and repair services 13 %');

-- What the invoices' own ledger held becomes entries; those lines were the owner's, the rest the maker's.
insert into ledger.entries (id, brand_id, outlet_id, owner_id, on_day, kind, reference, subject, subject_id, amount_fen, words, posted_by, at)
  select 'old' || l.id, l.brand_id, i.outlet_id, i.owner_id, (l.at at time zone 'Asia/Shanghai')::date, l.kind, l.reference, 'invoices', l.invoice_id, l.amount_fen, 'taken over', 'system', l.at
  from invoices.ledger l join invoices.invoices i on i.id = l.invoice_id order by l.id;
insert into ledger.postings (entry_id, brand_id, account, party, fen)
  select p.entry_id, p.brand_id, p.account, p.party, p.fen from (
    select 'old' || l.id as entry_id, l.brand_id, x.account, x.party, x.fen from invoices.ledger l join invoices.invoices i on i.id = l.invoice_id cross join lateral (values
      ('receivable', 'owner:' || i.owner_id, case l.kind when 'owed' then i.owed_fen when 'paid' then -l.amount_fen else 0 end),
      ('warrantyReceivable', 'maker:' || i.brand_id, case l.kind when 'owed' then i.total_fen - i.owed_fen else 0 end),
      ('revenue', 'work', case l.kind when 'owed' then -round(i.total_fen / 1.13) when 'refunded' then round(l.amount_fen / 1.13) else 0 end),
      ('tax', 'output', case l.kind when 'owed' then -(i.total_fen - round(i.total_fen / 1.13)) when 'refunded' then l.amount_fen - round(l.amount_fen / 1.13) else 0 end),
      ('cash', 'wechat', case l.kind when 'paid' then l.amount_fen when 'refunded' then -l.amount_fen else 0 end)
    ) as x(account, party, fen)) p where p.fen <> 0;
set constraints all immediate;
set constraints all deferred;
drop table invoices.ledger;

alter table invoices.invoices drop constraint invoices_state_check;
alter table invoices.invoices add constraint invoices_state_check check (state in ('issued', 'partlyPaid', 'paid', 'partlyRefunded', 'refunded', 'settledZero'));
alter table invoices.invoices add coupon_fen int not null default 0, add coupon_code text, add tax_fen int not null default 0, add tax_basis_points int not null default 1300, add vin text;
update invoices.invoices i set vin = w.vin, tax_fen = i.total_fen - round(i.total_fen / 1.13) from workorders.work_orders w where w.id = i.work_order_id;
alter table invoices.invoices alter vin set not null;
-- Who owes how much of an invoice: those at the till (owner, company), and those who settle directly (maker, insurer).
create table invoices.payers (
  id text primary key, invoice_id text not null, brand_id text not null, owner_id text not null, kind text not null check (kind in ('owner', 'company', 'maker', 'insurer')), name text not null, tax_no text,
  owed_fen int not null check (owed_fen >= 0), paid_fen int not null default 0, refunded_fen int not null default 0
);
create index on invoices.payers (invoice_id);
call platform.wall('invoices.payers');
insert into invoices.payers (id, invoice_id, brand_id, owner_id, kind, name, owed_fen, paid_fen, refunded_fen)
  select id, id, brand_id, owner_id, 'owner', '', owed_fen, paid_fen, refunded_fen from invoices.invoices;
alter table invoices.payments add channel text not null default 'wechat' check (channel in ('wechat', 'alipay', 'cash', 'card', 'bankTransfer', 'deposit')), add payer_id text, add paid_at timestamptz, add received_by text, add note text;
update invoices.payments set payer_id = invoice_id, paid_at = asked_at where payer_id is null;
alter table invoices.payments alter payer_id set not null;
drop index invoices.one_open_payment;
create unique index one_open_payment on invoices.payments (payer_id, channel) where state in ('asked', 'created');
alter table invoices.refunds add channel text not null default 'wechat', add done_at timestamptz;

-- The moves of payments and refunds, kept by the database too.
create function invoices.payment_moves() returns trigger language plpgsql as $$
begin
  if new.state <> old.state and not ((old.state, new.state) in (('asked', 'created'), ('asked', 'paid'), ('asked', 'failed'), ('created', 'paid'), ('created', 'failed'), ('failed', 'paid'))) then
    raise exception 'a payment cannot go from % to %', old.state, new.state;
  end if;
  return new;
end $$;
create trigger moves before update on invoices.payments for each row execute function invoices.payment_moves();
create function invoices.refund_moves() returns trigger language plpgsql as $$
begin
  if new.state <> old.state and not ((old.state, new.state) in (('asked', 'processing'), ('asked', 'done'), ('asked', 'failed'), ('processing', 'done'), ('processing', 'failed'), ('failed', 'done'))) then
    raise exception 'a refund cannot go from % to %', old.state, new.state;
  end if;
  return new;
end $$;
create trigger moves before update on invoices.refunds for each row execute function invoices.refund_moves();
select set_config('careloop.brands', '', true);

alter table workorders.lines add maker_fen int not null default 0;
