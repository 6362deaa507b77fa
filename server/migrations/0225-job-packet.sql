-- How the maker wants an operation done, step by step, in editions that stay; and what a technician asked an expert about a car.
create table workorders.instructions (
  id text primary key, brand_id text not null, code text not null, edition int not null, steps jsonb not null, source text not null, published_by text not null, published_at timestamptz not null,
  unique (brand_id, code, edition)
);
call platform.wall('workorders.instructions');

create table workorders.questions (
  id text primary key, work_order_id text not null, brand_id text not null, outlet_id text not null, words text not null, photos jsonb not null default '[]', asked_by_id text not null, asked_by_name text not null, asked_at timestamptz not null,
  answer text, answered_by_id text, answered_by_name text, answered_at timestamptz
);
create index on workorders.questions (work_order_id, asked_at);
create index on workorders.questions (asked_at) where answered_at is null;
call platform.wall('workorders.questions');
