-- The workshop's own records: hand-overs with the state of the car, who stood by at the lock-out, what tools measured, test drives.
alter table workorders.lock_outs add column guardian_id text, add column guardian_name text, add column release_why text, add column insulation_mohm double precision;
alter table workorders.work_orders add column test_drives jsonb not null default '[]';

create table workorders.hand_overs (
  id text primary key, work_order_id text not null, brand_id text not null, from_id text not null, from_name text not null, at timestamptz not null, note text not null,
  drained text not null, energy text not null, bolts text not null, tools_inside text not null, accepted_by_id text, accepted_by_name text, accepted_at timestamptz, accepted_words text
);
create unique index one_open_hand_over on workorders.hand_overs (work_order_id) where accepted_at is null;
call platform.wall('workorders.hand_overs');

create table workorders.tool_records (
  id text primary key, work_order_id text not null, brand_id text not null, kind text not null check (kind in ('torque', 'calibration', 'insulation', 'alignment', 'other')), what text not null, tool_no text not null, tool_valid_until date not null,
  value double precision not null, unit text not null, low double precision, high double precision, within boolean not null, by_id text not null, by_name text not null, at timestamptz not null
);
create index on workorders.tool_records (work_order_id, at);
call platform.wall('workorders.tool_records');
