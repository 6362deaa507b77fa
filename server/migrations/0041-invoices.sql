-- Invoices, payments and refunds, and the ledger of what is owed, paid and refunded, which only grows.
create schema invoices;
create table invoices.invoices (
  id text primary key, number text not null unique, brand_id text not null, owner_id text not null, case_id text not null, work_order_id text not null unique, outlet_id text not null,
  state text not null check (state in ('issued', 'paid', 'partlyRefunded', 'refunded', 'settledZero')), lines jsonb not null, total_fen int not null, owed_fen int not null check (owed_fen >= 0),
  paid_fen int not null default 0, refunded_fen int not null default 0, issued_at timestamptz not null, paid_at timestamptz, version int not null default 1,
  check (refunded_fen <= paid_fen and paid_fen <= owed_fen)
);
create index on invoices.invoices (owner_id, issued_at desc);
create index on invoices.invoices (outlet_id, issued_at desc);
call platform.wall('invoices.invoices');
create table invoices.payments (
  id text primary key, invoice_id text not null, brand_id text not null, owner_id text not null, out_trade_no text not null unique, amount_fen int not null,
  state text not null check (state in ('asked', 'created', 'paid', 'failed')), code_url text, transaction_id text, asked_at timestamptz not null, checked_at timestamptz
);
create index on invoices.payments (invoice_id);
create unique index one_open_payment on invoices.payments (invoice_id) where state in ('asked', 'created');
call platform.wall('invoices.payments');
create table invoices.refunds (
  id text primary key, invoice_id text not null, brand_id text not null, out_refund_no text not null unique, out_trade_no text not null, amount_fen int not null check (amount_fen > 0),
  state text not null check (state in ('asked', 'processing', 'done', 'failed')), why text not null, asked_by text not null, asked_at timestamptz not null
);
create index on invoices.refunds (invoice_id);
call platform.wall('invoices.refunds');
create table invoices.ledger (
  id bigint generated always as identity primary key, invoice_id text not null, brand_id text not null, kind text not null check (kind in ('owed', 'paid', 'refunded')), amount_fen int not null,
  reference text not null, at timestamptz not null, unique (kind, reference)
);
create index on invoices.ledger (invoice_id);
call platform.wall('invoices.ledger');
create trigger append_only before update or delete or truncate on invoices.ledger for each statement execute function platform.audit_is_append_only();
