-- Service cases: who called, how urgent, which clocks run, who holds it, what happened.
create schema cases;

create table cases.cases (
  id text primary key,
  number text not null unique,
  kind text not null check (kind in ('trouble', 'recovery')),
  vin text not null,
  vehicle_id text not null,
  plate_no text,
  model_id text,
  model_name text not null,
  model_name_en text not null,
  brand_id text not null,
  owner_id text not null,
  outlet_id text,
  trouble text not null,
  urgency smallint not null check (urgency between 1 and 4),
  urgency_reasons jsonb not null,
  -- What the evidence alone said when a person last set the urgency; null while no person has.
  urgency_judged smallint,
  place jsonb not null,
  stage text not null check (stage in ('open', 'booked', 'inService', 'awaitingPayment', 'awaitingConfirmation', 'closed')),
  next_due_at timestamptz not null default '9999-12-31T00:00:00Z',
  opened_at timestamptz not null,
  confirmation_asked_at timestamptz,
  reminders int not null default 0,
  reminded_at timestamptz,
  closed_at timestamptz,
  closed_how text check (closed_how in ('confirmed', 'silence', 'duplicate', 'cancelledByOwner')),
  linked_case_id text references cases.cases,
  comeback_of text references cases.cases,
  version int not null default 1
);
create index on cases.cases (vin, opened_at desc);
create index on cases.cases (owner_id, opened_at desc);
create index on cases.cases (urgency, next_due_at, id) where stage <> 'closed';
create index on cases.cases (outlet_id, urgency, next_due_at, id) where stage <> 'closed';
create index on cases.cases (opened_at desc, id desc);
create index on cases.cases (confirmation_asked_at) where stage = 'awaitingConfirmation';
create index on cases.cases (plate_no);
call platform.wall('cases.cases');

-- Each time the trouble was heard of: from the car, the owner, the hotline, a survey. One trouble, several contacts.
create table cases.contacts (
  id text primary key,
  case_id text not null references cases.cases,
  brand_id text not null,
  owner_id text not null,
  source text not null check (source in ('alert', 'owner', 'phone', 'survey')),
  source_key text,
  at timestamptz not null,
  by_id text,
  by_name text not null,
  words text,
  evidence jsonb not null,
  file_ids text[] not null default '{}'
);
create unique index on cases.contacts (source, source_key) where source_key is not null;
create index on cases.contacts (case_id, at);
call platform.wall('cases.contacts');

-- The timeline that every module writes on.
create table cases.entries (
  id text primary key,
  case_id text not null references cases.cases,
  brand_id text not null,
  owner_id text not null,
  at timestamptz not null,
  kind text not null,
  visibility text not null check (visibility in ('owner', 'staff')),
  by_kind text not null,
  by_id text,
  by_name text not null,
  text text,
  data jsonb not null default '{}',
  file_ids text[] not null default '{}',
  -- What must stand here once, however often it is told.
  key text
);
create unique index on cases.entries (case_id, key) where key is not null;
create index on cases.entries (case_id, at, id);
call platform.wall('cases.entries');

-- Who had the case from when to when. Exactly one at every moment, by the checks below.
create table cases.holdings (
  id text primary key,
  case_id text not null references cases.cases,
  brand_id text not null,
  owner_id text not null,
  kind text not null check (kind in ('desk', 'person')),
  desk text check (desk in ('brandDesk', 'outletDesk', 'managerDesk', 'regionalDesk')),
  outlet_id text,
  staff_id text,
  staff_name text,
  from_at timestamptz not null,
  until_at timestamptz check (until_at >= from_at),
  how text not null,
  check ((kind = 'desk') = (desk is not null) and (kind = 'person') = (staff_id is not null)),
  exclude using gist (case_id with =, tstzrange(from_at, until_at) with &&)
);
create unique index one_holder on cases.holdings (case_id) where until_at is null;
create index on cases.holdings (staff_id) where until_at is null;
create index on cases.holdings (desk, outlet_id) where until_at is null;
create index on cases.holdings (case_id, from_at);
call platform.wall('cases.holdings');

-- At the end of every transaction the case that was touched has a holder now, and its holdings leave no gap.
create function cases.check_holder() returns trigger language plpgsql as $$
declare
  touched text;
