-- Price books: what a brand publishes from a day on. A book is never changed; a newer one takes its place.
create schema prices;
create table prices.books (
  id text primary key,
  brand_id text not null,
  valid_from date not null,
  content jsonb not null,
  published_by text not null,
  published_at timestamptz not null,
  note text not null,
  unique (brand_id, valid_from)
);
