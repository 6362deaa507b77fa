-- What a brand may charge next, while it is still being thought about: one draft per brand, behind the brand's wall.
create table prices.drafts (
  brand_id text primary key,
  id text not null unique,
  content jsonb not null,
  started_by text not null,
  started_at timestamptz not null,
  changed_by text not null,
  changed_at timestamptz not null,
  version int not null default 1
);
call platform.wall('prices.drafts');
