-- Packages and deposits that owners pay for by a platform: the order, what it became, and what went back.
create table benefits.orders (
  id text primary key, brand_id text not null, owner_id text not null, what text not null check (what in ('package', 'deposit')), plan_id text references benefits.plans (id), vehicle_id text not null, vin text not null, outlet_id text not null, why text not null,
  amount_fen int not null check (amount_fen > 0), out_trade_no text not null unique, channel text not null check (channel in ('wechat', 'alipay')), state text not null check (state in ('asked', 'created', 'paid', 'failed')), code_url text, transaction_id text,
  asked_at timestamptz not null, checked_at timestamptz, paid_at timestamptz, bought_id text, check ((what = 'package') = (plan_id is not null)), check ((state = 'paid') = (bought_id is not null))
);
create index on benefits.orders (owner_id);
create index on benefits.orders (bought_id);
create unique index one_open_order on benefits.orders (owner_id, what, coalesce(plan_id, ''), vin, channel, amount_fen) where state in ('asked', 'created');
call platform.wall('benefits.orders');
create table benefits.order_refunds (
  id text primary key, order_id text not null references benefits.orders (id), brand_id text not null, owner_id text not null, out_refund_no text not null unique, amount_fen int not null check (amount_fen > 0), state text not null check (state in ('asked', 'processing', 'done', 'failed')),
  why text not null, asked_by text not null, asked_at timestamptz not null, done_at timestamptz
);
create index on benefits.order_refunds (order_id);
call platform.wall('benefits.order_refunds');
create function benefits.order_moves() returns trigger language plpgsql as $$
begin
  if new.state <> old.state and not ((old.state, new.state) in (('asked', 'created'), ('asked', 'paid'), ('asked', 'failed'), ('created', 'paid'), ('created', 'failed'), ('failed', 'paid'))) then raise exception 'an order cannot go from % to %', old.state, new.state; end if;
  return new;
end $$;
create trigger moves before update on benefits.orders for each row execute function benefits.order_moves();
create function benefits.order_refund_moves() returns trigger language plpgsql as $$
begin
  if new.state <> old.state and not ((old.state, new.state) in (('asked', 'processing'), ('asked', 'done'), ('asked', 'failed'), ('processing', 'done'), ('processing', 'failed'), ('failed', 'done'))) then raise exception 'a refund cannot go from % to %', old.state, new.state; end if;
  return new;
end $$;
create trigger moves before update on benefits.order_refunds for each row execute function benefits.order_refund_moves();
