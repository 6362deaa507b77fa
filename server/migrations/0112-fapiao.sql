-- Tax invoices (数电票): asked for after settlement, numbered by the tax platform, undone only by a red one.
create schema fapiao;
create table fapiao.papers (
  id text primary key, brand_id text not null, owner_id text not null, outlet_id text not null, invoice_id text not null, payer_id text not null, kind text not null check (kind in ('blue', 'red')), of_id text references fapiao.papers (id),
  state text not null check (state in ('asked', 'waitsForBuyer', 'confirmed', 'issued', 'failed')), serial text not null unique, number text unique, buyer_kind text not null check (buyer_kind in ('person', 'company')), buyer_title text not null, buyer_tax_no text,
  gross_fen int not null, tax_fen int not null, tax_basis_points int not null, lines jsonb not null, reason text, refund_no text, confirmation_no text, file_id text, error text, tries int not null default 0,
  asked_by text not null, asked_at timestamptz not null, tried_at timestamptz, issued_at timestamptz, version int not null default 1,
  check ((kind = 'blue' and of_id is null and gross_fen > 0) or (kind = 'red' and of_id is not null and gross_fen < 0)), check ((state = 'issued') = (number is not null))
);
create unique index one_blue_per_payer on fapiao.papers (payer_id) where kind = 'blue' and state <> 'failed';
create unique index one_red_per_refund on fapiao.papers (of_id, refund_no) where kind = 'red';
create index on fapiao.papers (invoice_id);
create index on fapiao.papers (brand_id, outlet_id, asked_at desc);
call platform.wall('fapiao.papers');
create function fapiao.moves() returns trigger language plpgsql as $$
begin
  if new.state <> old.state and not ((old.state, new.state) in (('asked', 'issued'), ('asked', 'failed'), ('asked', 'waitsForBuyer'), ('asked', 'confirmed'), ('waitsForBuyer', 'confirmed'), ('waitsForBuyer', 'failed'), ('confirmed', 'issued'), ('confirmed', 'failed'), ('failed', 'asked'))) then
    raise exception 'a tax invoice cannot go from % to %', old.state, new.state;
  end if;
  if old.number is not null and (new.number, new.gross_fen, new.buyer_title) is distinct from (old.number, old.gross_fen, old.buyer_title) then raise exception 'an issued tax invoice is not changed'; end if;
  return new;
end $$;
create trigger moves before update on fapiao.papers for each row execute function fapiao.moves();
