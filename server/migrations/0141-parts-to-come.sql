-- Parts that were ordered for a visit, what of each came, and the car that goes home meanwhile and comes back.
create table workorders.ordered_parts (
  id text primary key, work_order_id text not null, brand_id text not null, owner_id text not null, code text not null, name text not null, name_en text not null,
  quantity int not null check (quantity > 0), arrived int not null default 0 check (arrived between 0 and quantity), expected_on date, ordered_by text not null, ordered_at timestamptz not null, arrived_at timestamptz, box int not null
);
create unique index on workorders.ordered_parts (work_order_id, box);
call platform.wall('workorders.ordered_parts');
alter table workorders.work_orders add column away_since timestamptz;
-- Each time the car was home in between: from and until when, with odometer and charge.
alter table workorders.work_orders add column aways jsonb not null default '[]';
-- The owner's word: stays or goes home, who said it to whom through what.
alter table workorders.work_orders add column parts_choice jsonb;
alter table workorders.work_orders add column resume_appointment_id text;
