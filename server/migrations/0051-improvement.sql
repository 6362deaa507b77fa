-- What feedback teaches, what is done about it, and whether it worked.
create schema improvement;

create table improvement.findings (
  id text primary key,
  brand_id text not null,
  outlet_id text,
  model_id text,
  cause text not null,
  source text not null check (source in ('survey', 'staff')),
  survey_id text,
  case_id text,
  case_number text,
  score smallint,
  words text,
  at timestamptz not null,
  by_name text not null
);
-- One finding per cause of a survey, however often it is told.
create unique index on improvement.findings (survey_id, cause) where survey_id is not null;
create index on improvement.findings (brand_id, at);
create index on improvement.findings (outlet_id, cause, at);
call platform.wall('improvement.findings');

create table improvement.actions (
  id text primary key,
  number text not null unique,
  brand_id text not null,
  outlet_id text,
  model_id text,
  cause text not null,
  what text not null,
  owner_staff_id text not null,
  owner_name text not null,
  due_on date not null,
  measure text not null check (measure in ('lowShareOfCause', 'lowShare', 'averageScore')),
  state text not null check (state in ('open', 'inProgress', 'done', 'measured', 'dropped')),
  added_by_name text not null,
  added_at timestamptz not null,
  done_at timestamptz,
  measure_at timestamptz,
  dropped_why text,
  climbed_at timestamptz,
  before_numerator int not null,
  before_denominator int not null,
  before_from_at timestamptz not null,
  before_until_at timestamptz not null,
  after_numerator int,
  after_denominator int,
  after_from_at timestamptz,
  after_until_at timestamptz,
  verdict text check (verdict in ('worked', 'didNotWork', 'tooFewAnswers')),
  version int not null default 1,
  check ((state = 'measured') = (verdict is not null))
);
create index on improvement.actions (brand_id, due_on, id);
create index on improvement.actions (outlet_id, due_on);
create index on improvement.actions (owner_staff_id, due_on);
create index on improvement.actions (measure_at) where state = 'done';
create index on improvement.actions (due_on) where state in ('open', 'inProgress') and climbed_at is null;
call platform.wall('improvement.actions');

create table improvement.rules (
  name text not null,
  value int not null,
  valid_from date not null,
  valid_to date,
  source text not null,
  primary key (name, valid_from)
);
insert into improvement.rules (name, value, valid_from, source) values
  ('measureDays', 30, '2020-01-01', 'House rule: as long after the action as before it'),
  ('fewestAnswers', 5, '2020-01-01', 'House rule: fewer answers on either side prove nothing');
