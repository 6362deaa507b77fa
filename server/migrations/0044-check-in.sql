-- Check-in that knows the car: its model, what was done on it lately (by system), and campaigns it is part of.
alter table workorders.work_orders add column model_id text not null default '', add column comeback jsonb, add column state_since timestamptz;
update workorders.work_orders o set model_id = v.model_id from vehicles.vehicles v where v.vin = o.vin;
update workorders.work_orders set state_since = coalesce(handed_back_at, finished_at, checked_in_at);
alter table workorders.work_orders alter column state_since set not null, alter column state_since set default now();
create index on workorders.work_orders (model_id, finished_at desc) where finished_at is not null;

alter table workorders.lines add column system text not null default '';
update workorders.lines l set system = coalesce((select one ->> 'system' from workorders.work_orders o join prices.books b on b.id = o.book_id, jsonb_array_elements(b.content -> 'operations') one
  where o.id = l.work_order_id and one ->> 'code' = coalesce(l.for_operation, l.code) limit 1), '');

-- Recalls and service actions of a maker, by VIN; done when a visit has done their operations.
create table workorders.campaigns (
  id text primary key, brand_id text not null, code text not null, kind text not null check (kind in ('recall', 'serviceAction')), name text not null, name_en text not null, what text not null, what_en text not null,
  operations jsonb not null, opened_on date not null, closed_on date, opened_by text not null, opened_at timestamptz not null, unique (brand_id, code)
);
call platform.wall('workorders.campaigns');
create table workorders.campaign_cars (
  campaign_id text not null, brand_id text not null, vin text not null, done_at timestamptz, work_order_id text, primary key (campaign_id, vin)
);
create index on workorders.campaign_cars (vin);
call platform.wall('workorders.campaign_cars');

insert into workorders.rules (name, value, valid_from, source) values
  ('comebackNearDays', 30, '2020-01-01', 'house rule: the same system again within 30 days is a comeback the owner never pays for'),
  ('comebackFarDays', 60, '2020-01-01', 'house rule: within 60 days the same system is shown and linked');
