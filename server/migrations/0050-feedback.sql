-- Surveys: one question at the right moment after a visit.
create schema feedback;

create table feedback.surveys (
  id text primary key,
  case_id text not null,
  work_order_id text not null unique,
  brand_id text not null,
  owner_id text not null,
  outlet_id text,
  vin text not null,
  model_id text not null,
  case_number text not null,
  plate_no text,
  model_name text not null,
  model_name_en text not null,
  state text not null check (state in ('planned', 'sent', 'answered', 'expired', 'dropped')),
  planned_at timestamptz not null,
  send_at timestamptz not null,
  sent_at timestamptz,
  expires_at timestamptz,
  answered_at timestamptz,
  score smallint check (score between 1 and 5),
  reasons text[] not null default '{}',
  words text,
  check ((state = 'answered') = (score is not null))
);
create index on feedback.surveys (send_at) where state = 'planned';
create index on feedback.surveys (expires_at) where state = 'sent';
create index on feedback.surveys (owner_id, planned_at desc);
create index on feedback.surveys (brand_id, sent_at desc, id);
create index on feedback.surveys (outlet_id, answered_at);
create index on feedback.surveys (case_id);
call platform.wall('feedback.surveys');

create table feedback.rules (
  name text not null,
  value text not null,
  valid_from date not null,
  valid_to date,
  source text not null,
  primary key (name, valid_from)
);
insert into feedback.rules (name, value, valid_from, source) values
  ('askAfterMinutes', '120', '2020-01-01', 'House rule: two hours after the hand-back the owner has driven home'),
  ('quietFrom', '21:00', '2020-01-01', 'House rule: nobody is asked at night'),
  ('quietUntil', '09:00', '2020-01-01', 'House rule: nobody is asked at night'),
  ('expireAfterDays', '14', '2020-01-01', 'House rule'),
  ('lowScoreAtMost', '2', '2020-01-01', 'House rule: 1 or 2 of 5 opens a recovery case');
