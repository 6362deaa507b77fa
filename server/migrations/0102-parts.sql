-- What an outlet has of a brand's parts, as counted facts, and what is expected when.
create schema parts;
create table parts.stock (
  outlet_id text not null,
  brand_id text not null,
  code text not null,
  on_hand int not null check (on_hand >= 0),
  counted_at timestamptz not null,
  counted_by text not null,
  primary key (outlet_id, brand_id, code)
);
call platform.wall('parts.stock');
create table parts.expected (
  id text primary key,
  outlet_id text not null,
  brand_id text not null,
  code text not null,
  quantity int not null check (quantity > 0),
  expected_on date not null,
  note text,
  ended_at timestamptz,
  ended_how text check (ended_how in ('received', 'dropped'))
);
create index on parts.expected (outlet_id, brand_id, code) where ended_at is null;
call platform.wall('parts.expected');
