-- Reconciliation: what the payment platforms' bills say, and every difference to our own books, open with a holder or explained.
create schema cashier;
-- A bill belongs to the house's merchant and to no brand; nobody reads it but the comparison.
create table cashier.bill_days (channel text not null, on_day date not null, fetched_at timestamptz not null, lines int not null, primary key (channel, on_day));
create table cashier.bill_lines (channel text not null, kind text not null check (kind in ('payment', 'refund')), no text not null, on_day date not null, channel_no text not null, amount_fen int not null, fee_fen int not null, at text not null, primary key (channel, kind, no));
create index on cashier.bill_lines (channel, on_day);
create table cashier.differences (
  id text primary key, brand_id text not null, outlet_id text not null, channel text not null, on_day date not null, kind text not null check (kind in ('missingInBill', 'missingHere', 'amountDiffers')), moved text not null check (moved in ('payment', 'refund')), no text not null,
  our_fen int, bill_fen int, invoice_id text, state text not null check (state in ('open', 'explained', 'resolved')), holder_id text, holder text, words text, found_at timestamptz not null, ended_at timestamptz, version int not null default 1,
  unique (channel, moved, no), check (state <> 'explained' or (words is not null and holder is not null))
);
create index on cashier.differences (brand_id, outlet_id, state);
call platform.wall('cashier.differences');
create function cashier.moves() returns trigger language plpgsql as $$
begin
  if new.state <> old.state and not ((old.state, new.state) in (('open', 'explained'), ('open', 'resolved'), ('explained', 'resolved'))) then raise exception 'a difference cannot go from % to %', old.state, new.state; end if;
  return new;
end $$;
create trigger moves before update on cashier.differences for each row execute function cashier.moves();
