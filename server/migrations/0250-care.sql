-- The CARE scorecard: months that are over and long enough past are kept as they were counted, with the records behind each figure.
create schema insight;

create table insight.care_rules (
  name text not null,
  value text not null,
  valid_from date not null,
  valid_to date,
  source text not null,
  primary key (name, valid_from)
);
insert into insight.care_rules (name, value, valid_from, source) values
  ('freezeAfterDays', '35', '2020-01-01', 'House rule: a comeback within thirty days of the last hand-back of a month still belongs to that month');

create table insight.care_frozen (
  brand_id text not null,
  month text not null,
  frozen_at timestamptz not null,
  primary key (brand_id, month)
);
call platform.wall('insight.care_frozen');

create table insight.care_months (
  brand_id text not null,
  month text not null,
  measure text not null,
  -- '' for what belongs to no outlet
  outlet_id text not null,
  counted int not null,
  records int not null,
  -- The records as they were: link, id, number, vin, at, counts.
  of jsonb not null,
  primary key (brand_id, month, measure, outlet_id)
);
call platform.wall('insight.care_months');
