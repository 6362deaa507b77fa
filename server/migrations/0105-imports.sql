-- A sheet that somebody brought: as it was read, what is wrong with each row, and what it made, so that it can be undone.
create table network.imports (
  id text primary key,
  outlet_id text not null,
  kind text not null check (kind in ('staff', 'certificates', 'tools')),
  file_name text not null,
  state text not null check (state in ('checked', 'applied', 'undone')),
  rows jsonb not null,
  made jsonb not null default '[]',
  by_id text not null,
  by_name text not null,
  checked_at timestamptz not null,
  applied_at timestamptz,
  undone_at timestamptz,
  version int not null default 1
);
create index on network.imports (outlet_id, checked_at);
