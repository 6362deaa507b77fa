-- Issues that begin to come up: a trouble of a model or at an outlet that owners report more often than before, what was
-- done about it, and what became of it.
create table improvement.issues (
  id text primary key,
  number text not null unique,
  brand_id text not null,
  trouble text not null,
  -- One of the two: a model everywhere, or an outlet with all models.
  model_id text,
  outlet_id text,
  state text not null check (state in ('raised', 'looking', 'fixing', 'fixed', 'measured', 'dismissed')),
  raised_on date not null,
  since_on date not null,
  seen int not null,
  expected double precision not null,
  ratio_from double precision not null,
  ratio_to double precision not null,
  finding text,
  what text,
  owner_staff_id text,
  owner_name text,
  due_on date,
  fixed_at timestamptz,
  measure_at timestamptz,
  dismissed_why text,
  -- Reports and car-days before and after, here and where nothing was changed.
  effect jsonb,
  verdict text check (verdict in ('worked', 'didNotWork', 'notProven')),
  version int not null default 1,
  check ((model_id is null) <> (outlet_id is null)),
  check ((state = 'measured') = (verdict is not null))
);
create index on improvement.issues (brand_id, raised_on desc, id);
create unique index on improvement.issues (brand_id, trouble, coalesce(model_id, ''), coalesce(outlet_id, '')) where state in ('raised', 'looking', 'fixing');
create index on improvement.issues (measure_at) where state = 'fixed';
call platform.wall('improvement.issues');

insert into improvement.rules (name, value, valid_from, source) values
  ('falseAlarmsPerTenSeriesYears', 1, '2020-01-01', 'House rule: of ten series that do not change, one rings falsely in a year'),
  ('watchDays', 730, '2020-01-01', 'House rule: two years of reports say what is usual'),
  ('effectDays', 60, '2020-01-01', 'House rule: an issue that was fixed is measured over as many days as before it');