begin
  if tg_table_name = 'cases' then touched := new.id; else touched := new.case_id; end if;
  if (select count(*) from cases.holdings where case_id = touched and until_at is null) <> 1 then
    raise exception 'case % would be without a holder', touched;
  end if;
  if exists (select 1 from (select until_at, lead(from_at) over (order by from_at, until_at nulls last) as next_from from cases.holdings
      where case_id = touched) line where next_from is distinct from until_at and next_from is not null) then
    raise exception 'case % would have had a moment without a holder', touched;
  end if;
  return null;
end $$;
create constraint trigger a_case_has_a_holder after insert on cases.cases
  deferrable initially deferred for each row execute function cases.check_holder();
create constraint trigger a_case_keeps_a_holder after insert or update on cases.holdings
  deferrable initially deferred for each row execute function cases.check_holder();
create function cases.holdings_stay() returns trigger language plpgsql as
  $$ begin raise exception 'who held a case is not forgotten'; end $$;
create trigger holdings_stay before delete on cases.holdings for each row execute function cases.holdings_stay();

create table cases.hand_overs (
  id text primary key,
  case_id text not null references cases.cases,
  brand_id text not null,
  owner_id text not null,
  to_kind text not null check (to_kind in ('desk', 'person')),
  to_desk text,
  to_outlet_id text,
  to_staff_id text,
  to_name text,
  words text,
  asked_by text,
  asked_by_name text not null,
  asked_at timestamptz not null,
  answer_by_at timestamptz not null,
  state text not null check (state in ('asked', 'accepted', 'refused', 'climbed', 'withdrawn')),
  answered_by_name text,
  answered_at timestamptz,
  answer_words text
);
create unique index one_question on cases.hand_overs (case_id) where state = 'asked';
create index on cases.hand_overs (answer_by_at) where state = 'asked';
create index on cases.hand_overs (to_staff_id) where state = 'asked';
create index on cases.hand_overs (case_id, asked_at);
call platform.wall('cases.hand_overs');

create table cases.clocks (
  id text primary key,
  case_id text not null references cases.cases,
  brand_id text not null,
  owner_id text not null,
  clock text not null,
  calendar text not null check (calendar in ('always', 'office')),
  minutes int not null,
  at_risk_pct int not null,
  started_at timestamptz not null,
  due_at timestamptz not null,
  at_risk_at timestamptz not null,
  paused_at timestamptz,
  pause_reason text,
  -- Working minutes used before the pause.
  used_minutes double precision,
  at_risk_told_at timestamptz,
  breached_at timestamptz,
  breach_reason text,
  breach_words text,
  breach_explained_by text,
  breach_explained_at timestamptz,
  met_at timestamptz,
  ended_at timestamptz,
  check (calendar = 'office' or paused_at is null)
);
create unique index one_running on cases.clocks (case_id, clock) where ended_at is null;
create index on cases.clocks (due_at) where ended_at is null and breached_at is null;
create index on cases.clocks (at_risk_at) where ended_at is null and paused_at is null;
create index on cases.clocks (case_id, started_at);
create index on cases.clocks (case_id) where breached_at is not null and breach_reason is null;
call platform.wall('cases.clocks');

