-- What owners of a brand call a thing, beside the names that ship: looked up with every question.
create table conversations.aliases (
  brand_id text not null,
  canonical text not null,
  variants text[] not null,
  by_name text not null,
  at timestamptz not null,
  version int not null default 1,
  primary key (brand_id, canonical)
);
call platform.wall('conversations.aliases');
