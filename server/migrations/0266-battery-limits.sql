-- How far the signs of a car's battery went month by month, so that a fleet learns how far its healthy cars go.
alter table batteries.states add column reached jsonb not null default '[]';

-- The limits of a model as its own healthy cars showed them. A row is never changed: the newest version is in force.
create table batteries.limits (
  model_id text not null, version int not null, brand_id text not null, chemistry text not null, at timestamptz not null, by_name text,
  months int not null, cars int not null, left_out int not null, rules jsonb not null, held boolean not null default false, from_version int, why text,
  primary key (model_id, version), check (by_name is null or why is not null)
);
call platform.wall('batteries.limits');
