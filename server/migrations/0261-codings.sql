-- What was coded to a car by software after it was fitted: with which tool, to which version, when and by whom.
create table workorders.codings (
  id text primary key, work_order_id text not null, brand_id text not null, code text not null, tool text not null, software_version text not null,
  done_at timestamptz not null, by_id text not null, by_name text not null, at timestamptz not null
);
create index on workorders.codings (work_order_id, done_at);
call platform.wall('workorders.codings');