-- Rules by date. kind, urgency and clock say which; minutes run always or in office hours of working days.
create table cases.clock_rules (
  kind text not null,
  urgency smallint not null,
  clock text not null,
  calendar text not null check (calendar in ('always', 'office')),
  minutes int not null check (minutes > 0),
  at_risk_pct int not null check (at_risk_pct between 1 and 99),
  valid_from date not null,
  valid_to date,
  source text not null,
  primary key (kind, urgency, clock, valid_from)
);
insert into cases.clock_rules (kind, urgency, clock, calendar, minutes, at_risk_pct, valid_from, source) values
  ('trouble', 1, 'respond', 'always', 3, 50, '2020-01-01', 'House rule after the graded response to GB/T 32960 alarms: people in danger are called within 3 minutes'),
  ('trouble', 1, 'plan', 'always', 15, 60, '2020-01-01', 'House rule: help is arranged within a quarter of an hour'),
  ('trouble', 1, 'update', 'always', 30, 70, '2020-01-01', 'House rule: nobody waits in danger without news'),
  ('trouble', 2, 'respond', 'always', 15, 60, '2020-01-01', 'House rule after the graded response to GB/T 32960 alarms: level 3 alarms are called within 15 minutes'),
  ('trouble', 2, 'plan', 'always', 60, 70, '2020-01-01', 'House rule: a stranded owner knows within the hour how to get on'),
  ('trouble', 2, 'update', 'always', 120, 75, '2020-01-01', 'House rule'),
  ('trouble', 3, 'respond', 'office', 120, 75, '2020-01-01', 'House rule after the graded response to GB/T 32960 alarms: level 2 alarms the same day'),
  ('trouble', 3, 'plan', 'office', 540, 75, '2020-01-01', 'House rule: one working day'),
  ('trouble', 3, 'update', 'office', 1080, 75, '2020-01-01', 'House rule: two working days'),
  ('trouble', 4, 'respond', 'office', 540, 75, '2020-01-01', 'House rule after the graded response to GB/T 32960 alarms: level 1 alarms by the next working day'),
  ('trouble', 4, 'plan', 'office', 1080, 75, '2020-01-01', 'House rule: two working days'),
  ('trouble', 4, 'update', 'office', 2160, 75, '2020-01-01', 'House rule: four working days'),
  ('recovery', 1, 'respond', 'always', 30, 60, '2020-01-01', 'House rule: a manager judged that it cannot wait'),
  ('recovery', 1, 'plan', 'always', 120, 70, '2020-01-01', 'House rule'),
  ('recovery', 1, 'update', 'always', 240, 75, '2020-01-01', 'House rule'),
  ('recovery', 2, 'respond', 'office', 240, 60, '2020-01-01', 'House rule: who gave the lowest mark is called back within half a working day'),
  ('recovery', 2, 'plan', 'office', 1080, 75, '2020-01-01', 'House rule: an offer within two working days'),
  ('recovery', 2, 'update', 'office', 1620, 75, '2020-01-01', 'House rule: three working days'),
  ('recovery', 3, 'respond', 'office', 540, 75, '2020-01-01', 'House rule: a call back within one working day'),
  ('recovery', 3, 'plan', 'office', 2700, 75, '2020-01-01', 'House rule: complaints are answered within five working days'),
  ('recovery', 3, 'update', 'office', 2700, 75, '2020-01-01', 'House rule: five working days'),
  ('recovery', 4, 'respond', 'office', 540, 75, '2020-01-01', 'House rule: a call back within one working day'),
  ('recovery', 4, 'plan', 'office', 2700, 75, '2020-01-01', 'House rule: complaints are answered within five working days'),
  ('recovery', 4, 'update', 'office', 2700, 75, '2020-01-01', 'House rule: five working days');

create table cases.number_rules (
  name text not null,
  value numeric not null,
  valid_from date not null,
  valid_to date,
  source text not null,
  primary key (name, valid_from)
);
insert into cases.number_rules (name, value, valid_from, source) values
  ('handOverMinutes1', 3, '2020-01-01', 'House rule: as long as a person in danger waits for the first call'),
  ('handOverMinutes2', 10, '2020-01-01', 'House rule'),
  ('handOverMinutes3', 120, '2020-01-01', 'House rule, in office hours'),
  ('handOverMinutes4', 240, '2020-01-01', 'House rule, in office hours'),
  ('firstReminderDays', 2, '2020-01-01', 'House rule'),
  ('secondReminderDays', 5, '2020-01-01', 'House rule'),
  ('closeAfterDays', 7, '2020-01-01', 'House rule: a week of silence after two reminders is taken as agreement'),
  ('reopenWithinDays', 30, '2020-01-01', 'House rule'),
  ('comebackWithinDays', 30, '2020-01-01', 'House rule: the same trouble within 30 days is a comeback'),
  ('joinWithinHours', 24, '2020-01-01', 'House rule: reports that name no trouble belong to a breakdown of the last day');

create table cases.office_hours (
  opens_at text not null,
  closes_at text not null,
  valid_from date not null,
  valid_to date,
  source text not null,
  primary key (opens_at, valid_from)
);
insert into cases.office_hours (opens_at, closes_at, valid_from, source) values
  ('09:00', '18:00', '2020-01-01', 'House rule: hours of the desks for what can wait, on working days of the State Council''s calendar');
